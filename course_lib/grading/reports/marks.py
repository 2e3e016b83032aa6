"""What the reports are made from: each student's results for each lesson."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from course_lib.exercises.verdicts import Outcome
from course_lib.grading.class_folder import Submission
from course_lib.grading.grade_one import Graded, Result


@dataclass(frozen=True)
class Marks:
    """One student, one lesson: a result for each of the lesson's exercises, in its order."""

    student: str
    lesson: str
    results: tuple[Result, ...]
    handed_in: bool = True

    @property
    def points(self) -> int:
        return sum(result.points for result in self.results)

    @property
    def most(self) -> int:
        """The points that the lesson gives at most."""
        return sum(result.max_points for result in self.results)

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        return tuple(result.outcome for result in self.results)

    @property
    def readable(self) -> bool:
        return self.handed_in and "unreadable" not in self.outcomes


def marks_of(graded: Iterable[tuple[Submission, Graded]]) -> tuple[Marks, ...]:
    """The marks of a class run; a lesson that grades nothing has none."""
    return tuple(
        Marks(submission.student, submission.lesson, outcome.results, submission.handed_in)
        for submission, outcome in graded
        if outcome.results
    )


def by_lesson(marks: Iterable[Marks]) -> dict[str, list[Marks]]:
    """Lesson -> its students' marks, lessons in order."""
    found: dict[str, list[Marks]] = {}
    for mark in marks:
        found.setdefault(mark.lesson, []).append(mark)
    return dict(sorted(found.items()))
