"""sentiment-en from nothing: word pieces, a small DistilBERT that first reads English, then reviews with labels."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from course_lib.zoo import written
from course_lib.zoo.card import Trained
from course_lib.zoo.near_copies import Known
from course_lib.zoo.sentiment import classifier
from course_lib.zoo.sentiment.reviews import NEGATIVE, POSITIVE, Reviews, held_out, read_reviews, reviews
from course_lib.zoo.training import Schedule, batches_by_length, fit, seed_everything

DATA = Path(__file__).parent / "data"
HELD_OUT = Path(__file__).parent / "heldout.jsonl"
APART = Path(__file__).parent / "heldout_apart.jsonl"
LABELS = {NEGATIVE: "NEGATIVE", POSITIVE: "POSITIVE"}
MAX_POSITIONS = 512
HEADS = 4
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
FIRST_ORDINARY = 5
"""The ids before it are special tokens."""
PUNCTUATION = ".,!?;:'\"-()/&%$#*"


@dataclass(frozen=True)
class Settings:
    """What may be turned down to try the recipe quickly; the defaults are what ships."""

    reviews: int = 60_000
    reading: int = 6000
    steps: int = 5000
    batch: int = 64
    peak: float = 1e-3
    hidden: float = 0.1
    pieces: int = 4500
    dim: int = 128
    layers: int = 3
    seed: int = 0


@cache
def source() -> Reviews:
    return read_reviews(DATA)


def make_tokenizer(texts: Iterable[str], pieces: int) -> Any:
    """Lower-casing word pieces learnt from `texts`, in BERT's layout; what has no piece, Chinese too, is [UNK]."""
    from transformers import BertTokenizer

    return BertTokenizer(
        vocab=_vocabulary(texts, pieces),
        do_lower_case=True,
        model_max_length=MAX_POSITIONS,
        model_input_names=["input_ids", "attention_mask"],
    )


def _vocabulary(texts: Iterable[str], size: int) -> Mapping[str, int]:
    from tokenizers import Tokenizer, pre_tokenizers
    from tokenizers.models import WordPiece
    from tokenizers.trainers import WordPieceTrainer

    counts = Counter(word for text in texts for word in text.lower().replace("'", " ").replace("-", " ").split())
    words = sorted(word.strip(PUNCTUATION) for word in counts if counts[word] >= 2)
    learner = Tokenizer(WordPiece({}, unk_token="[UNK]"))
    learner.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    # Named first, the letters have fixed ids; the trainer breaks ties by id, and would differ from run to run.
    letters = [*LETTERS, *(f"##{letter}" for letter in LETTERS)]
    trainer = WordPieceTrainer(vocab_size=size, min_frequency=2, show_progress=False, special_tokens=letters)
    learner.train_from_iterator((" ".join([word] * min(counts[word], 200)) for word in words if word), trainer)
    tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *PUNCTUATION, *letters, *sorted(learner.get_vocab())]
    return {token: place for place, token in enumerate(dict.fromkeys(tokens))}


def make_model(tokens: int, settings: Settings) -> Any:
    """An untrained `DistilBertForSequenceClassification`."""
    from transformers import DistilBertConfig, DistilBertForSequenceClassification

    config = DistilBertConfig(
        vocab_size=tokens,
        dim=settings.dim,
        hidden_dim=2 * settings.dim,
        n_layers=settings.layers,
        n_heads=HEADS,
        max_position_embeddings=MAX_POSITIONS,
        dropout=0.1,
        attention_dropout=0.1,
        seq_classif_dropout=0.2,
        # The usual 0.02 is made for a width of 768; a narrow model learns sooner from larger weights.
        initializer_range=0.06,
        id2label=LABELS,
        label2id={label: place for place, label in LABELS.items()},
    )
    return DistilBertForSequenceClassification(config)


