"""report.html: one file that needs nothing else, no network and no script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from course_lib.exercises.report import MARKS
from course_lib.grading.records.html_pages import page_template
from course_lib.grading.reports.class_figures import ClassFigures
from course_lib.grading.reports.exercise_figures import OUTCOMES
from course_lib.grading.reports.needs_a_word import KINDS, NeedsAWord
from course_lib.grading.reports.pictures import heat_map, histogram

#: Misconceptions shown of a lesson, and names beside one; report.json has them all.
MISCONCEPTIONS, NAMES = 8, 5
#: Names shown of a group of students who need a word before the others are folded away.
GROUP = 24
#: A folder up to so many characters stands in one line: a break after its hyphen would make two of it.
UNBROKEN = 24
#: Notes on answers that look alike.
NOTES = 12
#: Up to so many students, the table of a lesson's students is open.
OPEN_TABLE = 40


@dataclass(frozen=True)
class _Group:
    what: str
    lesson: str
    reason: str
    students: list[str]


def page(figures: ClassFigures) -> str:
    """The whole page. Every text is escaped where it is put in, and the page forbids itself every script."""
    from markupsafe import Markup

    made: str = page_template("course_lib.grading.reports", "report.html.jinja").render(
        figures=figures,
        made=_date(figures.made),
        groups=_groups(figures.needs_a_word),
        outcomes=OUTCOMES,
        marks=MARKS,
        histogram=lambda *given: Markup(histogram(*given)),
        heat_map=lambda exercises, rows: Markup(heat_map(exercises, rows, figures.names)),
        who=lambda student: called(student, figures.names),
        most={
            "misconceptions": MISCONCEPTIONS,
            "names": NAMES,
            "group": GROUP,
            "open": OPEN_TABLE,
            "notes": NOTES,
            "unbroken": UNBROKEN,
        },
    )
    return made


def called(student: str, names: Mapping[str, str]) -> tuple[str, str]:
    """What a student is called, and beside it the folder where that is something else.

    >>> called("S-7", {"S-7": "王小明"}), called("ann", {})
    (('王小明', 'S-7'), ('ann', ''))
    """
    name = names.get(student, student)
    return name, student if name != student else ""


def _groups(words: Sequence[NeedsAWord]) -> list[_Group]:
    """The students who need a word, those together who need the same one."""
    grouped: dict[tuple[str, str, str], list[str]] = {}
    for one in words:
        grouped.setdefault((KINDS[one.kind], one.lesson, one.reason), []).append(one.student)
    return [_Group(*key, students) for key, students in grouped.items()]


def _date(made: str) -> str:
    moment = datetime.fromisoformat(made)
    return f"{moment.day} {moment:%B %Y, %H:%M}"
