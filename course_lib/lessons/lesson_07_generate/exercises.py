"""The exercises of lesson 07: their ids, points, minutes and difficulty.

What is right is asked of the library: its templates, and `model.generate`, greedily, on the chat model and on tiny
models of random weights; the rest are plain numbers.
"""

from __future__ import annotations

from course_lib.exercises.exercise import Exercise
from course_lib.lessons.lesson_07_generate import (
    reply_fit,
    reply_greedy,
    reply_ids,
    reply_messages,
    reply_pad,
    reply_several,
    reply_stop,
    reply_trim,
)

EXERCISES = (
    Exercise("reply-messages", "messages_of", 1, 6, "warm-up", reply_messages.cases),
    Exercise("reply-ids", "prompt_ids", 1, 7, "core", reply_ids.cases),
    Exercise("reply-trim", "trimmed", 2, 9, "core", reply_trim.cases),
    Exercise("reply-stop", "stopped_by", 1, 6, "core", reply_stop.cases),
    Exercise("reply-greedy", "write", 2, 12, "core", reply_greedy.cases),
    Exercise("reply-pad", "left_pad", 2, 10, "core", reply_pad.cases),
    Exercise("reply-several", "answer_all", 2, 12, "core", reply_several.cases, seconds_per_call=10.0),
    Exercise("reply-fit", "fitting", 3, 15, "stretch", reply_fit.cases),
)
