"""`solution`: a worked answer to an exercise and the reason why it works, for whoever has passed or is out of hints.

`course build` writes the solutions of a lesson, out of its source, into the lesson's folder of the package. They are
public, as every course's own answers are; a class's copy comes without them until its instructor adds them.
"""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from course_lib.errors import CourseError
from course_lib.exercises.catalogue import find_exercise, lesson_folder
from course_lib.exercises.hints import hints_left, say_which
from course_lib.exercises.student_progress import has_passed
from course_lib.exercises.texts import common_texts, exercise_texts, lesson_texts
from course_lib.language import current_language

#: The file in a lesson's folder: exercise id -> the lines of its solution cell, without the markers.
FILE = "worked_solutions.json"


@dataclass(frozen=True)
class WorkedSolution:
    """One worked solution, to be shown as the value of a cell: a title, the code, and why it works."""

    title: str
    code: str
    why: str
    words: Mapping[str, str]

    def __repr__(self) -> str:
        return "\n".join([self.words["headline"].format(title=self.title), "", self.code, "", self.why]).rstrip()

    def _repr_html_(self) -> str:
        from course_lib.exercises.report import prose

        why = f'<div style="margin-top:8px">{prose(self.why)}</div>' if self.why else ""
        return (
            '<div style="color:#16324f;background:#eaf2fb;border-left:5px solid #4a86c5;border-radius:4px;'
            'padding:10px 14px;max-width:60em;line-height:1.5">'
            f'<div style="font-weight:600;margin-bottom:6px">'
            f"{html.escape(self.words['headline'].format(title=self.title))}</div>"
            '<pre style="color:#1f2430;background:#ffffff;border-radius:3px;padding:8px 12px;margin:0;font-size:13px;'
            f'white-space:pre-wrap;overflow-wrap:anywhere">{_coloured(self.code)}</pre>{why}</div>'
        )


def solution(exercise_id: str = "") -> WorkedSolution:
    """A worked solution of an exercise, once you have passed it or seen its last hint.

    Raises CourseError before that, saying what is left; for an id that no exercise has; and where the course came
    without solutions.

    >>> solution("tokens-split")
    A worked solution: From text to tokens …
    """
    language = current_language()
    words = common_texts(language)["solution"]
    if not exercise_id:
        raise say_which("solution", language)
    lesson, exercise = find_exercise(exercise_id)
    if not has_solution(exercise_id):
        raise CourseError(words["not-here"], words["not-here-next"])
    left = hints_left(exercise_id)
    if left and not has_passed(exercise_id):
        step = words["too-early-next"].format(check=exercise.check_source, id=exercise_id)
        raise CourseError(words["too-early"].format(left=left), step)
    return WorkedSolution(
        exercise_texts(lesson, exercise_id, language).title,
        "\n".join(_solutions(lesson)[exercise_id]),
        str(lesson_texts(lesson, language).get(exercise_id, {}).get("why", "")),
        words,
    )


def has_solution(exercise_id: str) -> bool:
    """Whether this copy of the course holds a worked solution of that exercise."""
    lesson, _ = find_exercise(exercise_id)
    return exercise_id in _solutions(lesson)


def _solutions(lesson: str) -> dict[str, Any]:
    try:
        found = json.loads((lesson_folder(lesson) / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _coloured(code: str) -> str:
    """The code as HTML, coloured where Pygments is there (every Jupyter has it): styles in place, as colours for both
    of JupyterLab's themes are set on a white ground."""
    try:
        from pygments import highlight
        from pygments.formatters import HtmlFormatter
        from pygments.lexers import PythonLexer
    except ModuleNotFoundError:
        return html.escape(code)
    return str(highlight(code, PythonLexer(), HtmlFormatter(nowrap=True, noclasses=True, style="default"))).rstrip()
