"""The exercises of lesson 00: no model yet, only functions that take a text and return a value.

They are there to meet `check` and `hint` on something small. A ``decide_…`` function first asks for the
type, then looks for what typical mistakes give, then compares. The judge uses the same ones.
"""

from __future__ import annotations

from course_lib.exercises.exercise import Exercise
from course_lib.lessons.lesson_00_start_here import start_count, start_greet, start_mend

EXERCISES = (
    Exercise("start-greet", "greet", points=1, minutes=3, difficulty="warm-up", cases=start_greet.cases),
    Exercise("start-mend", "last", points=1, minutes=4, difficulty="warm-up", cases=start_mend.cases),
    Exercise(
        "start-count",
        "count_characters",
        points=1,
        minutes=6,
        difficulty="core",
        cases=start_count.cases,
    ),
)
