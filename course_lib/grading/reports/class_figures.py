"""A class's numbers put together: what report.json holds."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime

from course_lib.course_root import __version__
from course_lib.grading.reports.exercise_figures import LessonFigures, lesson_figures
from course_lib.grading.reports.findings import findings
from course_lib.grading.reports.marks import Marks, by_lesson
from course_lib.grading.reports.needs_a_word import NeedsAWord, who_needs_a_word
from course_lib.grading.reports.other_releases import OtherRelease
from course_lib.grading.reports.same_answers import SameAnswers


@dataclass(frozen=True)
class ClassFigures:
    """`made` is the moment in ISO form, `release` the course's; `findings` are the sentences on top of the report.

    `names`: a student's folder, by which everything else here calls them -> their name, where a roster told it.
    """

    made: str
    students: int
    findings: tuple[str, ...]
    needs_a_word: tuple[NeedsAWord, ...]
    lessons: tuple[LessonFigures, ...]
    release: str = __version__
    names: Mapping[str, str] = field(default_factory=dict)
    other_releases: tuple[OtherRelease, ...] = ()
    same_answers: tuple[SameAnswers, ...] = ()

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"


def class_figures(
    marks: Sequence[Marks],
    made: datetime,
    names: Mapping[str, str] | None = None,
    other_releases: tuple[OtherRelease, ...] = (),
    same_answers: tuple[SameAnswers, ...] = (),
) -> ClassFigures:
    """The numbers of every lesson that anybody handed in."""
    students = {mark.student for mark in marks}
    lessons = tuple(lesson_figures(lesson, found) for lesson, found in by_lesson(marks).items())
    words = who_needs_a_word(marks)
    return ClassFigures(
        made=made.isoformat(timespec="minutes"),
        students=len(students),
        findings=findings(lessons, words),
        needs_a_word=words,
        lessons=lessons,
        names={folder: name for folder, name in (names or {}).items() if folder in students and name},
        other_releases=other_releases,
        same_answers=same_answers,
    )
