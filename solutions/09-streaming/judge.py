"""The hidden cases of lesson 09. Only instructors have this file; it holds no student's code and runs none."""

from __future__ import annotations

import random
from collections.abc import Iterator

from course_lib.exercises.exercise import Case
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
from course_lib.lessons.sentences import chinese, english, mixed

HIDDEN = "hidden"


def ids_cases(rng: random.Random) -> Iterator[Case]:
    for _ in range(4):
        yield stream_ids.random_case(HIDDEN, rng)
    one = rng.randrange(9, 5000)
    yield stream_ids.ids_case(HIDDEN, [one], [one, one + 1, one])
    yield stream_ids.ids_case(HIDDEN, [rng.randrange(9, 5000) for _ in range(5)], [])
    yield stream_ids.ids_case(HIDDEN, [one, one + 2], [one + 2, 0, one])


def relay_cases(rng: random.Random) -> Iterator[Case]:
    for error in (False, True, False, True):
        yield stream_relay.random_case(HIDDEN, rng, error)
    yield stream_relay.relay_case(HIDDEN, [], ("MemoryError", "not enough memory"))
    yield stream_relay.relay_case(HIDDEN, ["", rng.choice("ab"), "", ""])
    yield stream_relay.relay_case(HIDDEN, ["None", "end", "error", "piece", "STOP", "done"])
    yield stream_relay.relay_case(HIDDEN, ["", ""], ("ValueError", ""))
    yield stream_relay.relay_case(HIDDEN, [])


def pull_cases(rng: random.Random) -> Iterator[Case]:
    for reads in (10_000, 1, 2, 3):
        yield stream_pull.random_case(HIDDEN, rng, reads)
    yield stream_pull.random_case(HIDDEN, rng, ends=False)
    ids = rng.sample(range(10, 5000), 9)
    yield stream_pull.pull_case(HIDDEN, [ids[0]], ids[1:6], ids[5], 4)
    yield stream_pull.pull_case(HIDDEN, [ids[0], ids[8]], [ids[8], ids[1]], ids[8], 3)
    yield stream_pull.pull_case(HIDDEN, [ids[0], ids[8]], [*ids[1:4], ids[8]], ids[8], 9)
    yield stream_pull.pull_case(HIDDEN, [ids[0]], ids[1:7], ids[8], 5, 0)
    yield stream_pull.pull_case(HIDDEN, [ids[0]], ids[1:7], ids[8], 4, 4)
    yield stream_pull.pull_case(HIDDEN, [ids[0]], [ids[1], ids[1], ids[2], ids[1], ids[3]], ids[3], 9)
    yield stream_pull.pull_case(HIDDEN, [ids[0]], ids[1:7], ids[8], 0)
    yield stream_pull.pull_case(HIDDEN, [ids[0]], [0, ids[1], 0, ids[2]], ids[2], 9)


def characters_cases(rng: random.Random) -> Iterator[Case]:
    for tail in (False, True, False, True):
        yield stream_characters.random_case(HIDDEN, rng, tail)
    data = (chinese(rng)[:6] + rng.choice("🌙🍐😀") + "\ufffd" + "x").encode()
    yield stream_characters.characters_case(HIDDEN, [bytes([byte]) for byte in data])
    yield stream_characters.characters_case(HIDDEN, [data])
    yield stream_characters.characters_case(HIDDEN, [b"\x80", b"\xf0\x9f", b"", b"\xf0\x9f\x98", b"\x80", b"\xc3"])
    yield stream_characters.characters_case(HIDDEN, [])
    yield stream_characters.characters_case(HIDDEN, [b"", b"\xe4\xbd"])


