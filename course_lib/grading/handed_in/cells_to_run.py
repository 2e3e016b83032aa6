"""What runs for one submission, in which order, and where each exercise is judged.

What runs is what the notebook ran: the released setup cells, the student's solutions, the cells they added or changed,
and those released demo cells that any of these leans on: a name it reads, a thing it may have changed, a file it wrote.
Demo cells that nothing leans on cost nothing, and check cells do not run. The order is the released one. A cell that
the student added runs where it stood: right after the released cell that it followed. A solution cell that is there
twice (copied before it was edited, say) runs in every version that is not the untouched stub.

An exercise is judged in the state in which its check cell stands: what comes later, another value under the same name
say, has no say in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from course_lib.grading.handed_in.cell_names import CellNames, defined_names, names_of
from course_lib.grading.handed_in.released import ReleasedCell, ReleasedLesson
from course_lib.grading.handed_in.submission import SubmittedCell

START = ""  # where cells stand that precede every released one
#: Released cells that nobody can type into: a change in one is dropped, and the student is told.
LOCKED = ("setup", "check")


@dataclass(frozen=True)
class Step:
    """One cell to run. `id` is the released cell's; an added cell has the id of the one it follows.

    `kind`: a released demo cell that the student changed is their own, ``"changed"``; one that runs as it was released,
    because something leans on it, is ``"demo"``.
    """

    kind: Literal["setup", "solution", "added", "changed", "demo"]
    id: str
    source: str

    @property
    def is_students(self) -> bool:
        return self.kind in ("solution", "added", "changed")


@dataclass(frozen=True)
class Program:
    """The cells to run, in order; the exercises whose solution cell is not there any more; where each is judged.

    `judged_after` says by exercise how many of the steps stand before its check cell. `changed_locked` are the ids of
    released setup and check cells in which something else stood, `turned` the missing ones whose cell holds text.
    """

    steps: tuple[Step, ...]
    missing: frozenset[str]
    judged_after: Mapping[str, int] = field(default_factory=dict)
    changed_locked: tuple[str, ...] = ()
    turned: frozenset[str] = frozenset()

    def steps_for(self, exercise: str) -> tuple[Step, ...]:
        """The steps that stand before its check cell."""
        return self.steps[: self.judged_after.get(exercise, len(self.steps))]


def make_program(released: ReleasedLesson, submitted: Iterable[SubmittedCell]) -> Program:
    """Merge what was released with what came back; the submission decides on nothing but its own code."""
    ours = {cell.id: cell for cell in released.cells if cell.role != "text"}
    found: dict[str, list[str]] = {}
    added: dict[str, list[str]] = {}
    anchor = START
    turned = set()
    for cell in submitted:
        known = next((name for name in cell.ids if name in ours), None)
        if cell.kind != "code":  # a key that is easily hit turns a cell into text; the code in it is still an answer
            if known not in released.stubs:
                continue
            if defined_names(cell.source) is None:
                turned.add(known)
                continue
        if known is None:
            added.setdefault(anchor, []).append(cell.source)
        else:
            anchor = known
            found.setdefault(known, []).append(cell.source)
    steps = [Step("added", START, source) for source in added.get(START, ())]
    checked: dict[str, int] = {}
    for our in ours.values():
        steps += _steps_of(our, found.get(our.id, ()))
        if our.role == "check":
            checked[our.id] = sum(1 for step in steps if step.source.strip())
        steps += [Step("added", our.id, source) for source in added.get(our.id, ())]
    program = Program(
        tuple(step for step in steps if step.source.strip()),
        frozenset(exercise for exercise in released.stubs if exercise not in found),
        {exercise: checked.get(f"{exercise}-check", len(steps)) for exercise in released.stubs},
        tuple(
            our.id
            for our in ours.values()
            if our.role in LOCKED and any(_differs(source, our.source) for source in found.get(our.id, ()))
        ),
        frozenset(turned - found.keys()),
    )
    return _without_what_nothing_leans_on(_judged_where_answered(program, released))


def _steps_of(cell: ReleasedCell, found: Sequence[str]) -> list[Step]:
    if cell.role == "setup":
        return [Step("setup", cell.id, cell.source)]
    if cell.role == "solution":
        return [Step("solution", cell.id, source) for source in _worth_running(found, cell.source)]
    if cell.role != "demo":
        return []
    changed = [source for source in found if _differs(source, cell.source)]
    return [Step("changed", cell.id, source) for source in changed] or [Step("demo", cell.id, cell.source)]


def _worth_running(sources: Sequence[str], stub: str) -> Sequence[str]:
    edited = [source for source in sources if source.strip() != stub.strip()]
    return edited or sources[:1]


def _differs(source: str, ours: str) -> bool:
    """Whether there is something else in a cell than was released; spaces at the ends of lines are nothing."""
    lines = [[line.rstrip() for line in text.strip().split("\n")] for text in (source, ours)]
    return lines[0] != lines[1] and bool(source.strip())


def _judged_where_answered(program: Program, released: ReleasedLesson) -> Program:
    """An exercise that has no answer of its own before its check is judged after the cell that has one, if any does.

    Some write their answer below an untouched stub, or below the check.
    """
    places = dict(program.judged_after)
    functions = {exercise.id: exercise.function for exercise in released.exercises}
    for exercise, stub in released.stubs.items():
        function, place = functions.get(exercise, ""), places[exercise]
        before = (step for step in program.steps[:place] if step.is_students and step.source.strip() != stub.strip())
        if any(function in names_of(step.source).binds for step in before):
            continue
        for number, step in enumerate(program.steps[place:], place + 1):
            if step.is_students and function in names_of(step.source).binds:
                places[exercise] = number  # of several, the last
    return replace(program, judged_after=places)


def _without_what_nothing_leans_on(program: Program) -> Program:
    """The same without the demo cells that no cell of the student's leans on, not even by way of another."""
    steps = program.steps
    needed = {number for number, step in enumerate(steps) if step.kind != "demo"}
    demos = [number for number, step in enumerate(steps) if step.kind == "demo"]
    names = {number: names_of(step.source) for number, step in enumerate(steps)}
    waiting = [number for number, step in enumerate(steps) if step.is_students]
    while waiting:
        reader = waiting.pop()
        for demo in demos:
            if demo not in needed and _leans(reader, demo, names, needed):
                needed.add(demo)
                waiting.append(demo)
    kept = sorted(needed)
    places = {exercise: sum(1 for number in kept if number < place) for exercise, place in program.judged_after.items()}
    return replace(program, steps=tuple(steps[number] for number in kept), judged_after=places)


def _leans(reader: int, demo: int, names: Mapping[int, CellNames], running: set[int]) -> bool:
    """Whether one cell leans on another that was released: by what it reads, by what was changed, by a file."""
    wants, gives = names[reader], names[demo]
    if wants.all:
        return True
    if wants.files & gives.files or wants.later & (gives.binds | gives.changes):
        return True
    if demo > reader:
        return False
    if wants.now & gives.changes:
        return True
    # What a cell reads while it runs is what the last one before it bound.
    between = set().union(*(names[number].binds for number in running if demo < number < reader))
    return bool((wants.now - between) & gives.binds)
