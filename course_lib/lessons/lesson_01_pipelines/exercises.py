"""The exercises of lesson 01: their ids, points, minutes and difficulty.

Most are given what pipelines return, as plain values; where a pipeline itself is given, what is right is asked of the
library, of the course's models as they were published.
"""

from __future__ import annotations

from course_lib.exercises.exercise import Exercise
from course_lib.lessons.lesson_01_pipelines import (
    pipe_batches,
    pipe_graph,
    pipe_join,
    pipe_likeness,
    pipe_masks,
    pipe_names,
    pipe_own,
    pipe_verdict,
)

EXERCISES = (
    Exercise("pipe-verdict", "verdict", 1, 6, "warm-up", pipe_verdict.cases),
    Exercise("pipe-batches", "label_all", 1, 8, "warm-up", pipe_batches.cases, seconds_per_call=20.0),
    Exercise("pipe-names", "names_by_kind", 1, 7, "core", pipe_names.cases),
    Exercise("pipe-join", "join_windows", 2, 18, "core", pipe_join.cases),
    Exercise("pipe-masks", "fill_in_turn", 2, 8, "core", pipe_masks.cases, seconds_per_call=6.0),
    Exercise("pipe-likeness", "likeness", 2, 9, "core", pipe_likeness.cases),
    Exercise(
        "pipe-own",
        "moods",
        2,
        20,
        "core",
        pipe_own.cases,
        seconds_per_call=20.0,
        call="moods(Pipeline, mood_model, mood_tokenizer, {3}, {4})",
    ),
    Exercise("pipe-graph", "pairs", 2, 16, "stretch", pipe_graph.cases),
)
