"""The numbers of a class: what report.json holds and report.html shows."""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from course_lib.exercises.report import MARKS
from course_lib.exercises.texts import ExerciseTexts, exercise_texts, lesson_texts
from course_lib.exercises.verdicts import Outcome
from course_lib.grading.judging.one_submission import Result
from course_lib.grading.reports.marks import Marks
from course_lib.grading.reports.separation import Separation, separation

#: The outcomes in the order in which a report lists them.
OUTCOMES: tuple[Outcome, ...] = tuple(MARKS)
#: A histogram has at most this many bars.
MOST_BARS = 20
#: Reports are for instructors, in English; only what goes to students (Moodle's feedback) is in the class's language.
LANGUAGE = "en"


@dataclass(frozen=True)
class Bar:
    """So many students have from `first` to `last` points."""

    first: int
    last: int
    students: int


@dataclass(frozen=True)
class ExerciseFigures:
    """One exercise: of `handed_in` students, how many had which outcome."""

    id: str
    title: str
    points: int
    handed_in: int
    outcomes: dict[Outcome, int]
    separation: Separation

    @property
    def passed(self) -> int:
        return self.outcomes["passed"]

    @property
    def success(self) -> float:
        """The share that passed, from 0 to 1."""
        return self.passed / self.handed_in if self.handed_in else 0.0


@dataclass(frozen=True)
class MisconceptionFigures:
    """Who was told one misconception in one exercise; `words` are those that they read."""

    name: str
    words: str
    exercise: str
    title: str
    students: tuple[str, ...]

    @property
    def shared(self) -> bool:
        """Whether it is more than one student's."""
        return len(self.students) > 1


@dataclass(frozen=True)
class StudentRow:
    """One line of the heat map."""

    student: str
    points: float
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True)
class LessonFigures:
    """One lesson; `rows` go from the most points to the fewest, `absent` handed in nothing."""

    lesson: str
    title: str
    most: int
    students: int
    handed_in: int
    unreadable: int
    mean: float | None
    median: float | None
    scores: tuple[Bar, ...]
    exercises: tuple[ExerciseFigures, ...]
    misconceptions: tuple[MisconceptionFigures, ...]
    rows: tuple[StudentRow, ...]
    absent: tuple[str, ...]


def lesson_figures(lesson: str, marks: Sequence[Marks]) -> LessonFigures:
    """Everything that one lesson's marks, at least one student's, tell.

    Who handed in nothing counts among the students and nowhere else.
    """
    handed_in = [mark for mark in marks if mark.handed_in]
    points = [mark.points for mark in handed_in]
    most = marks[0].most
    return LessonFigures(
        lesson=lesson,
        title=lesson_texts(lesson, LANGUAGE).get("title", lesson),
        most=most,
        students=len(marks),
        handed_in=len(handed_in),
        unreadable=sum(not mark.readable for mark in handed_in),
        mean=round(statistics.fmean(points), 2) if points else None,
        median=float(statistics.median(points)) if points else None,
        scores=bars(points, most),
        exercises=tuple(_exercise(lesson, place, first, handed_in) for place, first in enumerate(marks[0].results)),
        misconceptions=_misconceptions(lesson, handed_in),
        rows=_rows(handed_in),
        absent=tuple(mark.student for mark in marks if not mark.handed_in),
    )


def bars(points: Sequence[float], most: int) -> tuple[Bar, ...]:
    """How the points are distributed, from 0 to `most`, in bars of equal width (the last may be narrower).

    What a mark by hand adds above `most` is in the last bar, half a point in the bar of the whole one below it.

    >>> bars([0, 2, 2], 2)
    (Bar(first=0, last=0, students=1), Bar(first=1, last=1, students=0), Bar(first=2, last=2, students=2))
    """
    width = math.ceil((most + 1) / MOST_BARS)
    found = Counter(int(min(max(p, 0), most)) // width for p in points)
    return tuple(Bar(first, min(first + width - 1, most), found[first // width]) for first in range(0, most + 1, width))


def _exercise(lesson: str, place: int, anyones: Result, handed_in: Sequence[Marks]) -> ExerciseFigures:
    """The exercise at `place` in its lesson; an unreadable file tells nothing about who is strong."""
    found = Counter(mark.results[place].outcome for mark in handed_in)
    readable = [mark for mark in handed_in if mark.readable]
    return ExerciseFigures(
        id=anyones.exercise,
        title=_texts(lesson, anyones.exercise).title,
        points=anyones.max_points,
        handed_in=len(handed_in),
        outcomes={outcome: found[outcome] for outcome in OUTCOMES},
        separation=separation(
            [mark.results[place].outcome == "passed" for mark in readable],
            [mark.automatic - mark.results[place].points for mark in readable],
        ),
    )


def _misconceptions(lesson: str, handed_in: Sequence[Marks]) -> tuple[MisconceptionFigures, ...]:
    """The misconceptions that the class holds, the most frequent first."""
    found: dict[tuple[str, str], list[str]] = {}
    for mark in handed_in:
        for result in mark.results:
            if result.misconception:
                found.setdefault((result.exercise, result.misconception), []).append(mark.student)
    return tuple(
        MisconceptionFigures(
            name,
            _texts(lesson, exercise).wrong.get(name, name.replace("-", " ")),
            exercise,
            _texts(lesson, exercise).title,
            tuple(students),
        )
        for (exercise, name), students in sorted(found.items(), key=lambda entry: -len(entry[1]))
    )


def _rows(handed_in: Sequence[Marks]) -> tuple[StudentRow, ...]:
    """By points, and among equals by what they passed and how they failed, so that likes stand together."""
    ordered = sorted(handed_in, key=lambda m: (-m.points, [OUTCOMES.index(o) for o in m.outcomes], m.student))
    return tuple(StudentRow(mark.student, mark.points, mark.outcomes) for mark in ordered)


def _texts(lesson: str, exercise: str) -> ExerciseTexts:
    return exercise_texts(lesson, exercise, LANGUAGE)
