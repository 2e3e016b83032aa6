"""sample-broken: rows of scores -> for each, whether anything can be chosen from it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from course_lib.exercises.exercise import Case, Mistake
from course_lib.exercises.properties import is_list_of
from course_lib.lessons.decisions import comparable, leaves_alone
from course_lib.lessons.lesson_08_sampling.numbers_seen import OUT, some_scores

NAN, INF = float("nan"), float("inf")


def broken_case(kind: str, rows: Sequence[Sequence[float]]) -> Case:
    import torch

    given = torch.tensor(rows, dtype=torch.float32)
    nan, inf = given.isnan().any(-1), (given == INF).any(-1)
    all_out = (given == OUT).all(-1)
    expected = (~(nan | inf | all_out)).tolist()
    wrong = {
        "the-other-way": (nan | inf | all_out).tolist(),
        "filtered-rows-refused": given.isfinite().all(-1).tolist(),
        "one-number-is-enough": given.isfinite().any(-1).tolist(),
        "nan-missed": (~(inf | all_out)).tolist(),
        "nothing-left-missed": (~(nan | inf)).tolist(),
        "infinity-missed": (~(nan | all_out)).tolist(),
        "only-nan-seen": (~nan).tolist(),
        "only-nan-throughout": (~given.isnan().all(-1)).tolist(),
        "greedy-sees-nothing": given[:, 0].isfinite().tolist(),
        "all-usable": [True] * len(rows),
    }

    def decide(seen: Mapping[str, Any]) -> str | Mistake | None:
        value = comparable(seen["returned"])
        if problem := is_list_of(value, bool):
            return problem
        if value == expected:
            return None
        if len(value) != len(rows):
            columns = ~(given.isnan().any(0) | (given == INF).any(0) | (given == OUT).all(0))
            if value == columns.tolist():
                return "a-token-not-a-row"
            return Mistake("another-length", {"mine": len(value), "of": len(rows)})
        for name, mistake in wrong.items():
            if value == mistake:
                return name
        row = next(row for row in range(len(rows)) if value[row] != expected[row])
        if value[row]:
            return "nan-missed" if nan[row] else "infinity-missed" if inf[row] else "nothing-left-missed"
        finite = bool(given[row].isfinite().all())
        return Mistake("finite-refused", {"row": row}) if finite else "filtered-rows-refused"

    return leaves_alone(Case(kind, (given,), decide, expected=expected), 0)


def random_case(kind: str, rng: random.Random) -> Case:
    rows = [some_scores(rng, 4) for _ in range(5)]
    rows[0][rng.randrange(4)] = NAN
    rows[1] = [OUT] * 4
    rows[2][rng.randrange(4)] = OUT
    rows[3][rng.randrange(4)] = INF
    rng.shuffle(rows)
    return broken_case(kind, rows)


def cases(rng: random.Random) -> Iterator[Case]:
    yield broken_case(
        "all-kinds",
        [[1.0, 2.0, 0.5], [0.0, NAN, 1.0], [OUT, 3.0, OUT], [OUT, OUT, OUT], [NAN, NAN, NAN], [0.0, 1.0, INF]],
    )
    yield broken_case("one", [[0.5, NAN, -1.0, 2.0]])
    yield broken_case("good", [[0.5, OUT, -1.0], [0.0, 0.0, 0.0]])
    yield broken_case("out", [[OUT, OUT], [OUT, -300.0]])
    yield broken_case("mixed", [[NAN, OUT, OUT, INF], [OUT, OUT, OUT, NAN], [OUT, INF, OUT, OUT]])
    yield broken_case(
        "large", [[1e30, -1e30, 0.0], [70000.0, 1.0, -70000.0], [-1e30, -2e30, -1e35], [1.0, 2.0, 0.5], [1.0, NAN, 0.5]]
    )
    yield random_case("random", rng)
    yield random_case("random", rng)
