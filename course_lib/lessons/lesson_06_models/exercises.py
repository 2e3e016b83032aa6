"""The exercises of lesson 06: their ids, points, minutes and difficulty.

Most of them take plain bytes, dictionaries and tensors, so that what a check says hangs on no model's weights.
"""

from __future__ import annotations

from course_lib.exercises.exercise import Exercise
from course_lib.lessons.lesson_06_models import (
    model_deepen,
    model_fits,
    model_header,
    model_label,
    model_mask,
    model_parameters,
    model_report,
)

EXERCISES = (
    Exercise("model-header", "read_header", points=1, minutes=5, difficulty="warm-up", cases=model_header.cases),
    Exercise("model-parameters", "count_parameters", 2, 8, "core", model_parameters.cases),
    Exercise("model-fits", "which_fit", points=2, minutes=5, difficulty="core", cases=model_fits.cases),
    Exercise("model-label", "read_logits", points=1, minutes=4, difficulty="core", cases=model_label.cases),
    Exercise("model-mask", "fill", 2, 7, "core", model_mask.cases, seconds_per_call=20),
    Exercise("model-report", "load_report", points=2, minutes=6, difficulty="core", cases=model_report.cases),
    Exercise("model-deepen", "deepen", 3, 10, "stretch", model_deepen.cases, seconds_per_call=60),
)
