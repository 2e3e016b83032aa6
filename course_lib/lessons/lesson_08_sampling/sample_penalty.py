"""sample-penalty: scores, the ids of the prompt, those written since, a penalty -> the scores made worse."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
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


def penalised(scores: Any, ids: Iterable[int], penalty: float) -> Any:
    """The library's penalty, each id once."""
    changed = scores.clone()
    for id in {*ids}:
        changed[id] = scores[id] / penalty if scores[id] > 0 else scores[id] * penalty
    return changed


def penalty_case(
    kind: str, scores: Sequence[float], prompt: Sequence[int], written: Sequence[int], penalty: float
) -> Case:
    import torch

    given = torch.tensor(scores, dtype=torch.float32)
    whole = given.double()
    seen_ids = [*prompt, *written]
    expected = penalised(whole, seen_ids, penalty)
    mask = torch.zeros(len(given), dtype=torch.bool)
    mask[seen_ids] = True
    counts = torch.zeros_like(whole)
    for id, count in Counter(seen_ids).items():
        counts[id] = count
    worse = torch.where(whole > 0, whole / penalty, whole * penalty)
    lower = torch.minimum(whole / penalty, whole * penalty)
    again = whole.clone()
    for id in seen_ids:
        again[id] = again[id] / penalty if again[id] > 0 else again[id] * penalty
    wrong: dict[str, list[Any]] = {
        "nothing-changed": [whole],
        "always-worse": [torch.where(mask, lower, whole)] if penalty < 1 else [],
        "prompt-forgotten": [penalised(whole, written, penalty)],
        "written-forgotten": [penalised(whole, prompt, penalty)],
        "counted-again": [again],
        "counted-in-both": [penalised(penalised(whole, prompt, penalty), written, penalty)],
        "negative-divided": [torch.where(mask, whole / penalty, whole)],
        "rewarded": []
        if penalty < 1
        else [
            torch.where(mask, torch.where(whole > 0, whole * penalty, whole / penalty), whole),
            torch.where(mask, whole * penalty, whole),
        ],
        "subtracted": [whole - penalty * mask, whole - penalty * counts],
        "all-made-worse": [worse, whole / penalty],
        "the-others-made-worse": [torch.where(mask, whole, worse)],
        "probabilities": [expected.softmax(0), penalised(whole.softmax(0), seen_ids, penalty)],
    }

    def decide(seen: Mapping[str, Any]) -> str | Mistake | None:
        value = seen["returned"]
        if problem := form(value, len(given)):
            return problem
        numbers = as_numbers(value)
        if bool(numbers.isnan().any()):
            return "not-numbers"
        if alike(numbers, expected):
            return None
        if name := recognised(numbers, expected, wrong):
            return name
        if bool(numbers[mask & given.isfinite()].isinf().any()):
            return "forbidden"
        return numbers_differ(numbers, expected)

    case = Case(kind, (given, [*prompt], [*written], penalty), decide, expected=expected.float())
    return leaves_alone(case, 0, 1, 2)


def random_case(kind: str, rng: random.Random) -> Case:
    size = rng.randint(6, 8)
    ids = rng.sample(range(size), 4)
    prompt, written = [ids[0], ids[1], ids[0]], [ids[2], ids[1]]
    return penalty_case(kind, some_scores(rng, size), prompt, written, rng.choice((1.2, 1.3, 1.5, 1.8)))


def cases(rng: random.Random) -> Iterator[Case]:
    yield penalty_case("both", [2.0, -1.0, 0.5, 3.0, -2.0, 1.5], [3, 1], [0, 4], 1.25)
    yield penalty_case("again", [2.0, -1.0, 0.5, 3.0, -2.0, 1.5], [3, 3, 1, 3], [1, 5], 1.5)
    yield penalty_case("nothing-written", [1.0, -0.5, 2.0, -3.0], [2, 1], [], 2.0)
    yield penalty_case("no-prompt", [1.0, -0.5, 2.0, -3.0], [], [3, 2], 1.25)
    yield penalty_case("reward", [1.0, -0.5, 2.0, -3.0, 0.75], [0, 1], [3], 0.8)
    yield penalty_case("off", [1.0, -0.5, 2.0], [0, 1], [2], 1.0)
    yield penalty_case("nothing-at-all", [1.0, -0.5, 2.0], [], [], 1.5)
    yield penalty_case("zero", [0.0, 1.0, -0.5, 0.0], [0, 1], [], 1.5)
    yield penalty_case("out", [OUT, 1.0, -2.0, OUT, 0.5], [0, 2], [1], 1.25)
    yield penalty_case("long", [2.0, -1.0, 0.5, 3.0, -2.0, 1.5], [5, 1, *[3, 0] * 60], [0], 1.25)
    yield random_case("random", rng)
    yield random_case("random", rng)
