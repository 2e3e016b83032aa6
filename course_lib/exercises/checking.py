"""`check`: the public check under every exercise, in the student's own kernel."""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from typing import Any

from course_lib.exercises.calls import make_call
from course_lib.exercises.catalogue import find_exercise
from course_lib.exercises.last_run import failed_to_compile, is_own_check, running_source
from course_lib.exercises.quiet import quiet
from course_lib.exercises.report import Report, make_report
from course_lib.exercises.student_progress import record
from course_lib.exercises.texts import common_texts, exercise_texts
from course_lib.exercises.verdicts import judge
from course_lib.exercises.what_next import Passed, what_comes_next
from course_lib.language import current_language


class CheckFailed(AssertionError):
    """The check did not pass; the report above it says why, if one is `shown`."""

    shown = False

    def _render_traceback_(self) -> list[str]:
        """IPython shows this line in place of a traceback through our code, which would teach nothing."""
        return [f"CheckFailed: {self}"]


def check(exercise_id: str, answer: Any) -> None:
    """Check `answer`, the function that the exercise asks for, and say what is right and what is not.

    Returns None when every public case is right. Raises CheckFailed when one is not, after showing every
    case, what was seen in the first that fails, and the likely reason. Raises CourseError for an unknown
    id. What the function writes to stderr is dropped; what it prints is shown when it fails.

    >>> check("hello-double", lambda number: 2 * number)
    """
    lesson, exercise = find_exercise(exercise_id)
    language = current_language()
    texts = exercise_texts(lesson, exercise_id, language)
    if not callable(answer):
        ui = common_texts(language)["check"]
        raise CheckFailed(ui["not-a-function"].format(function=exercise.function, seen=type(answer).__name__))
    # Fresh random inputs at every run: an answer that fits yesterday's numbers only does not pass today's.
    # Quiet all along: making a case asks the library too, and its log is not the student's.
    with quiet():
        verdict = judge(exercise, exercise.cases(random.Random()), lambda call: make_call(answer, call))
    counts = is_own_check(exercise_id, exercise.function)
    if counts:
        record(lesson, exercise, verdict.outcome)
    report = make_report(verdict, texts, language)
    if counts:
        report = _as_last_run(report, exercise.function, answer, texts.title, language)
    following = what_comes_next(lesson, exercise, language) if counts and verdict.outcome == "passed" else None
    show(report if following is None else Passed(report, following))
    if verdict.outcome != "passed":
        failed = CheckFailed(report.headline)
        failed.shown = True
        raise failed


def _as_last_run(report: Report, function: str, answer: Any, title: str, language: str) -> Report:
    """The report, with what the kernel's history says against it: it was not the cell's last run that was checked."""
    words = common_texts(language)["last-run"]
    if failed_to_compile(function, answer):
        if report.outcome == "unattempted":
            return replace(report, headline=words["syntax"].format(title=title), why=words["syntax-why"])
        return replace(report, why=f"{report.why} {words['syntax-before']}".strip())
    if report.outcome == "unattempted" and running_source() is not None:
        return replace(report, why=words["stub-why"])
    return report


def show(picture: Report | Any) -> None:
    """Display in a notebook, print in a terminal."""
    from IPython import get_ipython

    if get_ipython() is None:
        sys.stdout.write(f"{picture!r}\n")
        return
    from IPython.display import display

    display(picture)
