"""sample-top-k: scores and a number -> the scores, with -inf for all but the k highest."""

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


def kept(scores: Any, k: int) -> Any:
    """The library's filter; 0 is off."""
    from course_lib.generation import keep_top_k

    return keep_top_k(scores[None], k)[0] if k else scores.clone()


def top_k_case(kind: str, scores: Sequence[float], k: int) -> Case:
    import torch

    given = torch.tensor(scores, dtype=torch.float32)
    expected = kept(given, k)
    stay = expected > OUT
    few = min(k, len(given))
    order = given.argsort(descending=True, stable=True)
    distinct = torch.unique(given, sorted=True)

    def only(mask: Any) -> Any:
        return given.masked_fill(~mask, OUT)

    wrong: dict[str, list[Any]] = {
        "zero-leaves-nothing": [] if k else [torch.full_like(given, OUT)],
        "nothing-taken-out": [given],
        "lowest-kept": [only(given <= given.sort().values[few - 1])] if k else [],
        "by-different-values": [only(given >= distinct[-min(k, len(distinct))])] if k else [],
        "close-is-not-equal": [
            only(given >= given[order[few - 1]] - 0.01),
            only(given.bfloat16() >= given.bfloat16()[order[few - 1]]),
        ]
        if k
        else [],
        "one-too-few": [kept(given, k - 1)] if k > 1 else [only(given > given.max())] if k else [],
        "one-too-many": [kept(given, k + 1)] if k else [],
        "zeros": [given.masked_fill(~stay, 0.0)],
        "not-quite-out": [],
        "probabilities": [given.softmax(0), given.softmax(0) * stay, expected.softmax(0)],
        "by-place": [only(torch.arange(len(given)) < k)],
        "sorted": [expected.sort(descending=True).values],
    }

    def decide(seen: Mapping[str, Any]) -> str | Mistake | None:
        value = seen["returned"]
        numbers = as_numbers(value)
        if numbers is not None and tuple(numbers.shape) == (few,) and few != len(given):
            if numbers.dtype.is_floating_point:
                return "only-the-kept"
            return "ids-not-scores"
        if problem := form(value, len(given)):
            return problem
        if bool(numbers.isnan().any()):
            return "not-numbers"
        if alike(numbers, expected):
            return None
        if name := recognised(numbers, expected, wrong):
            return name
        if alike(numbers[stay], given[stay]) and bool(((numbers[~stay] < -50) & (numbers[~stay] > OUT)).all()):
            return "not-quite-out"
        mine = numbers > OUT
        if alike(numbers[mine], given[mine]):
            lost = stay & ~mine
            only_equals_lost = bool((given[lost] == given[order[few - 1]]).all())
            if int(mine.sum()) == few and not bool((mine & ~stay).any()) and only_equals_lost:
                return "ties-dropped"
            return Mistake("others-kept", {"mine": int(mine.sum()), "wanted": int(stay.sum())})
        return numbers_differ(numbers, expected)

    return leaves_alone(Case(kind, (given, k), decide, expected=expected), 0)


def random_case(kind: str, rng: random.Random, ties: bool = False) -> Case:
    scores = some_scores(rng, rng.randint(5, 8))
    k = rng.randint(2, 4)
    if ties:
        last = sorted(scores, reverse=True)[k - 1]
        scores.insert(rng.randrange(len(scores)), last)
        scores.append(last)
    return top_k_case(kind, scores, k)


def cases(rng: random.Random) -> Iterator[Case]:
    yield top_k_case("three", [1.5, -0.5, 3.0, 0.25, -2.0, 2.0], 3)
    yield top_k_case("negative", [-4.0, -1.5, -3.0, -6.0, -2.5], 2)
    yield top_k_case("greedy", [0.5, 2.5, -1.0, 1.0], 1)
    yield top_k_case("tied", [1.0, 2.0, 3.0, 2.0, 0.5, 2.0], 2)
    yield top_k_case("tied-first", [4.0, 1.0, 4.0, 2.0, 0.0], 2)
    yield top_k_case("more", [0.5, -1.0, 2.0], 50)
    yield top_k_case("off", [0.5, -1.0, 2.0, 0.0], 0)
    yield top_k_case("zero-stays", [0.0, -1.5, 2.0, -0.25, -3.0], 2)
    yield top_k_case("close", [2.0, 2.25, 0.5, 1.9999], 2)
    yield top_k_case("close", [3.0, 1.0, 1.0 - 2.0**-24, -2.0], 2)
    yield random_case("random", rng)
    yield random_case("random", rng, ties=True)
