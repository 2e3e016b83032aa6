"""Held-out figures of the sentiment models: hand-written reviews by somebody who had not read the generator."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from course_lib.zoo.figures import Figure
from course_lib.zoo.sentiment.classifier import probabilities
from course_lib.zoo.sentiment.reviews import NEGATIVE, POSITIVE

NAMES = {"negative": NEGATIVE, "positive": POSITIVE}


def read_items(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def accuracy(chances: Any, items: Sequence[dict[str, Any]]) -> float:
    """Share of items whose label is the likelier; `chances` is (item, label)."""
    found: list[int] = chances.argmax(1).tolist()
    right = [guess == NAMES[item["label"]] for guess, item in zip(found, items, strict=True)]
    return sum(right) / len(items)


def review_figures(directory: Path, items: Sequence[dict[str, Any]], language: str) -> list[Figure]:
    """All reviews, and those with a negation alone."""
    chances = probabilities(directory, [item["text"] for item in items])
    places = [place for place, item in enumerate(items) if item["negated"]]
    negated = [items[place] for place in places]
    return [
        Figure("accuracy", accuracy(chances, items), 0.5, len(items), 0.85,
               f"hand-written {language} reviews of everyday things, praise or blame"),
        Figure("negated_accuracy", accuracy(chances[places], negated), 0.5, len(negated), None,
               "those among them in which a negation turns the meaning"),
    ]  # fmt: skip
