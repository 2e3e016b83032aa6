"""The released notebook decides what runs when grading: order, ids, points and locked cells are the release's."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import nbformat

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
    notebook: Any

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
        notebook = nbformat.read(path, as_version=4)
    except Exception as error:
        raise CourseError(
            f"The student edition of {lesson} cannot be read: {path} ({type(error).__name__}).",
            f"Run `course build {lesson}`.",
        ) from error
    cells = tuple(
        ReleasedCell(c.id, c.metadata.get(ROLE_KEY, {}).get("role", "text"), c.source) for c in notebook.cells
    )
    return ReleasedLesson(lesson, cells, exercises_of(lesson), notebook)
