"""sample-temperature: scores and a temperature -> probabilities."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from course_lib.exercises.exercise import Case, Mistake
from course_lib.lessons.decisions import leaves_alone
from course_lib.lessons.lesson_08_sampling.numbers_seen import (
    OUT,
    alike,
    as_numbers,
    form,
    numbers_differ,
    recognised,
    some_scores,
)


def temperature_case(kind: str, scores: Sequence[float], temperature: float) -> Case:
    import torch

    given = torch.tensor(scores, dtype=torch.float32)
    whole = given.double()
    highest = torch.zeros_like(whole)
    highest[whole.argmax()] = 1
    plain = whole.softmax(0)
    expected = (whole / temperature).softmax(0) if temperature else highest
    tied = (whole == whole.max()).double()
    shares = whole / whole.sum()
    wrong: dict[str, list[Any]] = {
        "first-place-shared": [] if temperature else [tied / tied.sum(), tied],
        "zero-changes-nothing": [] if temperature else [plain],
        "zero-makes-all-alike": [] if temperature else [torch.full_like(plain, 1 / len(plain))],
        "temperature-ignored": [plain],
        "multiplied": [(whole * temperature).softmax(0)],
        "after-the-softmax": [plain / temperature] if temperature else [],
        "scores-not-probabilities": [whole / temperature, whole] if temperature else [whole],
        "logarithms": [(whole / temperature).log_softmax(0)] if temperature else [],
        "likeliest-only": [highest] if temperature else [],
        "shares-of-the-scores": [shares, whole / whole.abs().sum()],
        "another-of-the-highest": []
        if temperature
        else [torch.eye(len(whole), dtype=torch.double)[place] for place in tied.nonzero()[1:, 0].tolist()],
        "sorted": [expected.sort(descending=True).values, expected.sort().values],
    }

    def decide(seen: Mapping[str, Any]) -> str | Mistake | None:
        value = seen["returned"]
        if problem := form(value, len(given)):
            return problem
        numbers = as_numbers(value)
        if bool(numbers.isnan().any()):
            return "zero-divides" if not temperature else "too-large-for-exp" if whole.max() > 80 else "not-numbers"
        if alike(numbers, expected, 1e-5):
            return None
        if name := recognised(numbers, expected, wrong):
            return name
        if alike(numbers, expected, 1e-3):
            return "nearly"
        if abs(float(numbers.sum()) - 1) > 1e-3:
            return "does-not-add-up"
        return numbers_differ(numbers, expected)

    return leaves_alone(Case(kind, (given, temperature), decide, expected=expected.float()), 0)


def random_case(kind: str, rng: random.Random) -> Case:
    return temperature_case(kind, some_scores(rng, rng.randint(4, 8)), rng.choice((0.4, 0.6, 0.8, 1.3, 1.7, 2.5)))


def cases(rng: random.Random) -> Iterator[Case]:
    yield temperature_case("cold", [2.0, 0.5, -1.0, 1.0], 0.5)
    yield temperature_case("hot", [2.0, 0.5, -1.0, 1.0, 3.0], 2.0)
    yield temperature_case("one", [0.3, -2.0, 1.25], 1.0)
    yield temperature_case("zero", [1.0, 0.25, 2.5, -3.0], 0.0)
    yield temperature_case("zero-ties", [-1.0, 2.5, 0.5, 2.5], 0.0)
    yield temperature_case("large", [120.0, 121.0, 118.5], 0.25)
    yield temperature_case("large", [4000.0, 4001.0, 3998.5], 0.5)
    yield temperature_case("spread", [100.0, -20.0, 99.5, -20.5, -90.0], 0.5)
    yield temperature_case("low", [-300.0, -301.5, OUT, -299.0], 1.0)
    yield temperature_case("nearly-zero", [1.0, 0.95, -2.0, 0.9], 0.05)
    yield temperature_case("out", [1.0, OUT, 0.5, OUT], 0.8)
    yield random_case("random", rng)
    yield random_case("random", rng)