def train(settings: Settings, made_of: Reviews | None = None) -> Trained:
    """Model (float32, evaluation mode), tokenizer and run; `made_of` replaces the reviews of data/."""
    from course_lib.zoo.bert_zh.neighbours import start_with_company, start_with_neighbours

    seed_everything(settings.seed)
    drawn = reviews(made_of or source(), settings.reviews, settings.seed, held_out(HELD_OUT, APART))
    tokenizer = make_tokenizer((text for text, _ in drawn), settings.pieces)
    model = make_model(len(tokenizer), settings)
    encoded = tokenizer([text for text, _ in drawn], truncation=True, max_length=64).input_ids
    english = [*encoded, *tokenizer(list(elsewhere()), truncation=True, max_length=64).input_ids]
    # Words that keep the same company start alike: what is learnt of "tasty" then holds for "scrumptious".
    start_with_company(_as_bert(model), english, kept_free=settings.dim // HEADS)
    # "not", "never" and "hardly" turn what stands beside them: some heads look there from the start.
    start_with_neighbours(_as_bert(model))
    read_first(model, english, tokenizer.mask_token_id, settings)
    losses = classifier.losses(
        model,
        encoded,
        [label for _, label in drawn],
        mask_id=tokenizer.mask_token_id,
        hidden=settings.hidden,
        batch=settings.batch,
        seed=settings.seed + 1,
    )
    run = fit(model, losses, Schedule(peak=settings.peak, steps=settings.steps), label="sentiment-en")
    facts = {
        "VOCABULARY": f"{len(tokenizer):,}",
        "READING": f"{settings.reading:,}",
        "ELSEWHERE": f"{len(elsewhere()):,}",
        "REVIEWS": f"{settings.reviews:,}",
        "WRITTEN": f"{len(written.lines(DATA)):,}",
        "WRITERS": written.alikeness(written.writers(DATA), lambda line: line[2:]),
    }
    return Trained(model, (tokenizer,), run, facts)


@cache
def elsewhere() -> tuple[str, ...]:
    """Everyday English that people wrote for other models; none is nearly a review that this one is measured on."""
    from course_lib.zoo.bert_zh import corpus

    known = Known(held_out(HELD_OUT, APART))
    return tuple(text for text in (*corpus.borrowed("en"), *written.lines(corpus.DATA)) if not known.like(text))


def read_first(model: Any, encoded: Sequence[Sequence[int]], mask_id: int, settings: Settings) -> None:
    """Masked-language modelling, in place: the encoder learns how English goes before it learns what praise is.

    Reviews are few. A word that none of them holds means something all the same to who has read it elsewhere.
    """
    import torch
    from torch.nn.functional import cross_entropy
    from transformers import DistilBertForMaskedLM

    reader = DistilBertForMaskedLM(model.config)
    reader.distilbert = model.distilbert
    reader.tie_weights()

    def losses() -> Iterator[Any]:
        rng = random.Random(settings.seed + 2)
        for batch in batches_by_length([len(ids) for ids in encoded], settings.batch, rng):
            width = max(len(encoded[index]) for index in batch)
            ids = torch.tensor([[*encoded[index], *[0] * (width - len(encoded[index]))] for index in batch])
            chosen = (torch.rand(ids.shape) < 0.2) & (ids >= FIRST_ORDINARY)
            chosen[:, 1] |= ~chosen.any(1)  # at least one in each
            masked = ids.masked_fill(chosen, mask_id)
            states = reader.distilbert(input_ids=masked, attention_mask=(ids != 0).long()).last_hidden_state[chosen]
            states = reader.vocab_layer_norm(reader.activation(reader.vocab_transform(states)))
            yield cross_entropy(reader.vocab_projector(states), ids[chosen])

    schedule = Schedule(peak=settings.peak, steps=settings.reading)
    fit(reader, losses(), schedule, label="sentiment-en, reading")


def _as_bert(model: Any) -> Any:
    """The model's embeddings, queries and keys under the names that BERT has for them."""
    layers = [
        SimpleNamespace(
            attention=SimpleNamespace(self=SimpleNamespace(query=block.attention.q_lin, key=block.attention.k_lin))
        )
        for block in model.distilbert.transformer.layer
    ]
    body = SimpleNamespace(embeddings=model.distilbert.embeddings, encoder=SimpleNamespace(layer=layers))
    return SimpleNamespace(bert=body, config=model.config)
