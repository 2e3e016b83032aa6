"""pipe-verdict: scores of all labels, and a margin -> the best label, or that it is not decided."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.exercises.properties import is_exactly
from course_lib.lessons.decisions import decision, leaves_alone

UNDECIDED = "undecided"
_LABELS = ["sports", "food", "music", "travel", "POSITIVE", "NEGATIVE", "体育", "美食", "音乐"]


def verdict_case(kind: str, labels: Sequence[str], parts: Sequence[int], margin: int) -> Case:
    """Scores and margin in 64ths, so that no difference hangs on how a number is rounded."""
    scores: list[dict[str, Any]] = [
        {"label": label, "score": part / 64} for label, part in zip(labels, parts, strict=True)
    ]
    best = max(scores, key=lambda one: one["score"])
    lead = max(parts) - sorted(parts)[-2]
    expected = UNDECIDED if lead < margin else best["label"]
    in_order = UNDECIDED if abs(parts[0] - parts[1]) < margin else scores[0]["label"]
    close = expected == UNDECIDED

    wrong: dict[str, Any] = {
        "dictionary-not-label": lambda value: isinstance(value, dict) and value in scores,
        "score-not-label": lambda value: type(value) is float and value in [one["score"] for one in scores],
        "none-for-undecided": lambda value: close and value is None,
        "another-word": lambda value: (
            close and isinstance(value, str) and value not in labels and value.strip("'\" ").lower() != ""
        ),
        # A lead as large as this one no threshold calls undecided: the difference was taken in the order given.
        "in-the-order-given": lambda value: (
            parts[0] != max(parts) and (value == in_order or (value == UNDECIDED and lead > 48))
        ),
        "tie-lost": lambda value: lead == 0 and value in labels,
        "not-the-third": lambda value: close and len(parts) > 2 and value == best["label"],
        "too-sure": lambda value: close and value == best["label"],
        "exactly-the-margin": lambda value: lead == margin and value == UNDECIDED,
        "not-sure-enough": UNDECIDED,
        "not-the-best": lambda value: value in labels,
    }
    decide = decision(expected, lambda value: is_exactly(value, str), wrong)
    return leaves_alone(Case(kind, (scores, margin / 64), decide, expected=expected), 0)


def random_case(kind: str, rng: random.Random) -> Case:
    labels = rng.sample(_LABELS, rng.choice((2, 3, 3, 4)))
    parts = [0]
    while len(set(parts)) < len(labels):
        cuts = sorted(rng.sample(range(1, 64), len(labels) - 1))
        parts = [high - low for low, high in zip([0, *cuts], [*cuts, 64], strict=True)]
    lead = max(parts) - sorted(parts)[-2]
    return verdict_case(kind, labels, parts, max(1, lead + rng.choice((-3, -1, 1, 2, 9))))


def cases(rng: random.Random) -> Iterator[Case]:
    yield verdict_case("clear", ["POSITIVE", "NEGATIVE"], [60, 4], 16)
    yield verdict_case("close", ["POSITIVE", "NEGATIVE"], [36, 28], 16)
    yield verdict_case("unsorted", ["NEGATIVE", "POSITIVE"], [1, 63], 16)
    yield verdict_case("low", ["sports", "food", "music", "travel"], [26, 14, 13, 11], 8)
    yield verdict_case("third", ["体育", "美食", "音乐"], [2, 32, 30], 8)
    yield verdict_case("third", ["sports", "food", "music"], [31, 5, 28], 8)
    yield verdict_case("exactly", ["NEGATIVE", "POSITIVE"], [24, 40], 16)
    yield verdict_case("tie", ["sports", "food", "music"], [28, 8, 28], 8)
    for _ in range(4):
        yield random_case("random", rng)
