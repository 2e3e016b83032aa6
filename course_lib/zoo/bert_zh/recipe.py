"""bert-zh from nothing: vocabulary, sentences, masked-language-model training, saved in half precision."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from course_lib.zoo import written
from course_lib.zoo.bert_zh import corpus, english, vocabulary
from course_lib.zoo.bert_zh.neighbours import start_with_company, start_with_neighbours
from course_lib.zoo.card import Trained
from course_lib.zoo.grammar import read_lexicon
from course_lib.zoo.training import Schedule, batches_by_length, fit, seed_everything

MAX_POSITIONS = 512
HEADS = 4


@dataclass(frozen=True)
class Settings:
    """What may be turned down to try the recipe quickly; the defaults are what ships."""

    sentences: int = 180_000
    steps: int = 6000
    batch: int = 128
    masked: float = 0.3
    peak: float = 1.5e-3
    hidden: int = 128
    layers: int = 3
    inner: int = 256
    seed: int = 0


def make_tokenizer() -> Any:
    """The tokenizer alone; it takes a second and no training."""
    lexicon = read_lexicon(corpus.DATA / "english_words.txt")
    tokens = vocabulary.build_vocabulary(english.lexicon_counts(lexicon), english.stems_after_a_prefix(lexicon))
    return vocabulary.build_tokenizer(tokens, MAX_POSITIONS)


def make_model(tokenizer: Any, settings: Settings) -> Any:
    """An untrained `BertForMaskedLM` over the tokenizer's vocabulary."""
    from transformers import BertConfig, BertForMaskedLM

    config = BertConfig(
        vocab_size=len(tokenizer),
        hidden_size=settings.hidden,
        num_hidden_layers=settings.layers,
        num_attention_heads=HEADS,
        intermediate_size=settings.inner,
        max_position_embeddings=MAX_POSITIONS,
        hidden_dropout_prob=0.05,
        attention_probs_dropout_prob=0.05,
        # The usual 0.02 is made for a width of 768; a narrow model learns sooner from larger weights.
        initializer_range=0.06,
        pad_token_id=0,
    )
    return BertForMaskedLM(config)


def train(settings: Settings) -> Trained:
    """Model (float32, evaluation mode), tokenizer and run."""
    seed_everything(settings.seed)
    tokenizer = make_tokenizer()
    model = make_model(tokenizer, settings)
    texts = corpus.sentences(settings.sentences, settings.seed)
    encoded = tokenizer(texts, truncation=True, max_length=64).input_ids
    start_with_company(model, encoded, kept_free=settings.hidden // HEADS)
    start_with_neighbours(model)
    schedule = Schedule(peak=settings.peak, steps=settings.steps)
    run = fit(model, _losses(model, encoded, settings), schedule, label="bert-zh")
    facts = {
        "VOCABULARY": f"{len(tokenizer):,}",
        "SENTENCES": f"{settings.sentences:,}",
        "WRITTEN": f"{len(written.lines(corpus.DATA)):,}",
        "BORROWED": f"{sum(len(corpus.borrowed(lang)) for lang in ('zh', 'en')):,}",
        "WRITERS": written.alikeness(written.writers(corpus.DATA)),
    }
    return Trained(model, (tokenizer,), run, facts)


def _losses(model: Any, encoded: list[list[int]], settings: Settings) -> Iterator[Any]:
    import torch
    from torch.nn.functional import cross_entropy, linear

    rng = random.Random(settings.seed + 1)
    seen = torch.tensor(sorted({token for ids in encoded for token in ids}))
    place = torch.zeros(model.config.vocab_size, dtype=torch.long)
    place[seen] = torch.arange(len(seen))
    decoder = model.cls.predictions.decoder
    for batch in batches_by_length([len(ids) for ids in encoded], settings.batch, rng):
        width = max(len(encoded[index]) for index in batch)
        ids = torch.tensor([encoded[index] + [0] * (width - len(encoded[index])) for index in batch])
        masked, chosen = mask(ids, seen, settings.masked)
        hidden = model.bert(input_ids=masked, attention_mask=(ids != 0).long()).last_hidden_state
        # Only hidden places, and only tokens that the corpus has, go through the output layer, the largest of all.
        answers = model.cls.predictions.transform(hidden[chosen])
        yield cross_entropy(linear(answers, decoder.weight[seen], decoder.bias[seen]), place[ids[chosen]])


def mask(ids: Any, seen: Any, share: float) -> tuple[Any, Any]:
    """Hide about a `share` of the ordinary tokens, in one sentence more, in another less, but at least one in each.

    `ids` is (batch, length). Gives the ids with holes and the boolean places of the holes. A third of the holes
    are two wide, because a learner hides words as well as characters. Of the holes 88 % show [MASK], 6 % another
    token and 6 % what was there.
    """
    import torch

    ordinary = ids >= vocabulary.FIRST_ORDINARY_ID
    noise = torch.rand(ids.shape).masked_fill(~ordinary, 2.0)
    shares = share * (0.4 + 1.2 * torch.rand(ids.shape[0], 1))
    chosen = noise < shares * 0.8
    chosen[:, 1:] |= (noise[:, :-1] < shares * 0.25) & ordinary[:, 1:]
    chosen.scatter_(1, noise.argmin(1, keepdim=True), True)
    chosen &= ordinary
    kind = torch.rand(ids.shape)
    holes = ids.masked_fill(chosen & (kind < 0.88), 103)
    others = seen[torch.randint(len(seen), ids.shape)]
    return torch.where(chosen & (kind > 0.94), others, holes), chosen
