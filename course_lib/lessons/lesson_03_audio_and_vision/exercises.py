"""The exercises of lesson 03: their ids, points, minutes and difficulty.

They take tensors, boxes and results as pipelines give them, and two stand-ins for pipelines (`inputs`), so that what a
check says hangs on no model's weights.
"""

from __future__ import annotations

from course_lib.exercises.exercise import Exercise
from course_lib.lessons.lesson_03_audio_and_vision import (
    picture_cut,
    picture_once,
    picture_overlap,
    sound_floats,
    sound_language,
    sound_mood,
    sound_stretches,
    table_answer,
)

EXERCISES = (
    Exercise("sound-floats", "as_floats", 1, 6, "warm-up", sound_floats.cases),
    Exercise("sound-language", "write_down", 2, 8, "core", sound_language.cases),
    Exercise("sound-stretches", "stretches", 2, 15, "core", sound_stretches.cases),
    Exercise("sound-mood", "mood", 2, 8, "core", sound_mood.cases),
    Exercise("table-answer", "work_out", 1, 6, "core", table_answer.cases),
    Exercise("picture-cut", "cut_out", 1, 6, "core", picture_cut.cases),
    Exercise("picture-overlap", "overlap", 2, 9, "core", picture_overlap.cases),
    Exercise("picture-once", "once", 3, 18, "stretch", picture_once.cases),
)
