"""The judge of a lesson: hidden cases, made and decided here, never in a process that runs a student's code."""

from __future__ import annotations

import importlib.util
import random
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from course_lib.course_root import Course
from course_lib.errors import CourseError
from course_lib.exercises.exercise import Case, Exercise

MakeCases = Callable[[random.Random], Iterable[Case]]


def load_judge(course: Course, lesson: str) -> Mapping[str, MakeCases]:
    """``CASES`` of the lesson's judge.py: exercise id -> a function that makes its hidden cases.

    CourseError when the file is missing (a class's copy of the course has none) or broken. What the library
    logs about the hidden inputs (one too long for the model, say) is meant to happen, and is not shown.
    """
    import transformers

    transformers.logging.set_verbosity_error()
    path = course.solutions / lesson / "judge.py"
    if not path.is_file():
        raise CourseError(
            f"There is no judge for {lesson}: {path} is missing.", "Grade with a checkout of the full course."
        )
    return _cases(path, lesson)


def _cases(path: Path, lesson: str) -> Mapping[str, MakeCases]:
    spec = importlib.util.spec_from_file_location(f"judge_{lesson.replace('-', '_')}", path)
    assert spec is not None and spec.loader is not None
    module: Any = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
        return dict(module.CASES)
    except Exception as error:
        raise CourseError(
            f"The judge of {lesson} does not load: {type(error).__name__}: {error}", f"Mend {path}."
        ) from error


def hidden_cases(judge: Mapping[str, MakeCases], exercise: Exercise, seed: str) -> tuple[Case, ...]:
    """The hidden cases of one exercise for one class: the same seed gives every student the same questions."""
    if exercise.id not in judge:
        raise CourseError(f"The judge has no cases for {exercise.id!r}.", "Add them to CASES in the lesson's judge.py.")
    return tuple(judge[exercise.id](random.Random(f"{seed}/{exercise.id}")))
