"""Exercises: `check` your answer, ask for a `hint`, look at your `progress`, compare with a worked `solution`.

>>> from course_lib import check, hint, progress, ready, solution
>>> hint("tokens-split")            # the next of two or three hints
>>> check("tokens-split", split)    # says what is right and what is not, and why
"""

from __future__ import annotations

from course_lib.exercises.checking import CheckFailed, check
from course_lib.exercises.hints import hint
from course_lib.exercises.ready import ready
from course_lib.exercises.student_progress import progress
from course_lib.exercises.worked_solution import solution

__all__ = ["CheckFailed", "check", "hint", "progress", "ready", "solution"]
