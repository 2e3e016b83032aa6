"""`hint`: the next of an exercise's hints, one at a time, from a nudge to nearly the answer."""

from __future__ import annotations

import html
from dataclasses import dataclass

from course_lib.exercises.catalogue import find_exercise
from course_lib.exercises.texts import common_texts, exercise_texts
from course_lib.language import current_language

# How many hints of each exercise this kernel has given. A restarted kernel begins again: a hint is no secret.
_given: dict[str, int] = {}


@dataclass(frozen=True)
class Hint:
    """One hint, to be shown as the value of a cell."""

    text: str
    number: int
    of: int
    more: str

    def __repr__(self) -> str:
        return f"({self.number}/{self.of}) {self.text}" + (f"\n{self.more}" if self.more else "")

    def _repr_html_(self) -> str:
        from course_lib.exercises.report import prose

        more = f'<div style="opacity:.75;margin-top:4px">{html.escape(self.more)}</div>' if self.more else ""
        return (
            '<div style="color:#4a3b00;background:#fff8dc;border-left:5px solid #e0b73a;border-radius:4px;'
            'padding:8px 14px;max-width:46em;line-height:1.5">'
            f"<b>{self.number}/{self.of}</b>&ensp;{prose(self.text)}{more}</div>"
        )


def hint(exercise_id: str) -> Hint:
    """The next hint of an exercise; after the last one, the last one again.

    >>> hint("tokens-split")
    (1/3) …
    """
    lesson, _ = find_exercise(exercise_id)
    language = current_language()
    hints = exercise_texts(lesson, exercise_id, language).hints
    number = min(_given.get(exercise_id, 0) + 1, len(hints))
    _given[exercise_id] = number
    ui = common_texts(language)["hint"]
    more = ui["more"].format(id=exercise_id) if number < len(hints) else ui["last"]
    return Hint(hints[number - 1], number, len(hints), more)
