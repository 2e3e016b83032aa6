"""The exercises of lesson 05: their ids, points, minutes and difficulty.

Most of them ask what a function *did* to a tokenizer or a model, so their probes look at the inputs after
the call. What is right is always computed with the library, on a tokenizer that no student has touched.
"""

from __future__ import annotations

from course_lib.exercises.exercise import Exercise
from course_lib.lessons.lesson_05_new_tokens import (
    vocab_add_special,
    vocab_add_tokens,
    vocab_look,
    vocab_resize,
    vocab_round_trip,
    vocab_save,
    vocab_separator,
)

EXERCISES = (
    Exercise("vocab-look", "following", points=1, minutes=4, difficulty="warm-up", cases=vocab_look.cases),
    Exercise("vocab-add-tokens", "add_new", points=2, minutes=6, difficulty="core", cases=vocab_add_tokens.cases),
    Exercise("vocab-round-trip", "round_trip", points=2, minutes=6, difficulty="core", cases=vocab_round_trip.cases),
    Exercise("vocab-add-special", "add_markers", points=1, minutes=4, difficulty="core", cases=vocab_add_special.cases),
    Exercise("vocab-separator", "encode_with", points=2, minutes=7, difficulty="core", cases=vocab_separator.cases),
    Exercise("vocab-resize", "grow", 3, 9, "stretch", vocab_resize.cases, seconds_per_call=30),
    Exercise("vocab-save", "pack", 3, 8, "stretch", vocab_save.cases, seconds_per_call=60),
)
