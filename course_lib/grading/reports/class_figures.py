"""A class's numbers put together: what report.json holds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from course_lib.grading.reports.exercise_figures import LessonFigures, lesson_figures
from course_lib.grading.reports.findings import findings
from course_lib.grading.reports.marks import Marks, by_lesson
from course_lib.grading.reports.needs_a_word import NeedsAWord, who_needs_a_word


@dataclass(frozen=True)
class ClassFigures:
    """`made` is the moment in ISO form; `findings` are the sentences on top of the report."""

    made: str
    students: int
    findings: tuple[str, ...]
    needs_a_word: tuple[NeedsAWord, ...]
    lessons: tuple[LessonFigures, ...]

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"


def class_figures(marks: Sequence[Marks], made: datetime) -> ClassFigures:
    """The numbers of every lesson that anybody handed in."""
    lessons = tuple(lesson_figures(lesson, found) for lesson, found in by_lesson(marks).items())
    words = who_needs_a_word(marks)
    return ClassFigures(
        made=made.isoformat(timespec="minutes"),
        students=len({mark.student for mark in marks}),
        findings=findings(lessons, words),
        needs_a_word=words,
        lessons=lessons,
    )
