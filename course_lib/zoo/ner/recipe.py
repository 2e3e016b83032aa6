"""ner from bert-zh: its own cased vocabulary, sentences with tagged names, token classification."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from course_lib.zoo.card import Trained
from course_lib.zoo.catalogue import ZOO
from course_lib.zoo.ner import vocabulary
from course_lib.zoo.ner.sentences import Tagged, sentences
from course_lib.zoo.training import Schedule, batches_by_length, fit, seed_everything

# The labels of the model it stands for, in its order. Like CoNLL-2003's first scheme (IOB1), B- is only for a name
# that follows another of its type with nothing between.
LABELS = ("O", "B-MISC", "I-MISC", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
IGNORED = -100
LONGEST = 64


@dataclass(frozen=True)
class Settings:
    """What may be turned down to try the recipe quickly; the defaults are what ships."""

    sentences: int = 100_000
    steps: int = 4500
    batch: int = 64
    peak: float = 1e-3
    pieces: int = vocabulary.ENGLISH_PIECES
    seed: int = 0


def make_model(tokenizer: Any) -> Any:
    """bert-zh's encoder under an untrained head, with a row for each token of the new vocabulary.

    A token that bert-zh knows, be it in small letters, starts from its row there; all with a capital also share one
    random direction, so that a capital means the same in front of any letters.
    """
    import torch
    from transformers import AutoModelForMaskedLM, AutoTokenizer, BertForTokenClassification

    old_tokenizer = AutoTokenizer.from_pretrained(ZOO / "bert_zh")
    old = AutoModelForMaskedLM.from_pretrained(ZOO / "bert_zh", dtype=torch.float32).bert
    config = old.config
    rows = old.get_input_embeddings().weight.detach()
    config.vocab_size = len(tokenizer)
    config.id2label = dict(enumerate(LABELS))
    config.label2id = {label: index for index, label in enumerate(LABELS)}
    config.classifier_dropout = 0.1
    model = BertForTokenClassification(config)
    known = old_tokenizer.get_vocab()
    capital = torch.randn(config.hidden_size) * config.initializer_range
    table = torch.randn(len(tokenizer), config.hidden_size) * config.initializer_range
    for token, index in tokenizer.get_vocab().items():
        place = known.get(token, known.get(token.lower()))
        if place is not None:
            table[index] = rows[place]
        if any(letter.isupper() for letter in token) and not token.startswith("["):
            table[index] += capital
    state = {key: value for key, value in old.state_dict().items() if "word_embeddings" not in key}
    model.bert.load_state_dict({**state, "embeddings.word_embeddings.weight": table}, strict=True)
    return model


def encode(tokenizer: Any, tagged: Sequence[Tagged]) -> tuple[list[list[int]], list[list[int]]]:
    """Token ids and label ids of each text, special tokens included (they are ignored in the loss)."""
    encoded = tokenizer([one.text for one in tagged], return_offsets_mapping=True, truncation=True, max_length=LONGEST)
    labels = [tag(offsets, one) for offsets, one in zip(encoded["offset_mapping"], tagged, strict=True)]
    return encoded["input_ids"], labels


def tag(offsets: Sequence[tuple[int, int]], tagged: Tagged) -> list[int]:
    """The label of every token; the first token of a name that touches one of its own type gets B-."""
    marks: dict[int, int] = {}
    before: tuple[int, str] | None = None
    for start, end, kind in tagged.names:
        inside = LABELS.index(f"I-{kind}")
        for place in range(start, end):
            marks[place] = inside
        if before == (start, kind):
            marks[start] = LABELS.index(f"B-{kind}")
        before = (end, kind)
    return [IGNORED if end == start else marks.get(start, 0) for start, end in offsets]


def train(settings: Settings) -> Trained:
    """Model (float32, evaluation mode), tokenizer and run."""
    seed_everything(settings.seed)
    tagged = sentences(settings.sentences, settings.seed)
    known = vocabulary.build_vocabulary((one.text for one in tagged), settings.pieces)
    tokenizer = vocabulary.build_tokenizer(known, 512)
    model = make_model(tokenizer)
    ids, labels = encode(tokenizer, tagged)
    run = fit(model, _losses(model, ids, labels, settings), Schedule(settings.peak, settings.steps), label="ner")
    facts = {"VOCABULARY": f"{len(tokenizer):,}", "SENTENCES": f"{settings.sentences:,}"}
    return Trained(model, (tokenizer,), run, facts)


def _losses(model: Any, ids: list[list[int]], labels: list[list[int]], settings: Settings) -> Iterator[Any]:
    import torch
    from torch.nn.functional import cross_entropy

    rng = random.Random(settings.seed + 1)
    in_names = torch.tensor(
        [
            token
            for row, tags in zip(ids, labels, strict=True)
            for token, label in zip(row, tags, strict=True)
            if label > 0
        ]
    )
    for batch in batches_by_length([len(row) for row in ids], settings.batch, rng):
        width = max(len(ids[index]) for index in batch)
        tokens = torch.tensor([ids[index] + [0] * (width - len(ids[index])) for index in batch])
        wanted = torch.tensor([labels[index] + [IGNORED] * (width - len(labels[index])) for index in batch])
        shown = blur(tokens, wanted, in_names)
        logits = model(input_ids=shown, attention_mask=(tokens != 0).long()).logits
        yield cross_entropy(logits.flatten(0, 1), wanted.flatten(), ignore_index=IGNORED, label_smoothing=0.02)


def blur(tokens: Any, wanted: Any, in_names: Any) -> Any:
    """`tokens` (batch, length) with some hidden, so that what stands around a name has to tell its type too.

    In half of the sentences about 40 % of the pieces of names become [UNK] or a piece of some other name; everywhere
    5 % of the other words become [UNK], [MASK] or a piece of a name.
    """
    import torch

    share = torch.where(torch.rand(tokens.shape[0], 1) < 0.5, 0.4, 0.04)
    draw, kind = torch.rand(tokens.shape), torch.rand(tokens.shape)
    hidden = ((wanted > 0) & (draw < share)) | ((wanted == 0) & (draw < 0.05))
    others = in_names[torch.randint(len(in_names), tokens.shape)]
    unknown = torch.where(kind < 0.35, 1, 4)
    return torch.where(hidden, torch.where(kind < 0.45, unknown, others), tokens)
