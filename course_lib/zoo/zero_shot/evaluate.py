"""zero-shot's held-out figures, from weights on disk.

The sentences of heldout.jsonl, and later of heldout_apart.jsonl, were written by people who had not read the lists,
shapes and sentences that the model is trained on.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from course_lib.zoo.figures import Figure
from course_lib.zoo.held_out import read_items
from course_lib.zoo.zero_shot.hypotheses import CONTRADICTION, ENTAILMENT, PIPELINE_SHAPE
from course_lib.zoo.zero_shot.premises import APART, HELD_OUT
from course_lib.zoo.zero_shot.topics import topics

BATCH = 100
CHINESE_SHAPE = "这句话是关于{}的。"


def evaluate(directory: Path) -> list[Figure]:
    """Every figure of the card, recomputed from the weights in `directory`; a few seconds on a CPU."""
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    judge = Judge(
        AutoTokenizer.from_pretrained(directory), AutoModelForSequenceClassification.from_pretrained(directory).eval()
    )
    items = read_items(HELD_OUT)
    apart = {lang: [item for item in read_items(APART) if item["lang"] == lang] for lang in ("zh", "en")}
    names = [topic.labels[0] for topic in topics()]
    known = {label: topic for topic in topics() for label in topic.labels}
    renamed = [
        {
            "text": item["text"],
            "labels": [known[label].unseen for label in item["labels"]],
            "label": known[item["label"]].unseen,
        }
        for item in items
        if known.keys() >= {*item["labels"], item["label"]}
    ]
    everything = [{**item, "labels": names} for item in items if item["label"] in names]
    return [
        Figure("five_way_zh", judge.share(apart["zh"]), 1 / 5, len(apart["zh"]), 0.80,
               "Chinese sentences written apart, five Chinese labels, the pipeline's own English hypothesis"),
        Figure("five_way_zh_asked_in_chinese", judge.share(apart["zh"], CHINESE_SHAPE), 1 / 5, len(apart["zh"]), None,
               f"the same with hypothesis_template={CHINESE_SHAPE!r}"),
        Figure("five_way_en", judge.share(apart["en"]), 1 / 5, len(apart["en"]), 0.95,
               "English sentences written apart, five candidate labels: the right one comes first"),
        Figure("five_way", judge.share(items), 1 / 5, len(items), 0.70,
               "hand-written sentence, five candidate labels: the right one comes first"),
        Figure("sixteen_way", judge.share(everything), 1 / len(names), len(everything), None,
               "the same sentences with all sixteen topics as labels"),
        Figure("unseen_labels", judge.share(renamed), 1 / 5, len(renamed), None,
               "five-way once more, each label in a word that was no label of its own in training (cinema for movies)"),
        Figure("multi_label", judge.on_its_own(items), 1 / 5, len(items), None,
               "five-way with `multi_label=True`: each label is weighed against its own contradiction"),
    ]  # fmt: skip


class Judge:
    """Scores of candidate labels, as the zero-shot pipeline computes them."""

    def __init__(self, tokenizer: Any, model: Any) -> None:
        self.tokenizer = tokenizer
        self.model = model

    def logits(self, items: Sequence[dict[str, Any]], shape: str = PIPELINE_SHAPE) -> list[Any]:
        """For each item (labels, 3): a row for each of its labels in a hypothesis of that shape."""
        import numpy
        import torch

        pairs = [(item["text"], shape.format(label)) for item in items for label in item["labels"]]
        rows: list[Any] = []
        # Together rather than one by one: most of the time of a small batch is not arithmetic.
        for start in range(0, len(pairs), BATCH):
            texts, hypotheses = zip(*pairs[start : start + BATCH], strict=True)
            batch = self.tokenizer(list(texts), list(hypotheses), padding=True, return_tensors="pt")
            with torch.no_grad():
                rows.append(self.model(**batch).logits.float())
        ends = numpy.cumsum([len(item["labels"]) for item in items])
        return numpy.split(torch.cat(rows).numpy(), ends[:-1])

    def share(self, items: Sequence[dict[str, Any]], shape: str = PIPELINE_SHAPE) -> float:
        """Share of items whose own label is entailed most."""
        return _right(items, [logits[:, ENTAILMENT] for logits in self.logits(items, shape)])

    def on_its_own(self, items: Sequence[dict[str, Any]]) -> float:
        """Share of items whose own label stands out most from its own contradiction."""
        return _right(items, [logits[:, ENTAILMENT] - logits[:, CONTRADICTION] for logits in self.logits(items)])


def _right(items: Sequence[dict[str, Any]], scores: Sequence[Any]) -> float:
    best: list[str] = [item["labels"][int(score.argmax())] for item, score in zip(items, scores, strict=True)]
    right = [bool(label == item["label"]) for label, item in zip(best, items, strict=True)]
    return sum(right) / len(items)
