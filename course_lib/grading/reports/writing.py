"""The reports of a class run: what goes to a learning platform, and what an instructor reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from course_lib.grading.handed_in.class_people import Person
from course_lib.grading.records.whole_files import write_whole
from course_lib.grading.reports.canvas_and_moodle_tables import write_canvas, write_moodle
from course_lib.grading.reports.class_figures import class_figures
from course_lib.grading.reports.marks import Marks
from course_lib.grading.reports.other_releases import OtherRelease
from course_lib.grading.reports.page import page
from course_lib.grading.reports.same_answers import SameAnswers


def write_reports(
    out: Path,
    marks: Sequence[Marks],
    language: str,
    made: datetime,
    people: Mapping[str, Person] | None = None,
    other_releases: tuple[OtherRelease, ...] = (),
    same_answers: tuple[SameAnswers, ...] = (),
) -> None:
    """Write canvas.csv, moodle.csv, report.json and report.html.

    `language` is that of the students' reasons, `people` what a roster said of them.
    """
    write_canvas(out / "canvas.csv", marks, people)
    write_moodle(out / "moodle.csv", marks, language)
    names = {folder: person.name for folder, person in (people or {}).items()}
    figures = class_figures(marks, made, names, other_releases, same_answers)
    write_whole(out / "report.json", figures.as_json())
    write_whole(out / "report.html", page(figures))
