"""Held-out figures of the sentiment models: hand-written reviews by people who had not read what they are trained on.

heldout.jsonl was written for the first round, heldout_apart.jsonl for the second, by somebody else, before the weights
that are measured on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from course_lib.zoo.figures import Figure
from course_lib.zoo.sentiment.classifier import probabilities
from course_lib.zoo.sentiment.reviews import NEGATIVE, POSITIVE

NAMES = {"negative": NEGATIVE, "positive": POSITIVE}


def accuracy(chances: Any, items: Sequence[dict[str, Any]]) -> float:
    """Share of items whose label is the likelier; `chances` is (item, label)."""
    found: list[int] = chances.argmax(1).tolist()
    right = [guess == NAMES[item["label"]] for guess, item in zip(found, items, strict=True)]
    return sum(right) / len(items)


def review_figures(
    directory: Path, items: Sequence[dict[str, Any]], apart: Sequence[dict[str, Any]], language: str
) -> list[Figure]:
    """The older reviews, and those with a negation alone; the reviews and the plain remarks written apart."""
    chances = probabilities(directory, [item["text"] for item in items])
    later = probabilities(directory, [item["text"] for item in apart])
    places = [place for place, item in enumerate(items) if item["negated"]]
    negated = [items[place] for place in places]
    kinds = {kind: [place for place, item in enumerate(apart) if item["kind"] == kind] for kind in ("review", "plain")}
    shares = {kind: accuracy(later[own], [apart[place] for place in own]) for kind, own in kinds.items()}
    return [
        Figure("accuracy", accuracy(chances, items), 0.5, len(items), 0.85,
               f"hand-written {language} reviews of everyday things, praise or blame"),
        Figure("negated_accuracy", accuracy(chances[places], negated), 0.5, len(negated), None,
               "those among them in which a negation turns the meaning"),
        Figure("reviews_apart", shares["review"], 0.5, len(kinds["review"]), 0.88,
               f"{language} reviews written apart: irony, understatement and comparisons among them"),
        Figure("plain_apart", shares["plain"], 0.5, len(kinds["plain"]), 0.88,
               "short plain praise and blame, written apart"),
    ]  # fmt: skip
