"""The exercises of lesson 09: their ids, points, minutes and difficulty.

They take texts, bytes, times, and stand-ins for what generates and for what shows (`inputs`), so that what a check says
hangs on no model's weights.
"""

from __future__ import annotations

from course_lib.exercises.exercise import Exercise
from course_lib.lessons.lesson_09_streaming import (
    stream_characters,
    stream_event,
    stream_events,
    stream_ids,
    stream_pull,
    stream_relay,
    stream_speed,
    stream_stop,
)

EXERCISES = (
    Exercise("stream-ids", "new_ids", 1, 7, "warm-up", stream_ids.cases),
    Exercise("stream-relay", "relay", 2, 12, "core", stream_relay.cases),
    Exercise("stream-pull", "answer", 2, 9, "core", stream_pull.cases),
    Exercise("stream-characters", "characters", 2, 9, "core", stream_characters.cases),
    Exercise("stream-stop", "until", 3, 18, "stretch", stream_stop.cases),
    Exercise("stream-speed", "speeds", 1, 6, "core", stream_speed.cases),
    Exercise("stream-event", "event", 1, 7, "core", stream_event.cases),
    Exercise("stream-events", "read_events", 2, 14, "core", stream_events.cases),
)
