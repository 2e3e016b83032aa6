"""The exercises of lesson 08: their ids, points, minutes and difficulty.

They take scores, probabilities and ids, and tiny models of chance weights (`inputs`), so that what a check says hangs
on no trained model.
"""

from __future__ import annotations

from course_lib.exercises.exercise import Exercise
from course_lib.lessons.lesson_08_sampling import (
    sample_broken,
    sample_draw,
    sample_filters,
    sample_loop,
    sample_penalty,
    sample_temperature,
    sample_top_k,
    sample_top_p,
)

EXERCISES = (
    Exercise("sample-temperature", "at_temperature", 1, 6, "warm-up", sample_temperature.cases),
    Exercise("sample-top-k", "top_k_left", 2, 8, "core", sample_top_k.cases),
    Exercise("sample-top-p", "nucleus", 2, 9, "core", sample_top_p.cases),
    Exercise("sample-draw", "draw", 2, 8, "core", sample_draw.cases),
    Exercise("sample-filters", "probabilities_left", 2, 12, "core", sample_filters.cases),
    Exercise("sample-penalty", "penalised", 1, 7, "core", sample_penalty.cases),
    Exercise("sample-broken", "usable", 1, 6, "core", sample_broken.cases),
    Exercise("sample-loop", "write", 3, 16, "stretch", sample_loop.cases),
)
