"""What the reports are made from: each student's results for each lesson."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from course_lib.exercises.verdicts import Outcome
from course_lib.grading.handed_in.class_folder import Submission
from course_lib.grading.judging.one_submission import Graded, Result
from course_lib.grading.records.gradebook import ManualMark


@dataclass(frozen=True)
class Marks:
    """One student, one lesson: a result for each of the lesson's exercises, in its order."""

    student: str
    lesson: str
    results: tuple[Result, ...]
    handed_in: bool = True
    by_hand: Mapping[str, ManualMark] = field(default_factory=dict)

    @property
    def points(self) -> float:
        """What counts: a mark by hand stands above the automatic one."""
        return sum(self.points_of(result) for result in self.results)

    def points_of(self, result: Result) -> float:
        mark = self.by_hand.get(result.exercise)
        return result.points if mark is None else mark.counting(result.points)

    @property
    def automatic(self) -> int:
        """The points without what was given by hand."""
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


ByHand = Mapping[tuple[str, str], Mapping[str, ManualMark]]
"""(student, lesson) -> exercise -> what was given by hand."""


def marks_of(graded: Iterable[tuple[Submission, Graded]], by_hand: ByHand) -> tuple[Marks, ...]:
    """The marks of a class run; a lesson that grades nothing has none."""
    return tuple(
        Marks(s.student, s.lesson, outcome.results, s.handed_in, by_hand.get((s.student, s.lesson), {}))
        for s, outcome in graded
        if outcome.results
    )


def by_lesson(marks: Iterable[Marks]) -> dict[str, list[Marks]]:
    """Lesson -> its students' marks, lessons in order."""
    found: dict[str, list[Marks]] = {}
    for mark in marks:
        found.setdefault(mark.lesson, []).append(mark)
    return dict(sorted(found.items()))
