"""What stands under a passed check: how many of the lesson are done, and where to go from here."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course_lib.course_root import LANGUAGES
from course_lib.exercises import catalogue
from course_lib.exercises.exercise import Exercise
from course_lib.exercises.student_progress import load_progress, progress_file
from course_lib.exercises.texts import common_texts, exercise_texts, lesson_texts
from course_lib.exercises.worked_solution import has_solution


@dataclass(frozen=True)
class WhatNext:
    """``3 of 8 in this lesson. Next: …``; ``link`` is where the last words lead, relative to the notebook."""

    text: str
    link_text: str = ""
    link: str = ""
    compare: str = ""

    def __repr__(self) -> str:
        return "\n".join(line for line in (f"{self.text}{self.link_text}", self.compare) if line)

    def _repr_html_(self) -> str:
        from course_lib.exercises.report import prose

        named = html.escape(self.link_text)
        if self.link:
            named = f'<a style="color:#0b5394" href="{html.escape(self.link, quote=True)}">{named}</a>'
        compare = f'<div style="opacity:.85">{prose(self.compare)}</div>' if self.compare else ""
        return f'<div style="margin-top:8px">{html.escape(self.text)}{named}</div>{compare}'


@dataclass(frozen=True)
class Passed:
    """The report of a passed check with what comes next in the same frame."""

    report: Any
    next: WhatNext

    def __repr__(self) -> str:
        return f"{self.report!r}\n{self.next!r}"

    def _repr_html_(self) -> str:
        panel: str = self.report._repr_html_()
        return panel.removesuffix("</div>") + self.next._repr_html_() + "</div>"


def what_comes_next(lesson: str, exercise: Exercise, language: str) -> WhatNext | None:
    """After passing `exercise`: the next that is open, or, after the last of a lesson, the next lesson.

    None where nobody's progress is kept (a notebook that is built, or graded): nobody goes on from there.
    """
    if progress_file() is None:
        return None
    words = common_texts(language)["next"]
    passed = {name for name, kept in load_progress().items() if kept.get("passed")} | {exercise.id}
    here = catalogue.lessons()[lesson]
    done = sum(one.id in passed for one in here)
    compare = words["compare"].format(id=exercise.id) if has_solution(exercise.id) else ""
    place = [one.id for one in here].index(exercise.id)
    following = next((one for one in (*here[place + 1 :], *here[:place]) if one.id not in passed), None)
    if following is not None:
        title = exercise_texts(lesson, following.id, language).title
        text = words["exercise"].format(done=done, of=len(here), title=title)
        return WhatNext(text, compare=compare)
    later = [key for key in catalogue.lessons() if key > lesson]
    if not later:
        return WhatNext(words["course"].format(done=done), compare=compare)
    return WhatNext(
        words["lesson"].format(done=done), lesson_name(later[0], language), _link(later[0], language), compare
    )


def lesson_name(lesson: str, language: str) -> str:
    """``05 · New tokens``, in the language asked for."""
    words: Mapping[str, Any] = lesson_texts(lesson, language)
    return f"{lesson.partition('-')[0]} · {words.get('title', lesson)}"


def _link(lesson: str, language: str) -> str:
    """Where the lesson's notebook lies, seen from this one's folder; nothing where it does not: Colab has one file."""
    for place in (f"../{lesson}", *(f"../../{other}/{lesson}" for other in dict.fromkeys((language, *LANGUAGES)))):
        if Path(place, f"{lesson}.ipynb").is_file():
            return f"{place}/{lesson}.ipynb"
    return ""
