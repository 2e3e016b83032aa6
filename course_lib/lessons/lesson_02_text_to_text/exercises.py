"""The exercises of lesson 02: their ids, points, minutes and difficulty.

What is right is asked of the library, of its models as they were published, and of its tokenizers' own windows; where
no model is needed, cases are plain numbers.
"""

from __future__ import annotations

from course_lib.exercises.exercise import Exercise
from course_lib.lessons.lesson_02_text_to_text import (
    text_by_hand,
    text_cut,
    text_reader,
    text_span,
    text_summary,
    text_translate,
    text_windows,
)

EXERCISES = (
    Exercise("text-translate", "translate_all", 1, 5, "warm-up", text_translate.cases, seconds_per_call=20.0),
    Exercise("text-cut", "in_context", 1, 5, "warm-up", text_cut.cases),
    Exercise("text-by-hand", "translate_by_hand", 2, 8, "core", text_by_hand.cases, seconds_per_call=20.0),
    Exercise(
        "text-summary",
        "summarize_by_hand",
        2,
        7,
        "core",
        text_summary.cases,
        seconds_per_call=20.0,
        call="summarize_by_hand(summary_tokenizer, summary_model, {2}, {3})",
    ),
    Exercise("text-span", "best_span", 2, 9, "core", text_span.cases),
    Exercise("text-windows", "windows", 2, 8, "core", text_windows.cases, seconds_per_call=2.0),
    Exercise(
        "text-reader",
        "find_answer",
        3,
        15,
        "stretch",
        text_reader.cases,
        seconds_per_call=20.0,
        call="find_answer(qa_tokenizer, qa_model, {2}, {3}, {4}, {5})",
    ),
)
