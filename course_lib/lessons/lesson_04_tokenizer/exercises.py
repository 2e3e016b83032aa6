"""The exercises of lesson 04: their ids, points, minutes and difficulty.

In the module of each, a ``…_case`` function takes inputs, asks the library what is right, and lists what typical
mistakes look like on the same inputs; `decision` turns that into a verdict on a student's values. The judge uses the
same functions on inputs that no student sees.
"""

from __future__ import annotations

from course_lib.exercises.exercise import Exercise
from course_lib.lessons.lesson_04_tokenizer import (
    tokens_batch,
    tokens_decode,
    tokens_encode,
    tokens_ids,
    tokens_pair,
    tokens_split,
    tokens_unknown,
    tokens_wordpiece,
)

EXERCISES = (
    Exercise("tokens-split", "split", 1, 3, "warm-up", tokens_split.cases),
    Exercise("tokens-ids", "to_ids", 1, 4, "warm-up", tokens_ids.cases),
    Exercise("tokens-encode", "encode", 1, 5, "core", tokens_encode.cases),
    Exercise("tokens-pair", "encode_pair", 2, 6, "core", tokens_pair.cases),
    Exercise("tokens-decode", "readable", 2, 8, "core", tokens_decode.cases),
    Exercise("tokens-batch", "make_batch", 2, 8, "core", tokens_batch.cases),
    Exercise("tokens-unknown", "unknown_parts", 2, 6, "core", tokens_unknown.cases),
    Exercise("tokens-wordpiece", "wordpiece", 3, 12, "stretch", tokens_wordpiece.cases, seconds_per_call=3.0),
)
