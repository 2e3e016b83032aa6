"""What runs for one submission: the released setup cells, the student's solutions, and the cells they added.

The order is the released one. A cell that the student added runs where it stood: right after the
released cell that it followed. Demo and check cells do not run. A solution cell that is there twice
(copied before it was edited, say) runs in every version that is not the untouched stub.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from course_lib.grading.handed_in.released import ReleasedLesson
from course_lib.grading.handed_in.submission import SubmittedCell

START = ""  # where cells stand that precede every released one


@dataclass(frozen=True)
class Step:
    """One cell to run. `id` is the released cell's; an added cell has the id of the one it follows."""

    kind: Literal["setup", "solution", "added"]
    id: str
    source: str


@dataclass(frozen=True)
class Program:
    """The cells to run, in order, and the exercises whose solution cell is not there any more."""

    steps: tuple[Step, ...]
    missing: frozenset[str]


def make_program(released: ReleasedLesson, submitted: Iterable[SubmittedCell]) -> Program:
    """Merge what was released with what came back; the submission decides on nothing but its own code."""
    roles, stubs = released.roles, released.stubs
    solutions: dict[str, list[str]] = {exercise: [] for exercise in stubs}
    added: dict[str, list[str]] = {}
    anchor = START
    for cell in submitted:
        known = next((name for name in cell.ids if name in roles and roles[name] != "text"), None)
        if known is None:
            added.setdefault(anchor, []).append(cell.source)
            continue
        anchor = known
        if known in solutions:
            solutions[known].append(cell.source)
    steps = [Step("added", START, source) for source in added.get(START, ())]
    for ours in released.cells:
        if ours.role == "setup":
            steps.append(Step("setup", ours.id, ours.source))
        elif ours.role == "solution":
            steps += [
                Step("solution", ours.id, source) for source in _worth_running(solutions[ours.id], stubs[ours.id])
            ]
        steps += [Step("added", ours.id, source) for source in added.get(ours.id, ())]
    return Program(
        tuple(step for step in steps if step.source.strip()),
        frozenset(exercise for exercise, sources in solutions.items() if not sources),
    )


def _worth_running(sources: list[str], stub: str) -> list[str]:
    edited = [source for source in sources if source.strip() != stub.strip()]
    return edited or sources[:1]
