"""The marks of a class as Canvas and Moodle import them.

**Canvas** (Grades, Import) looks for a student by its own number (``ID``), then by ``SIS User ID``, then by
``SIS Login ID``, then by the name. These are written as `course collect` knew them, from Canvas's roster or from the
names in its archive. Of a student of whom it knew no id, the folder is taken for the login; without a name, for the
name. A column is the assignment whose title it bears; Canvas offers to make one that does not exist, worth what the
row of points possible says.

**Moodle** (Grades, Import, CSV file) is told what identifies a user: map ``username`` to the username, the ID
number or the e-mail address, whichever the folders are named after. One student whom Moodle does not know stops
the whole import. A grade item that the import makes is worth 100: make one per lesson first, worth its points.

What was not handed in is left without a grade, so that the platform's own rule for missing work applies.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from course_lib.exercises.texts import exercise_texts
from course_lib.grading.handed_in.class_people import Person
from course_lib.grading.reports.marks import Marks, by_lesson
from course_lib.grading.reports.spreadsheet import write_csv

CANVAS_COLUMNS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
POINTS_POSSIBLE = "Points Possible"
#: What Moodle reads as "no grade"; an empty cell would become a 0 in a grade item that the import makes.
MOODLE_NO_GRADE = "-"


def write_canvas(path: Path, marks: Iterable[Marks], people: Mapping[str, Person] | None = None) -> None:
    """Write the table that Canvas's gradebook imports: a row of points possible, then a row per student.

    `people` says by their folders who the students are on Canvas; whoever is not in it goes by the folder's name.
    """
    lessons = by_lesson(marks)
    rows: list[list[Any]] = [[POINTS_POSSIBLE, "", "", "", "", *(found[0].most for found in lessons.values())]]
    for student, own in _by_student(lessons).items():
        # Canvas takes every row whose first cell holds these words for the points possible.
        person = (people or {}).get(student, Person())
        name = person.name or student
        name = "" if POINTS_POSSIBLE in name else name
        ids = (person.canvas_id, person.sis_user_id, person.login)
        points = [own[lesson].points if lesson in own and own[lesson].handed_in else "" for lesson in lessons]
        rows.append([name, *(ids if any(ids) else ("", "", student)), "", *points])
    write_csv(path, [*CANVAS_COLUMNS, *lessons], rows)


def write_moodle(path: Path, marks: Iterable[Marks], language: str) -> None:
    """Write the table that Moodle's grade import reads: per lesson a grade, and the reasons as feedback."""
    lessons = by_lesson(marks)
    header = ["username", *(name for lesson in lessons for name in (lesson, f"{lesson} feedback"))]
    rows = []
    for student, own in _by_student(lessons).items():
        row: list[Any] = [student]
        for lesson in lessons:
            mark = own.get(lesson)
            row.append(mark.points if mark and mark.handed_in else MOODLE_NO_GRADE)
            row.append(_feedback(mark, language) if mark else "")
        rows.append(row)
    write_csv(path, header, rows)


def _by_student(lessons: dict[str, list[Marks]]) -> dict[str, dict[str, Marks]]:
    found: dict[str, dict[str, Marks]] = {}
    for lesson, marks in lessons.items():
        for mark in marks:
            found.setdefault(mark.student, {})[lesson] = mark
    return found


def _feedback(mark: Marks, language: str) -> str:
    """Every exercise with its reason, on one line: some versions of Moodle end a record at every line break."""
    reasons = {result.reason for result in mark.results}
    if len(reasons) == 1 and mark.points == 0:
        return " ".join(reasons.pop().split())
    told = (
        f"{exercise_texts(mark.lesson, result.exercise, language).title} "
        f"({mark.points_of(result):g}/{result.max_points}): {result.reason}"
        for result in mark.results
    )
    return " | ".join(" ".join(text.split()) for text in told)
