"""text-span: scores of first and last tokens, and which tokens may be taken -> the best pair."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.exercises.wire_values import Opaque
from course_lib.lessons.decisions import decision, leaves_alone


def pairs(inside: Sequence[bool], longest: int) -> list[tuple[int, int]]:
    """Every answer that is allowed, as (first, last)."""
    places = [place for place, is_inside in enumerate(inside) if is_inside]
    return [(first, last) for first in places for last in places if first <= last < first + longest]


def span_case(kind: str, starts: Sequence[float], ends: Sequence[float], inside: Sequence[bool], longest: int) -> Case:
    import torch

    starts, ends, inside = [round(float(s), 2) for s in starts], [round(float(e), 2) for e in ends], list(inside)
    places = [place for place, is_inside in enumerate(inside) if is_inside]

    def best(allowed: Sequence[tuple[int, int]], score: Callable[[float, float], float]) -> tuple[int, int]:
        return max(allowed, key=lambda pair: score(starts[pair[0]], ends[pair[1]]))

    def added(one: float, other: float) -> float:
        return one + other

    expected = first, last = best(pairs(inside, longest), added)
    likely_first = max(places, key=starts.__getitem__)
    likely_last = max(places, key=ends.__getitem__)
    by_the_first = best([pair for pair in pairs(inside, longest) if pair[0] == likely_first], added)
    by_the_last = best([pair for pair in pairs(inside, longest) if pair[1] == likely_last], added)
    wrong: dict[str, Any] = {
        "counts-from-the-context": (first - places[0], last - places[0]),
        "last-is-behind": (first, last + 1),
        "ends-before-it-starts": lambda value: value[1] < value[0],
        "outside-the-context": lambda value: not all(0 <= at < len(inside) and inside[at] for at in value),
        "one-token-too-long": lambda value: value[1] - value[0] == longest,
        "longer-than-allowed": lambda value: value[1] - value[0] > longest,
        "one-by-one": lambda value: value in (by_the_first, by_the_last),
        "one-token-too-short": lambda value: longest > 1 and value == best(pairs(inside, longest - 1), added),
        "multiplies-the-scores": lambda value: value == best(pairs(inside, longest), lambda one, other: one * other),
    }

    def form(value: Any) -> str | None:
        if value is None:
            return "returns-nothing"
        if isinstance(value, tuple) and len(value) == 2 and all(isinstance(at, Opaque) for at in value):
            return "tensors-not-numbers"
        return None if _is_pair(value) else "wrong-type"

    of_pairs = {
        name: lambda value, test=test: _is_pair(value) and (test(value) if callable(test) else value == test)
        for name, test in wrong.items()
    }
    args = (torch.tensor(starts), torch.tensor(ends), inside, longest)
    decide = decision(expected, form, of_pairs)

    def decide_either(seen: Mapping[str, Any]) -> Any:
        return decide({"returned": tuple(seen["returned"]) if isinstance(seen["returned"], list) else seen["returned"]})

    return leaves_alone(Case(kind, args, decide_either, expected=expected), 0, 1, 2)


def _is_pair(value: Any) -> bool:
    return type(value) is tuple and len(value) == 2 and all(type(at) is int for at in value)


def random_case(kind: str, rng: random.Random) -> Case:
    """Scores as a model gives them: a question in front, then the context, and some scores that mislead."""
    question, context, behind = rng.randint(3, 7), rng.randint(8, 20), rng.randint(1, 3)
    inside = [False] * question + [True] * context + [False] * behind
    starts, ends = ([rng.uniform(-6, 6) for _ in inside] for _ in range(2))
    longest = rng.randint(2, 8)
    # Where two pairs are nearly alike, the order of a search would decide.
    sums = sorted((round(starts[a], 2) + round(ends[b], 2) for a, b in pairs(inside, longest)), reverse=True)
    return random_case(kind, rng) if sums[0] - sums[1] < 0.05 else span_case(kind, starts, ends, inside, longest)


def cases(rng: random.Random) -> Iterator[Case]:
    context = [False, False, True, True, True, True, True, True, False]
    yield span_case("clear", [0, 0, 1, 6, 1, 0, 0, 0, 0], [0, 0, 0, 1, 2, 7, 1, 0, 0], context, 5)
    yield span_case("backwards", [0, 0, 2, 0, 1, 0, 6, 0, 0], [0, 0, 1, 0, 5, 0, 0, 0.5, 0], context, 5)
    yield span_case("question", [8, 1, 0, 0, 4, 1, 0, 0, 0], [1, 9, 0, 0, 0, 3, 0, 0, 2], context, 5)
    yield span_case("behind", [0, 1, 0, 0, 2, 5, 0, 1, 3], [0, 1, 0, 1, 0, 1, 3, 1, 9], context, 5)
    yield span_case("just", [0, 0, 1, 6, 2, 0, 0, 0, 0], [0, 0, 0, 1, 2, 7, 1, 0, 0], context, 3)
    yield span_case("long", [0, 0, 7, 0, 0, 4, 0, 0, 0], [0, 0, 2, 0, 0, 0, 0, 8, 0], context, 3)
    yield span_case("long", [0, 0, 1, 6, 2, 0, 0, 0, 0], [0, 0, 0, 0, 0, 1, 7, 0, 0], context, 3)
    yield span_case("one", [0, 0, 1, 3, 6, 1, 0, 0, 0], [0, 0, 2, 4, 7, 3, 0, 0, 0], context, 1)
    yield span_case("together", [0, 0, 6, 0, 5, 0, 0, 0, 0], [0, 0, 1, 0, 0, 0, 8, 0, 0], context, 3)
    yield span_case("negative", [-9, -9, -3, -7, -2, -8, -6, -9, -9], [-9, -9, -8, -4, -7, -3, -9, -8, -9], context, 4)
    for _ in range(3):
        yield random_case("random", rng)
