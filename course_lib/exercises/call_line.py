"""The call of a case as a student can paste it into a new cell: ``split(tokenizer, "今天天气很好。")``."""

from __future__ import annotations

from typing import Any

from course_lib.errors import CourseError
from course_lib.exercises.exercise import Case, Exercise
from course_lib.exercises.fresh import Fresh
from course_lib.exercises.inputs import kind_of
from course_lib.exercises.shown_values import literal, shortened

#: A call longer than this is cut: it shows what went in, and nobody pastes three screens.
CALL_SHOWN = 600


def call_line(exercise: Exercise, case: Case) -> str:
    """The call, in the lesson's own names: a `Fresh` input is what its kind says that it is called there.

    >>> call_line(Exercise("a", "split", 1, 1, "core", cases), Case("b", (Fresh("tokenizer", "bert-zh"), "好"), decide))
    'split(tokenizer, "好")'
    """
    args = [_argument(given) for given in case.args]
    line = exercise.call.format(*args) if exercise.call else f"{exercise.function}({', '.join(args)})"
    return shortened(line, CALL_SHOWN)


def _argument(given: Any) -> str:
    if not isinstance(given, Fresh):
        return literal(given)
    try:
        return kind_of(given).called or given.kind
    except CourseError:  # a kind that nobody brought; its case could not even be asked
        return given.kind