def stop_cases(rng: random.Random) -> Iterator[Case]:
    for stopped in (True, True, True, False, False, True):
        yield stream_stop.random_case(HIDDEN, rng, stopped)
    stop = rng.choice(("<|end|>", "STOP", "\n\n\n", "再见了"))
    text = english(rng)[:9] + stop + "more" + stop
    yield stream_stop.stop_case(HIDDEN, list(text), [stop])
    yield stream_stop.stop_case(HIDDEN, [text], [stop, "never"])
    yield stream_stop.stop_case(HIDDEN, [text[:4], text[4:], stop], ["never", stop])
    yield stream_stop.stop_case(HIDDEN, list("aabaabaabaac"), ["aabaac"])
    yield stream_stop.stop_case(HIDDEN, ["", stop[:-1], ""], [stop])
    yield stream_stop.stop_case(HIDDEN, [mixed(rng)[:7], ""], [])
    yield stream_stop.stop_case(HIDDEN, [stop + "x"], [stop])
    yield stream_stop.stop_case(HIDDEN, ["one END two ", "stop three"], ["stop", "END"])
    yield stream_stop.stop_case(HIDDEN, ["a---", "b"], ["--c", "-b"])
    yield stream_stop.stop_case(HIDDEN, ["one ? two ! three", "x"], ["!", "?"])
    yield stream_stop.stop_case(HIDDEN, ["one ! two ? three"], ["?", "!"])
    yield stream_stop.stop_case(HIDDEN, ["one . two . three"], ["."])
    yield stream_stop.stop_case(HIDDEN, ["a##", "b"], rng.sample(["##x", "#y"], 2))
    yield stream_stop.stop_case(HIDDEN, ["Stop ", "sTOP"], ["STOP"])
    yield stream_stop.stop_case(HIDDEN, [], [stop])


def speed_cases(rng: random.Random) -> Iterator[Case]:
    for count in (0, 0, 12, 2):
        yield stream_speed.random_case(HIDDEN, rng, count)
    asked = round(rng.uniform(1000, 9000), 2)
    yield stream_speed.speed_case(HIDDEN, asked, [asked + 0.5])
    yield stream_speed.speed_case(HIDDEN, asked, [])
    yield stream_speed.speed_case(HIDDEN, 0.0, [0.125, 0.25, 2.0])
    yield stream_speed.speed_case(HIDDEN, asked, [asked, asked + 0.25, asked + 0.5])


def event_cases(rng: random.Random) -> Iterator[Case]:
    for _ in range(4):
        yield stream_event.random_case(HIDDEN, rng)
    yield stream_event.event_case(HIDDEN, f"\n{english(rng)}\n\n", None)
    yield stream_event.event_case(HIDDEN, f"  {mixed(rng)}  \n  b ", "piece")
    yield stream_event.event_case(HIDDEN, "a\x0bb\x0cc\x85d\u2029e", "problem")
    yield stream_event.event_case(HIDDEN, "", None)
    yield stream_event.event_case(HIDDEN, ": no comment\nid: 3", "done")


def events_cases(rng: random.Random) -> Iterator[Case]:
    for _ in range(4):
        yield stream_events.random_case(HIDDEN, rng)
    data = stream_events.written((None, chinese(rng)[:4] + "🍎"), ("done", f"{rng.randint(2, 99)}"), (None, " x\n\ny"))
    yield stream_events.events_case(HIDDEN, [bytes([byte]) for byte in data])
    yield stream_events.events_case(HIDDEN, [data])
    yield stream_events.events_case(HIDDEN, [b"data:\n\nevent: done\n\nda", b"ta: a: b:c\ndata:\ndata:  d\n\ndata: e\n"])
    yield stream_events.events_case(HIDDEN, [b":\n\n\n\nretry: 10\ndata: a\x0bb\xe2\x80\xa8c\n\n"])
    yield stream_events.events_case(HIDDEN, [b"event: b\ndata: 1\n\ndata: 2\nevent: c\n", b"\n"])
    yield stream_events.events_case(HIDDEN, [b"event: problem\n\ndata: 1\n\n"])
    yield stream_events.events_case(HIDDEN, [b"id: 5\ndata:x\nretry: 3\n: no\ndata: y\n\n"])
    yield stream_events.events_case(HIDDEN, [b"data: 1\n\ndata: 1\n\nevent: done\ndata: 2\n"])
    yield stream_events.events_case(HIDDEN, [])


CASES = {
    "stream-ids": ids_cases,
    "stream-relay": relay_cases,
    "stream-pull": pull_cases,
    "stream-characters": characters_cases,
    "stream-stop": stop_cases,
    "stream-speed": speed_cases,
    "stream-event": event_cases,
    "stream-events": events_cases,
}
