"""zero-shot: bert-zh's encoder, first naming the topic that is hidden in the hypothesis, then judging hypotheses.

Matching two segments is hard to learn from yes and no alone: from random weights it stays at chance for thousands of
steps. So the same encoder first reads "This example is [MASK]." after a premise and fills the hole with one of the
labels. That gathers the words of a topic around its names, and teaches the place of the label to look at the premise.
Then a head learns entailment, in lists of one right and several wrong labels, as the pipeline will ask.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from course_lib.zoo import catalogue, written
from course_lib.zoo.card import Trained
from course_lib.zoo.training import Schedule, batches_by_length, fit, seed_everything
from course_lib.zoo.zero_shot.hypotheses import ENTAILMENT, LABELS, PIPELINE_SHAPE, choice, shapes
from course_lib.zoo.zero_shot.premises import Premise, premises
from course_lib.zoo.zero_shot.topics import DATA, chinese, topics, topics_in
from course_lib.zoo.zero_shot.vocabulary import build_tokenizer, build_vocabulary

MAX_POSITIONS = 256
HEADS = 4
# Softmax over a topic's score: how far the contest counts beside the three classes.
CONTEST = 1.0


@dataclass(frozen=True)
class Settings:
    """What may be turned down to try the recipe quickly; the defaults are what ships."""

    premises: int = 90_000
    naming_steps: int = 1500
    naming_batch: int = 64
    judging_steps: int = 4000
    judging_batch: int = 16
    candidates: int = 5
    unknown: float = 0.12
    peak: float = 1.2e-3
    hidden: int = 128
    layers: int = 3
    inner: int = 256
    from_bert_zh: bool = True
    seed: int = 0


def make_tokenizer() -> Any:
    """The tokenizer alone; it takes a second and no training."""
    return build_tokenizer(build_vocabulary(), MAX_POSITIONS)


def make_model(tokenizer: Any, settings: Settings) -> Any:
    """An untrained `BertForSequenceClassification` with the labels of the real model."""
    from transformers import BertConfig, BertForSequenceClassification

    config = BertConfig(
        vocab_size=len(tokenizer),
        hidden_size=settings.hidden,
        num_hidden_layers=settings.layers,
        num_attention_heads=HEADS,
        intermediate_size=settings.inner,
        max_position_embeddings=MAX_POSITIONS,
        hidden_dropout_prob=0.1,
        attention_probs_dropout_prob=0.05,
        initializer_range=0.06,
        pad_token_id=0,
        id2label=dict(enumerate(LABELS)),
        label2id={label: index for index, label in enumerate(LABELS)},
    )
    return BertForSequenceClassification(config)


def start_as_bert_zh(model: Any, tokenizer: Any) -> None:
    """Give the model bert-zh's layers, places and the rows of the tokens that both know, in place.

    What a Chinese character means beside its neighbours is learnt there, from sentences on everything.
    """
    import torch
    from transformers import AutoModelForMaskedLM, AutoTokenizer

    start = catalogue.find("bert-zh").directory
    before = AutoTokenizer.from_pretrained(start).get_vocab()
    source = AutoModelForMaskedLM.from_pretrained(start, dtype=torch.float32).bert.state_dict()
    rows = source.pop("embeddings.word_embeddings.weight")
    places = "embeddings.position_embeddings.weight"
    source[places] = source[places][: model.config.max_position_embeddings]
    model.bert.load_state_dict(source, strict=False)  # it has no pooler
    table = model.bert.embeddings.word_embeddings.weight
    with torch.no_grad():
        for token, place in tokenizer.get_vocab().items():
            if token in before:
                table[place] = rows[before[token]]


def train(settings: Settings) -> Trained:
    """Model (float32, evaluation mode), tokenizer and run."""
    seed_everything(settings.seed)
    tokenizer = make_tokenizer()
    model = make_model(tokenizer, settings)
    if settings.from_bert_zh:
        start_as_bert_zh(model, tokenizer)
    given = premises(settings.premises, settings.seed)
    encoded = tokenizer([one.text for one in given], truncation=True, max_length=64, add_special_tokens=False).input_ids
    losses = _losses(model, Pairs(tokenizer, settings.unknown, settings.seed), given, encoded, settings)
    schedule = Schedule(peak=settings.peak, steps=settings.naming_steps + settings.judging_steps)
    run = fit(model, losses, schedule, label="zero-shot")
    facts = {
        "VOCABULARY": f"{len(tokenizer):,}",
        "PREMISES": f"{settings.premises:,}",
        "WRITTEN": written.alikeness(written.writers(DATA), lambda line: line.split("\t")[-1]),
        "TOPICS": ", ".join(sorted(topic.labels[0] for topic in topics())),
        "TOPICS_ZH": "、".join(topic.labels[0] for topic in chinese()),
        "NUMBER": str(len(topics())),
        "NAMING": f"{settings.naming_steps:,}",
        "JUDGING": f"{settings.judging_steps:,}",
    }
    return Trained(model, (tokenizer,), run, facts)


class Pairs:
    """Premise and hypothesis as one row of ids, and rows as a batch."""

    def __init__(self, tokenizer: Any, unknown: float, seed: int) -> None:
        self.tokenizer = tokenizer
        self.unknown = unknown
        self.rng = random.Random(seed + 2)
        self._known: dict[str, list[int]] = {}

    def ids(self, text: str) -> list[int]:
        if text not in self._known:
            self._known[text] = self.tokenizer(text, add_special_tokens=False).input_ids
        return self._known[text]

    def worn(self, ids: list[int]) -> list[int]:
        """Some words made unknown: in other people's sentences some always are."""
        share = self.unknown * 2 * self.rng.random()
        unknown = self.tokenizer.unk_token_id
        return [unknown if self.rng.random() < share else token for token in ids]

    def batch(self, rows: list[tuple[list[int], list[int]]]) -> dict[str, Any]:
        """(rows, length) tensors of ids, mask and segments."""
        import torch

        start, stop = self.tokenizer.cls_token_id, self.tokenizer.sep_token_id
        whole = [([start, *first, stop], [*second, stop]) for first, second in rows]
        width = max(len(first) + len(second) for first, second in whole)
        ids = torch.zeros(len(rows), width, dtype=torch.long)
        segments, mask = torch.zeros_like(ids), torch.zeros_like(ids)
        for row, (first, second) in enumerate(whole):
            length = len(first) + len(second)
            ids[row, :length] = torch.tensor(first + second)
            segments[row, len(first) : length] = 1
            mask[row, :length] = 1
        return {"input_ids": ids, "token_type_ids": segments, "attention_mask": mask}


