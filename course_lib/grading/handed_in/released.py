"""The released notebook decides what runs when grading: order, ids, points and locked cells are the release's."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from course_lib.course_root import Course
from course_lib.errors import CourseError
from course_lib.exercises.catalogue import exercises_of
from course_lib.exercises.exercise import Exercise

ROLE_KEY = "glassbox"


@dataclass(frozen=True)
class ReleasedCell:
    id: str
    role: str
    source: str


@dataclass(frozen=True)
class ReleasedLesson:
    """One lesson as students received it."""

    lesson: str
    cells: tuple[ReleasedCell, ...]
    exercises: tuple[Exercise, ...]
    path: Path

    @cached_property
    def notebook(self) -> Any:
        """All of it, as nbformat's notebook: for pages and gradebooks. To grade, the cells are enough."""
        import nbformat  # takes a second to import, which a grading process need not spend

        return nbformat.read(self.path, as_version=4)

    @property
    def roles(self) -> dict[str, str]:
        return {cell.id: cell.role for cell in self.cells}

    @property
    def stubs(self) -> dict[str, str]:
        """Exercise id -> what its solution cell held when it was released."""
        return {cell.id: cell.source for cell in self.cells if cell.role == "solution"}

    @property
    def version(self) -> str:
        """A hash of everything in it that grading depends on."""
        text = repr(
            [(cell.id, cell.role, cell.source) for cell in self.cells] + [(e.id, e.points) for e in self.exercises]
        )
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def released_lesson(course: Course, lesson: str) -> ReleasedLesson:
    """Read a lesson's student edition. CourseError when it was not built."""
    path = course.student_notebook(lesson)
    try:
        cells = tuple(_cell(cell) for cell in json.loads(path.read_text(encoding="utf-8"))["cells"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CourseError(
            f"The student edition of {lesson} cannot be read: {path} ({type(error).__name__}).",
            f"Run `course build {lesson}`.",
        ) from error
    return ReleasedLesson(lesson, cells, exercises_of(lesson), path)


def _cell(cell: dict[str, Any]) -> ReleasedCell:
    role = cell["metadata"].get(ROLE_KEY, {}).get("role", "text")
    return ReleasedCell(cell["id"], role, "".join(cell["source"]))  # a text, or its lines
