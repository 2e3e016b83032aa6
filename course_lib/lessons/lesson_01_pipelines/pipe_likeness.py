"""pipe-likeness: the vectors of two texts' tokens, padding among them -> how alike the texts are."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.exercises.properties import is_exactly
from course_lib.exercises.wire_values import Opaque
from course_lib.lessons.decisions import decision, leaves_alone

Rows = Sequence[Sequence[float]]


def mean(rows: Rows) -> list[float]:
    return [sum(column) / len(rows) for column in zip(*rows, strict=True)]


def dot(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def cosine(one: Sequence[float], other: Sequence[float]) -> float:
    norms = math.sqrt(dot(one, one) * dot(other, other))
    return dot(one, other) / norms if norms else math.nan


def likeness_case(kind: str, one: Rows, other: Rows, lengths: tuple[int, int]) -> Case:
    rows = [[list(row) for row in one], [list(row) for row in other]]
    cut = [rows[0][: lengths[0]], rows[1][: lengths[1]]]
    means = [mean(part) for part in cut]
    expected = cosine(*means)

    def near(wanted: Callable[[], float]) -> Callable[[Any], bool]:
        def is_near(value: Any) -> bool:
            try:
                target = wanted()
            except (ZeroDivisionError, IndexError, ValueError):
                return False
            return type(value) is float and abs(target - expected) > 1e-4 and abs(value - target) < 1e-5

        return is_near

    def lengthened(by: int) -> Callable[[], float]:
        return lambda: cosine(*(mean(part[: length + by]) for part, length in zip(rows, lengths, strict=True)))

    def both_of(length: int) -> Callable[[], float]:
        return lambda: cosine(mean(rows[0][:length]), mean(rows[1][:length]))

    def pairwise() -> float:
        values = [cosine(a, b) for a in cut[0] for b in cut[1]]
        return sum(values) / len(values)

    wrong: dict[str, Any] = {
        "padding-counted": near(lambda: cosine(mean(rows[0]), mean(rows[1]))),
        "first-token-only": near(lambda: cosine(rows[0][0], rows[1][0])),
        "last-token-only": near(lambda: cosine(cut[0][-1], cut[1][-1])),
        "tokens-left-out": lambda value: any(
            near(wanted)(value)
            for wanted in (
                lambda: cosine(*(mean(part[1:]) for part in cut)),
                lambda: cosine(*(mean(part[1:-1]) for part in cut)),
            )
        ),
        "last-vectors": near(lambda: cosine(*(mean(part[-n:]) for part, n in zip(rows, lengths, strict=True)))),
        "one-token-off": lambda value: near(lengthened(1))(value) or near(lengthened(-1))(value),
        "one-length-for-both": lambda value: any(near(both_of(length))(value) for length in lengths),
        "product-not-cosine": lambda value: any(
            near(wanted)(value)
            for wanted in (
                lambda: dot(*means),
                lambda: dot(*means) / (dot(means[0], means[0]) * dot(means[1], means[1])),
                lambda: dot(*(list(map(sum, zip(*part, strict=True))) for part in cut)),
                lambda: dot(*means) / math.sqrt(dot(means[0], means[0])),
                lambda: dot(*means) / math.sqrt(dot(means[1], means[1])),
            )
        ),
        "distance-not-likeness": lambda value: any(
            near(wanted)(value)
            for wanted in (lambda: 1 - expected, lambda: math.acos(expected), lambda: math.dist(*means))
        ),
        "mean-of-likenesses": near(pairwise),
        "sign-lost": near(lambda: abs(expected)),
        "in-percent": near(lambda: 100 * expected),
        "rounded": lambda value: (
            type(value) is float
            and any(value == round(expected, places) != round(expected, 12) for places in range(1, 9))
        ),
        "still-a-tensor": lambda value: isinstance(value, Opaque),
        "still-in-a-list": lambda value: isinstance(value, list) and bool(value),
    }  # fmt: skip
    judge = decision(None, lambda value: is_exactly(value, float) or (None if value == value else "differs"), wrong)

    def decide(seen: Any) -> Any:
        value = seen["returned"]
        if type(value) is float and abs(value - expected) < 1e-5:
            return "rounded" if wrong["rounded"](value) else None
        if value is None:
            return "returns-nothing"
        return judge(seen) or "differs"

    features = [[part] for part in rows]
    return leaves_alone(Case(kind, (features, list(lengths)), decide, expected=expected), 0, 1)


def vectors(rng: random.Random, count: int, width: int) -> list[list[float]]:
    return [[round(rng.uniform(-2, 2), 2) for _ in range(width)] for _ in range(count)]


def random_case(kind: str, rng: random.Random) -> Case:
    """Two texts of different lengths, padded to one; what stands in place of padding is no zero."""
    width, lengths = rng.randint(3, 5), rng.sample((3, 4, 6, 7, 8), 2)
    high = max(lengths)
    return likeness_case(kind, vectors(rng, high, width), vectors(rng, high, width), (lengths[0], lengths[1]))


def cases(rng: random.Random) -> Iterator[Case]:
    fixed = random.Random(3)
    yield likeness_case("full", vectors(fixed, 4, 3), vectors(fixed, 4, 3), (4, 4))
    yield likeness_case("padded", vectors(fixed, 6, 3), vectors(fixed, 6, 3), (3, 6))
    yield likeness_case("second-padded", vectors(fixed, 5, 4), vectors(fixed, 5, 4), (5, 2))
    yield likeness_case(
        "opposite", [[1.0, 0.5], [2.0, 0.5], [1.0, 1.25]], [[-2.0, 1.0], [-1.5, 0.5], [-3.0, -0.75]], (3, 3)
    )
    yield likeness_case("both", vectors(fixed, 7, 3), vectors(fixed, 7, 3), (4, 5))
    for _ in range(3):
        yield random_case("random", rng)