def _losses(
    model: Any, pairs: Pairs, given: list[Premise], encoded: list[list[int]], settings: Settings
) -> Iterator[Any]:
    rng = random.Random(settings.seed + 1)
    lengths = [len(ids) for ids in encoded]
    naming = batches_by_length(lengths, settings.naming_batch, rng)
    for _ in range(settings.naming_steps):
        yield _naming_loss(model, pairs, [(given[index], encoded[index]) for index in next(naming)], rng)
    judging = batches_by_length(lengths, settings.judging_batch, rng)
    while True:
        batch = [(given[index], encoded[index]) for index in next(judging)]
        yield _judging_loss(model, pairs, batch, settings.candidates, rng)


def _naming_loss(model: Any, pairs: Pairs, batch: list[tuple[Premise, list[int]]], rng: random.Random) -> Any:
    """Cross-entropy of the topic's name in the hole of a hypothesis, among one name for each topic."""
    import torch
    from torch.nn.functional import cross_entropy

    mask = pairs.tokenizer.mask_token
    # One language a batch: the names among which the hole is filled are those of one.
    lang = batch[0][0].lang
    batch = [each for each in batch if each[0].lang == lang]
    chosen = [PIPELINE_SHAPE if rng.random() < 0.7 else rng.choice(shapes(lang)) for _ in batch]
    rows = [(pairs.worn(ids), pairs.ids(shape.format(mask))) for (_, ids), shape in zip(batch, chosen, strict=True)]
    made = pairs.batch(rows)
    hidden = model.bert(**made).last_hidden_state[made["input_ids"] == pairs.tokenizer.mask_token_id]
    table = model.bert.embeddings.word_embeddings.weight
    # A Chinese name is two characters: their mean stands for it.
    names = torch.stack([table[pairs.ids(rng.choice(topic.labels))].mean(0) for topic in topics_in(lang)])
    scores = hidden @ names.T
    return cross_entropy(scores, torch.tensor([one.topic for one, _ in batch]))


def _judging_loss(
    model: Any, pairs: Pairs, batch: list[tuple[Premise, list[int]]], size: int, rng: random.Random
) -> Any:
    """Cross-entropy of the three classes, and of the right hypothesis among those of its list."""
    import torch
    from torch.nn.functional import cross_entropy

    choices = [choice(one, size, rng) for one, _ in batch]
    worn = [pairs.worn(ids) for _, ids in batch]
    rows = [(ids, pairs.ids(text)) for ids, made in zip(worn, choices, strict=True) for text in made.hypotheses]
    logits = model(**pairs.batch(rows)).logits
    classes = cross_entropy(logits, torch.tensor([truth for made in choices for truth in made.truth]))
    entailed = logits[:, ENTAILMENT].view(len(batch), size)
    contest = entailed.masked_fill(~torch.tensor([made.ranked for made in choices]), -1e4)
    return classes + CONTEST * cross_entropy(contest, torch.zeros(len(batch), dtype=torch.long))
