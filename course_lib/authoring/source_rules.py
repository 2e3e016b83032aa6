"""The rules that a lesson's source keeps, so that a solution can never reach a student by a slip.

nbgrader believes its markers: one that is misspelled is a comment, and what it should have hidden is
released without a word. Here everything that looks like a marker and is not one is an error.
"""

from __future__ import annotations

import ast
import difflib
import re
from collections.abc import Iterator, Sequence

from IPython.core.inputtransformer2 import TransformerManager

from course_lib.authoring.lesson_source import Cell, LessonSource, SourceError
from course_lib.exercises.exercise import Exercise

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
_MARKERS = (
    "begin solution",
    "end solution",
    "begin hidden tests",
    "end hidden tests",
    "begin mark scheme",
    "end mark scheme",
)
# How alike a comment must be to a marker to count as one gone wrong. "beginn solutoin" is 0.93, "solution" alone 0.73.
_ALIKE = 0.75


def check_rules(source: LessonSource, exercises: Sequence[Exercise]) -> None:
    """Raise SourceError naming every rule that `source` breaks."""
    problems = [f"{source.path.name}, {cell.name}: {problem}" for cell, problem in _cell_problems(source)]
    problems += [f"{source.path.name}: {problem}" for problem in _lesson_problems(source, exercises)]
    if problems:
        raise SourceError(source.path, problems)


def solution_lines(cell: Cell) -> list[str]:
    """The lines between the markers of a solution cell, stripped, without the empty ones."""
    lines = [line.strip() for line in cell.source.splitlines()]
    return [line for line in lines[lines.index(BEGIN) + 1 : lines.index(END)] if line]


def _cell_problems(source: LessonSource) -> Iterator[tuple[Cell, str]]:
    for cell in source.cells:
        for line in cell.source.splitlines():
            if problem := _marker_problem(line, cell):
                yield cell, problem
        if cell.role == "solution":
            for problem in _pair_problems(cell):
                yield cell, problem
        if cell.role != "text":
            try:
                ast.parse(TransformerManager().transform_cell(cell.source))
            except SyntaxError as error:
                yield cell, f"it is not Python: {error.msg} (line {error.lineno}): {(error.text or '').strip()}"
        if not cell.source.strip():
            yield cell, "it is empty"


def _marker_problem(line: str, cell: Cell) -> str | None:
    text = line.strip()
    words = re.sub(r"[^a-z]+", " ", text.lower()).strip()
    if text in (BEGIN, END):
        return None if cell.role == "solution" else f"a solution marker outside a solution cell: {text!r}"
    if cell.role == "text" and not text.startswith("#"):
        return None
    if not text.startswith("#"):
        # A marker after code on one line is no marker for nbgrader.
        _, hash_sign, comment = text.rpartition("###")
        if not hash_sign:
            return None
        words = re.sub(r"[^a-z]+", " ", comment.lower()).strip()
    alike = max((difflib.SequenceMatcher(None, words, marker).ratio(), marker) for marker in _MARKERS)
    if alike[0] < _ALIKE:
        if cell.role != "text" and "###" in text and {"solution", "answer", "hidden"} & set(words.split()):
            return f"it speaks of a solution as a marker does, and is none: {text!r}"
        return None
    if alike[1] in _MARKERS[2:] and words == alike[1]:
        return f"hidden things live in judge.py, not in the notebook: {text!r}"
    return f"it looks like the marker '### {alike[1].upper()}' and is not it: {text!r}"


def _pair_problems(cell: Cell) -> Iterator[str]:
    marks = [line.strip() for line in cell.source.splitlines() if line.strip() in (BEGIN, END)]
    if marks != [BEGIN, END]:
        shown = ", ".join(repr(mark) for mark in marks) or "none"
        yield f"a solution cell has one {BEGIN!r} and after it one {END!r}; this one has: {shown}"
    elif not solution_lines(cell):
        yield "there is nothing between its markers"


def _lesson_problems(source: LessonSource, exercises: Sequence[Exercise]) -> Iterator[str]:
    ids = [cell.id for cell in source.cells if cell.role != "text"]
    for twice in sorted({cell_id for cell_id in ids if ids.count(cell_id) > 1}):
        yield f"two cells have the id {twice!r}"
    yield from _exercise_problems(source, exercises)
    yield from _language_problems(source)


def _exercise_problems(source: LessonSource, exercises: Sequence[Exercise]) -> Iterator[str]:
    solutions = [cell for cell in source.cells if cell.role == "solution"]
    checks = {cell.id: cell for cell in source.cells if cell.role == "check"}
    module = f"the lesson's exercise module says {[e.id for e in exercises]}"
    if [cell.id for cell in solutions] != [e.id for e in exercises]:
        yield f"its solution cells are {[cell.id for cell in solutions]}; {module}"
        return
    for cell, exercise in zip(solutions, exercises, strict=True):
        if not re.search(rf"^(async )?def {re.escape(exercise.function)}\(", cell.source, re.M):
            yield f"{cell.name}: it does not define {exercise.function}()"
        check = checks.pop(f"{exercise.id}-check", None)
        if check is None:
            yield f"{cell.name}: no check cell with the id '{exercise.id}-check'"
        elif check.source.strip() != exercise.check_source:
            yield f"{check.name}: it should hold exactly {exercise.check_source!r}; it holds {check.source.strip()!r}"
        elif check.number < cell.number:
            yield f"{check.name}: it stands before its solution cell"
    for check in checks.values():
        yield f"{check.name}: it checks no exercise of this lesson"


def _language_problems(source: LessonSource) -> Iterator[str]:
    if source.languages == ("en",):
        return
    texts = [cell for cell in source.cells if cell.role == "text"]
    for index, cell in enumerate(texts):
        twin = {"en": index + 1, "zh": index - 1}[cell.language]
        other = texts[twin] if 0 <= twin < len(texts) else None
        if other is None or other.language == cell.language or abs(other.number - cell.number) != 1:
            yield f"{cell.name}: every text comes in English and right after it in Chinese; this one is alone"
