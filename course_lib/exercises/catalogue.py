"""Which exercises there are. A lesson is found by its name: ``course_lib/lessons/lesson_NN_slug/`` is one, and nothing
has to be written down anywhere else for it to be there.
"""

from __future__ import annotations

import difflib
import pkgutil
from functools import cache
from importlib import import_module
from pathlib import Path

from course_lib.errors import CourseError
from course_lib.exercises.exercise import Exercise

#: Where lessons are found. They stand above this room and are never imported by it but by name.
LESSONS = "course_lib.lessons"


def lesson_of_package(package: str) -> str:
    """``lesson_04_tokenizer`` -> ``04-tokenizer``."""
    return package.removeprefix("lesson_").replace("_", "-")


def package_of_lesson(lesson: str) -> str:
    """``04-tokenizer`` -> ``lesson_04_tokenizer``."""
    return "lesson_" + lesson.replace("-", "_")


def lesson_folder(lesson: str) -> Path:
    """Where a lesson's cases and words lie; it need not exist: a lesson may ask nothing."""
    return Path(import_module(LESSONS).__path__[0]) / package_of_lesson(lesson)


def _packages() -> list[str]:
    found = pkgutil.iter_modules(import_module(LESSONS).__path__)
    return sorted(m.name for m in found if m.ispkg and m.name.startswith("lesson_"))


def lesson_keys() -> list[str]:
    """The lessons that ask something, by name and in order; none of them is imported for it."""
    return [lesson_of_package(name) for name in _packages()]


@cache
def lessons() -> dict[str, tuple[Exercise, ...]]:
    """Lesson key -> its exercises, both in the order in which a student meets them."""
    return {lesson: exercises_of(lesson) for lesson in lesson_keys()}


def exercises_of(lesson: str) -> tuple[Exercise, ...]:
    """The exercises of one lesson; none for a lesson that grades nothing."""
    # Only this lesson's modules are imported: a lesson that is being written breaks no other.
    package = package_of_lesson(lesson)
    if package not in _packages():
        return ()
    found: tuple[Exercise, ...] = import_module(f"{LESSONS}.{package}.exercises").EXERCISES
    return found


def find_exercise(exercise_id: str) -> tuple[str, Exercise]:
    """The lesson and the exercise of that id; a CourseError with the closest ids when there is none."""
    known = {e.id: (lesson, e) for lesson, group in lessons().items() for e in group}
    if exercise_id in known:
        return known[exercise_id]
    close = difflib.get_close_matches(str(exercise_id), known, n=3)
    step = f"Did you mean {' or '.join(map(repr, close))}? " if close else ""
    listed = "" if close else f": {', '.join(sorted(known))}"
    raise CourseError(
        f"There is no exercise {exercise_id!r}.",
        f"{step}The id is in the check cell under each exercise{listed}.",
    )
