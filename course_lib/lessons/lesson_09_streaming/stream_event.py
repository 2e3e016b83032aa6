"""stream-event: a text, and the name of an event or None -> one server-sent event."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.lessons.lesson_09_streaming.sse import events_in
from course_lib.lessons.sentences import mixed


def event_case(kind: str, data: str, name: str | None) -> Case:
    lines = data.split("\n")
    head = "" if name is None else f"event: {name}\n"
    expected = head + "".join(f"data: {line}\n" for line in lines) + "\n"
    wanted = [(name or "message", data)]

    def decide(seen: Mapping[str, Any]) -> str | None:
        value = seen["returned"]
        if value is None:
            return "returns-nothing"
        if isinstance(value, bytes):
            return "bytes-not-text"
        if type(value) is not str:
            return "wrong-type"
        if events_in(value) == wanted and value.endswith("\n\n"):
            return None
        if name is None and value in (f"event: None\n{expected}", f"event: \n{expected}", f"event:\n{expected}"):
            return "name-where-none-is" if value.startswith("event: N") else "differs"
        if "\r" in value:
            return "other-line-ends"
        if not value.endswith("\n\n"):
            return "no-empty-line"
        found = events_in(value)
        if not found:
            return "no-event" if "data" not in value else "no-data-line"
        if len(found) > 1:
            return "empty-line-inside"
        (seen_name, seen_data), (its_name, _) = found[0], wanted[0]
        if seen_name != its_name:
            if seen_data == data:
                return "name-lost" if seen_name == "message" else "another-name"
            return "name-in-the-data" if name and name in seen_data else "another-name"
        if "\n" in data and seen_data == lines[0]:
            return "first-line-only"
        if seen_data == data.replace("\n", " ") or seen_data == data.replace("\n", ""):
            return "line-breaks-lost" if "\n" in data else "differs"
        if seen_data == data.replace("\n", "\\n") and "\n" in data:
            return "line-breaks-written-out"
        if seen_data == "\n".join(data.splitlines()) and data.endswith("\n"):
            return "last-line-break-lost"
        if seen_data == "\n".join(data.splitlines()):
            return "other-signs-split"
        if seen_data == data.removeprefix(" "):
            return "space-lost"
        ends_off = ("\n".join(line.strip() for line in lines), "\n".join(line.rstrip() for line in lines))
        if seen_data in (data.strip(), data.rstrip(), *ends_off):
            return "stripped"
        return "differs"

    return Case(kind, (data, name), decide, expected=expected)


def random_case(kind: str, rng: random.Random) -> Case:
    lines = [mixed(rng)[: rng.randint(1, 12)] for _ in range(rng.randint(1, 3))]
    return event_case(kind, "\n".join(lines), rng.choice((None, "done", "problem", "piece")))


def cases(rng: random.Random) -> Iterator[Case]:
    yield event_case("plain", "你好", None)
    yield event_case("named", "42", "done")
    yield event_case("lines", "床前明月光，\n疑是地上霜。", None)
    yield event_case("space", "  moon", "piece")
    yield event_case("empty-line", "one\n\ntwo", "piece")
    yield event_case("last-break", "one\ntwo\n", None)
    yield event_case("odd-sign", "before\u2028after", None)
    yield event_case("colon", "data: no\nevent: no", None)
    yield event_case("as-it-is", "a\tb  \n: c \n\td", "Half Done")
    yield event_case("empty", "", "done")
    yield random_case("random", rng)
    yield random_case("random", rng)
