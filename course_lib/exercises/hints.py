"""`hint`: the next of an exercise's hints, one at a time, from a nudge to nearly the answer."""

from __future__ import annotations

import html
from dataclasses import dataclass

from course_lib.errors import CourseError
from course_lib.exercises.catalogue import find_exercise, lessons
from course_lib.exercises.exercise import Exercise
from course_lib.exercises.student_progress import lesson_of_notebook
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

        more = f'<div style="opacity:.75;margin-top:4px">{prose(self.more)}</div>' if self.more else ""
        return (
            '<div style="color:#4a3b00;background:#fff8dc;border-left:5px solid #e0b73a;border-radius:4px;'
            'padding:8px 14px;max-width:46em;line-height:1.5">'
            f"<b>{self.number}/{self.of}</b>&ensp;{prose(self.text)}{more}</div>"
        )


@dataclass(frozen=True)
class Choice:
    """The exercises that one may ask a hint for, by id and title: what `hint()` shows."""

    ask: str
    exercises: tuple[tuple[str, str], ...]

    def __repr__(self) -> str:
        return "\n".join([self.ask, *(f'   hint("{name}")  {title}' for name, title in self.exercises)])

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<div style="margin-top:3px"><code style="color:inherit;background:rgba(255,255,255,.6);padding:0 3px">'
            f"hint(&quot;{html.escape(name)}&quot;)</code>&ensp;{html.escape(title)}</div>"
            for name, title in self.exercises
        )
        return (
            '<div style="color:#4a3b00;background:#fff8dc;border-left:5px solid #e0b73a;border-radius:4px;'
            f'padding:8px 14px;max-width:46em;line-height:1.5">{html.escape(self.ask)}{rows}</div>'
        )


def hint(exercise_id: str = "") -> Hint | Choice:
    """The next hint of an exercise; after the last one, the last one again. Without an id, which ids there are.

    Raises CourseError for an id that no exercise has, naming the nearest.

    >>> hint("tokens-split")
    (1/3) …
    """
    language = current_language()
    ui = common_texts(language)["hint"]
    if not exercise_id:
        return Choice(ui["which"], tuple(_choices(language)))
    lesson, _ = find_exercise(exercise_id)
    hints = exercise_texts(lesson, exercise_id, language).hints
    number = min(_given.get(exercise_id, 0) + 1, len(hints))
    _given[exercise_id] = number
    more = ui["more"].format(id=exercise_id) if number < len(hints) else _after_the_last(exercise_id, language)
    return Hint(hints[number - 1], number, len(hints), more)


def hints_left(exercise_id: str) -> int:
    """How many hints of an exercise this kernel has not given yet."""
    lesson, _ = find_exercise(exercise_id)
    return len(exercise_texts(lesson, exercise_id, current_language()).hints) - _given.get(exercise_id, 0)


def say_which(function: str, language: str) -> CourseError:
    """The error for ``solution()`` without an id: which ids there are."""
    names = ", ".join(name for name, _ in _choices(language))
    ui = common_texts(language)["hint"]
    return CourseError(ui["no-id"].format(function=function), ui["no-id-next"].format(ids=names))


def _after_the_last(exercise_id: str, language: str) -> str:
    from course_lib.exercises.worked_solution import has_solution

    ui = common_texts(language)["hint"]
    return str(ui["last-and-solution"].format(id=exercise_id) if has_solution(exercise_id) else ui["last"])


def _choices(language: str) -> list[tuple[str, str]]:
    """Id and title of the exercises of the notebook that is open; of all lessons where that is not known."""
    here = lesson_of_notebook()
    known: dict[str, tuple[Exercise, ...]] = lessons()
    asked = {here: known[here]} if here in known else known
    return [
        (exercise.id, exercise_texts(lesson, exercise.id, language).title)
        for lesson, exercises in asked.items()
        for exercise in exercises
    ]
