"""sample-top-p: probabilities and a share -> the ids of the fewest tokens that come to it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from course_lib.exercises.exercise import Case, Mistake
from course_lib.exercises.properties import is_list_of
from course_lib.lessons.decisions import comparable, leaves_alone
from course_lib.lessons.lesson_08_sampling.numbers_seen import some_probabilities


def top_p_case(kind: str, probabilities: Sequence[float], top_p: float) -> Case:
    import torch

    given = torch.tensor(probabilities, dtype=torch.float32)
    numbers = [float(number) for number in given]
    by_size = sorted(range(len(numbers)), key=lambda id: -numbers[id])
    sums = [*accumulate(numbers[id] for id in by_size)]
    count = next((n for n, total in enumerate(sums, 1) if total >= top_p), len(sums))
    expected = by_size[:count]
    as_given = [*accumulate(numbers)]
    upwards = by_size[::-1]
    up_sums = [*accumulate(numbers[id] for id in upwards)]
    up_count = next((n for n, total in enumerate(up_sums, 1) if total >= top_p), len(up_sums))
    given_count = next((n for n, total in enumerate(as_given, 1) if total >= top_p), len(as_given))
    told: dict[str, list[list[int]]] = {
        "without-the-last": [[id for id, total in zip(by_size, sums, strict=True) if total < top_p]],
        "equal-is-enough": [by_size[: count + 1]] if sums[count - 1] == top_p else [],
        "as-a-limit": [[id for id in by_size if numbers[id] >= top_p], [id for id in by_size if numbers[id] > top_p]],
        "as-min-p": [[id for id in by_size if numbers[id] >= top_p * max(numbers)]],
        "not-sorted": [[*range(given_count)]],
        "from-the-bottom": [upwards[:up_count]],
        "what-goes-out": [by_size[count:]],
        "all-kept": [by_size],
        "one-too-many": [by_size[: count + 1]],
        "likeliest-only": [by_size[:1]],
    }

    def decide(seen: Mapping[str, Any]) -> str | Mistake | None:
        value = comparable(seen["returned"])
        if isinstance(value, list) and value and all(type(item) is float for item in value):
            sizes = sorted(numbers[id] for id in expected)
            if len(value) == count and all(abs(a - b) < 1e-6 for a, b in zip(sorted(value), sizes, strict=True)):
                return "probabilities-not-ids"
        if problem := is_list_of(value, int):
            return problem
        if not value:
            return "none-left"
        wanted = [numbers[id] for id in expected]
        if count > 1 and value == [id + 1 for id in expected]:
            return "counted-from-one"
        if any(not 0 <= id < len(numbers) for id in value) or len({*value}) < len(value):
            return "no-ids"
        mine = [numbers[id] for id in value]
        if mine == wanted:
            return None
        if name := next((name for name, wrongs in told.items() if value in wrongs), ""):
            return name
        for name, wrongs in told.items():
            for wrong in wrongs:
                sizes = sorted(numbers[id] for id in wrong)
                if sizes != sorted(wanted) and sizes == sorted(mine) and (name != "not-sorted" or {*value} == {*wrong}):
                    return name
        if sorted(mine) == sorted(wanted):
            return "least-likely-first" if mine == wanted[::-1] else "another-order"
        if value == [*range(count)]:
            return "places-not-ids"
        if len(value) == count:
            return "not-the-likeliest"
        return Mistake("others-kept", {"mine": len(value), "wanted": count})

    return leaves_alone(Case(kind, (given, top_p), decide, expected=expected), 0)


def random_case(kind: str, rng: random.Random) -> Case:
    probabilities = some_probabilities(rng, rng.randint(5, 8))
    return top_p_case(kind, probabilities, rng.choice((0.35, 0.6, 0.7, 0.8, 0.9)))


def shares(*parts: int) -> list[float]:
    """Probabilities in 32nds."""
    return [part / 32 for part in parts]


def cases(rng: random.Random) -> Iterator[Case]:
    yield top_p_case("enough", [part / 64 for part in (11, 14, 15, 14, 2, 8)], 0.2)
    yield top_p_case("some", shares(2, 9, 1, 11, 3, 6), 0.7)
    yield top_p_case("low", shares(4, 3, 20, 5), 0.3)
    yield top_p_case("exactly", shares(8, 4, 16, 3, 1), 0.75)
    yield top_p_case("flat", shares(7, 5, 6, 3, 4, 7), 0.9)
    yield top_p_case("whole", shares(6, 10, 9, 7), 1.0)
    yield top_p_case("just-over", shares(1, 13, 8, 10), 0.42)
    yield top_p_case("hair", [0.1953125, 0.5, 0.1640625, 0.140625], 0.7)
    yield top_p_case("whole-zeros", [0.0, 0.5, 0.0, 0.3125, 0.1875], 1.0)
    yield top_p_case("short", [0.3, 0.4, 0.2999999], 1.0)
    yield top_p_case("many", [1 / 128] * 128, 0.9)
    yield random_case("random", rng)
    yield random_case("random", rng)
