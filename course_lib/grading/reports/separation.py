"""How well an exercise tells strong students from weak ones: the corrected item-total correlation."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

#: Below this many students chance alone often gives an r of 0.4, and with fewer than this many on one side, too.
LEAST_STUDENTS, LEAST_ON_A_SIDE = 20, 3


@dataclass(frozen=True)
class Separation:
    """`r` from -1 to 1, or None where there is too little to tell it from; `words` say what it means."""

    r: float | None
    words: str


def separation(passed: Sequence[bool], others: Sequence[float]) -> Separation:
    """Correlate who passed an exercise with each student's points on the *other* exercises.

    Without the exercise's own points: they would make every exercise look as if it agreed with the rest. For a
    yes-or-no value Pearson's correlation is the point-biserial one.

    >>> separation([True] * 10 + [False] * 10, [9.0] * 10 + [4.0] * 10)
    Separation(r=1.0, words='separates well')
    """
    students, solved = len(passed), sum(passed)
    if students < LEAST_STUDENTS:
        return Separation(None, f"too few students ({students} of at least {LEAST_STUDENTS})")
    if solved in (0, students):
        return Separation(None, "too alike: everybody solved it" if solved else "too alike: nobody solved it")
    if min(solved, students - solved) < LEAST_ON_A_SIDE:
        few = f"only {solved} solved it" if solved < LEAST_ON_A_SIDE else f"only {students - solved} did not solve it"
        return Separation(None, f"too few students: {few}")
    if len(set(others)) == 1:
        return Separation(None, "too alike: the same points on the other exercises")
    r = round(statistics.correlation([float(p) for p in passed], others), 3)
    return Separation(r, _in_words(r))


def _in_words(r: float) -> str:
    if r >= 0.4:
        return "separates well"
    if r >= 0.2:
        return "separates"
    if r > -0.1:
        return "says little about who is strong"
    return "strong students fail it more often: read it again"
