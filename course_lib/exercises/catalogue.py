"""Which exercises there are: every ``lesson_NN_slug.py`` beside this file names its own, in order."""

from __future__ import annotations

import difflib
import pkgutil
from functools import cache
from importlib import import_module

import course_lib.exercises as package
from course_lib.errors import CourseError
from course_lib.exercises.exercise import Exercise


def lesson_of_module(module: str) -> str:
    """``lesson_04_tokenizer`` -> ``04-tokenizer``."""
    return module.removeprefix("lesson_").replace("_", "-")


def module_of_lesson(lesson: str) -> str:
    """``04-tokenizer`` -> ``lesson_04_tokenizer``."""
    return "lesson_" + lesson.replace("-", "_")


def _modules() -> list[str]:
    return sorted(m.name for m in pkgutil.iter_modules(package.__path__) if m.name.startswith("lesson_"))


@cache
def lessons() -> dict[str, tuple[Exercise, ...]]:
    """Lesson key -> its exercises, both in the order in which a student meets them."""
    return {lesson_of_module(m): exercises_of(lesson_of_module(m)) for m in _modules()}


def exercises_of(lesson: str) -> tuple[Exercise, ...]:
    """The exercises of one lesson; none for a lesson that grades nothing."""
    # Only this lesson's module is imported: a lesson that is being written breaks no other.
    module = module_of_lesson(lesson)
    return import_module(f"course_lib.exercises.{module}").EXERCISES if module in _modules() else ()


def find_exercise(exercise_id: str) -> tuple[str, Exercise]:
    """The lesson and the exercise of that id; a CourseError with the closest ids when there is none."""
    known = {e.id: (lesson, e) for lesson, group in lessons().items() for e in group}
    if exercise_id in known:
        return known[exercise_id]
    close = difflib.get_close_matches(str(exercise_id), known, n=3) or sorted(known)
    raise CourseError(
        f"There is no exercise {exercise_id!r}.",
        f"The id is in the check cell under each exercise: {', '.join(close)}.",
    )
