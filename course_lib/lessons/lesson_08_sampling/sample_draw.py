"""sample-draw: probabilities and a number from 0 to 1 -> the id that it falls on."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from course_lib.exercises.exercise import Case, Mistake
from course_lib.exercises.properties import is_exactly
from course_lib.lessons.decisions import comparable, leaves_alone
from course_lib.lessons.lesson_08_sampling.numbers_seen import some_probabilities


def fallen_on(numbers: Sequence[float], u: float, *, equal: bool = False) -> int:
    """The first place where what has been added up is beyond `u`; the last that is possible where nothing is."""
    for id, total in enumerate(accumulate(numbers)):
        if total > u or (equal and total >= u):
            return id
    return max(id for id, number in enumerate(numbers) if number > 0)


def draw_case(kind: str, probabilities: Sequence[float], u: float) -> Case:
    import torch

    given = torch.tensor(probabilities, dtype=torch.float32)
    numbers = [float(number) for number in given]
    expected = fallen_on(numbers, u)
    by_size = sorted(range(len(numbers)), key=lambda id: -numbers[id])
    rank = fallen_on([numbers[id] for id in by_size], u)
    rising = by_size[::-1]
    told: dict[str, list[int]] = {
        "equal-is-not-beyond": [fallen_on(numbers, u, equal=True)],
        "likeliest": [max(range(len(numbers)), key=lambda id: numbers[id])],
        "sorted-first": [by_size[rank], rising[fallen_on([numbers[id] for id in rising], u)]],
        "place-in-the-order": [rank],
        "all-alike": [int(u * len(numbers))],
        "one-too-far": [expected + 1],
        "one-too-near": [expected - 1],
    }

    def decide(seen: Mapping[str, Any]) -> str | Mistake | None:
        value = comparable(seen["returned"])
        if problem := is_exactly(value, int):
            return problem
        if value == expected:
            return None
        if not 0 <= value < len(numbers):
            return "no-such-id" if sum(numbers) > u else "nothing-left"
        if numbers[value] == 0:
            return "impossible"
        if sum(numbers) <= u:
            return "short-sum"
        for name, wrongs in told.items():
            if value in wrongs:
                return name
        start = sum(numbers[:value])
        return Mistake("another-id", {"which": "below" if u < start else "beyond"})

    return leaves_alone(Case(kind, (given, u), decide, expected=expected), 0)


def random_case(kind: str, rng: random.Random) -> Case:
    numbers = some_probabilities(rng, rng.randint(4, 7), 32)
    return draw_case(kind, numbers, (rng.randrange(32) + rng.choice((0.25, 0.5, 0.75))) / 32)


def cases(rng: random.Random) -> Iterator[Case]:
    yield draw_case("middle", [part / 32 for part in (4, 1, 3, 2, 4, 5, 6, 7)], 0.359375)
    yield draw_case("small", [0.125, 0.5, 0.375], 0.09375)
    yield draw_case("late", [0.25, 0.125, 0.0625, 0.5, 0.0625], 0.96875)
    yield draw_case("exactly", [0.25, 0.5, 0.25], 0.25)
    yield draw_case("zero", [0.0, 0.25, 0.0, 0.75], 0.0)
    yield draw_case("impossible", [0.5, 0.0, 0.0, 0.5], 0.5)
    yield draw_case("rounding", [0.25, 0.5, 0.1875, 0.0, 0.0], 0.96875)
    yield draw_case("short", [0.25, 0.5, 0.1875], 0.78)
    yield draw_case("just-below", [0.25, 0.5, 0.25], 0.7499996)
    yield draw_case("just-above", [0.3, 0.3, 0.4], 0.3004)
    yield draw_case("tiny", [0.5, 2.0**-20, 0.5 - 2.0**-20], 0.5 + 2.0**-21)
    yield random_case("random", rng)
    yield random_case("random", rng)
    yield random_case("random", rng)
