"""zero-shot's held-out figures, from weights on disk.

The sentences of heldout.jsonl were written by somebody who had not read the lists and shapes that the model is
trained on.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from course_lib.zoo.figures import Figure
from course_lib.zoo.zero_shot.hypotheses import CONTRADICTION, ENTAILMENT, PIPELINE_SHAPE
from course_lib.zoo.zero_shot.premises import HELD_OUT
from course_lib.zoo.zero_shot.topics import topics

BATCH = 100


def evaluate(directory: Path) -> list[Figure]:
    """Every figure of the card, recomputed from the weights in `directory`; a few seconds on a CPU."""
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    judge = Judge(
        AutoTokenizer.from_pretrained(directory), AutoModelForSequenceClassification.from_pretrained(directory).eval()
    )
    items = [json.loads(line) for line in HELD_OUT.read_text(encoding="utf-8").splitlines() if line.strip()]
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

    def logits(self, items: Sequence[dict[str, Any]]) -> list[Any]:
        """For each item (labels, 3): a row for each of its labels in the pipeline's hypothesis."""
        import numpy
        import torch

        pairs = [(item["text"], PIPELINE_SHAPE.format(label)) for item in items for label in item["labels"]]
        rows: list[Any] = []
        # Together rather than one by one: most of the time of a small batch is not arithmetic.
        for start in range(0, len(pairs), BATCH):
            texts, hypotheses = zip(*pairs[start : start + BATCH], strict=True)
            batch = self.tokenizer(list(texts), list(hypotheses), padding=True, return_tensors="pt")
            with torch.no_grad():
                rows.append(self.model(**batch).logits.float())
        ends = numpy.cumsum([len(item["labels"]) for item in items])
        return numpy.split(torch.cat(rows).numpy(), ends[:-1])

    def share(self, items: Sequence[dict[str, Any]]) -> float:
        """Share of items whose own label is entailed most."""
        return _right(items, [logits[:, ENTAILMENT] for logits in self.logits(items)])

    def on_its_own(self, items: Sequence[dict[str, Any]]) -> float:
        """Share of items whose own label stands out most from its own contradiction."""
        return _right(items, [logits[:, ENTAILMENT] - logits[:, CONTRADICTION] for logits in self.logits(items)])


def _right(items: Sequence[dict[str, Any]], scores: Sequence[Any]) -> float:
    best: list[str] = [item["labels"][int(score.argmax())] for item, score in zip(items, scores, strict=True)]
    right = [bool(label == item["label"]) for label, item in zip(best, items, strict=True)]
    return sum(right) / len(items)
