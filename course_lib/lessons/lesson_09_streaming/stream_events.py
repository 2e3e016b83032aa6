"""stream-events: bytes as they arrive from a server -> the events in them, each with its name and its data."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from course_lib.exercises.exercise import Case, Mistake
from course_lib.lessons.decisions import leaves_alone
from course_lib.lessons.lesson_09_streaming.sse import events_in
from course_lib.lessons.lesson_09_streaming.stream_characters import cut
from course_lib.lessons.sentences import mixed


def events_case(kind: str, chunks: Sequence[bytes]) -> Case:
    whole = b"".join(chunks).decode()
    expected = events_in(whole)
    names, datas = [name for name, _ in expected], [data for _, data in expected]
    alone: list[Any] = []
    for chunk in chunks:
        alone += events_in(chunk.decode("utf-8", "replace"))
    unfinished = events_in(whole + "\n\n")

    def split_at(colon: str) -> list[tuple[str, str]]:
        """As `events_in`, with another idea of what stands between a field and its value."""
        found: list[tuple[str, str]] = []
        name = "message"
        data: str | None = None
        for line in whole.split("\n")[:-1]:
            if not line:
                if data is not None:
                    found.append((name, data))
                name, data = "message", None
            field, _, value = line.partition(":")
            value = {"kept": value, "stripped": value.strip(), "lstripped": value.lstrip()}.get(
                colon, value.removeprefix(" ")
            )
            if colon == "cut":
                value = value.split(":")[0]
            if field == "event":
                name = value
            elif field == "data":
                last = colon in ("last", "added")
                data = value if data is None or colon == "last" else f"{data}{'' if last else chr(10)}{value}"
        return found

    carried, name = [], "message"
    for its_name, data in expected:
        name = its_name if its_name != "message" else name
        carried.append((name, data))
    told: dict[str, Any] = {
        "unfinished-event-given": [unfinished],
        "every-chunk-alone": [alone],
        "data-alone": [datas],
        "data-before-name": [[(data, name) for name, data in expected]],
        "space-kept": [split_at("kept")],
        "space-too-many-taken": [split_at("stripped"), split_at("lstripped")],
        "cut-at-a-colon": [split_at("cut")],
        "last-line-only": [split_at("last")],
        "line-break-lost": [split_at("added"), [(name, data.replace("\n", " ")) for name, data in expected]],
        "name-carried-over": [carried],
        "no-name-no-message": [
            [("" if name == "message" else name, data) for name, data in expected],
            [(None if name == "message" else name, data) for name, data in expected],
        ],
        "other-signs-split": [events_in("".join(f"{line}\n" for line in whole.splitlines()))],
        "names-lost": [[("message", data) for data in datas]],
    }

    def decide(seen: Mapping[str, Any]) -> str | Mistake | None:
        value = seen["returned"]
        if value is None:
            return "returns-nothing"
        if type(value) is not list:
            return "wrong-type"
        as_pairs = [tuple(one) if isinstance(one, list) and len(one) == 2 else one for one in value]
        if as_pairs == expected:
            return None if value == expected else "wrong-type"  # a list is not a tuple
        for name, values in told.items():
            if any(wrong != expected and as_pairs == wrong for wrong in values):
                return name
        if any(not isinstance(one, tuple) or len(one) != 2 for one in as_pairs):
            return "not-pairs"
        if any(not isinstance(part, str) for one in as_pairs for part in one):
            return "not-texts"
        joined = "".join(part for one in as_pairs for part in one)
        if "\ufffd" in joined:
            return "half-characters"
        if len(as_pairs) != len(expected):
            if not as_pairs:
                return "no-event-found"
            return Mistake("another-number-of-events", {"count": len(as_pairs), "wanted": len(expected)})
        number = next(n for n, one in enumerate(expected) if one != as_pairs[n])
        return Mistake("another-name" if as_pairs[number][0] != names[number] else "another-data", {"number": number})

    return leaves_alone(Case(kind, (list(chunks),), decide, expected=expected), 0)


def written(*events: tuple[str | None, str]) -> bytes:
    parts = []
    for name, data in events:
        parts += [] if name is None else [f"event: {name}\n"]
        parts += [f"data: {line}\n" for line in data.split("\n")] + ["\n"]
    return "".join(parts).encode()


def random_case(kind: str, rng: random.Random) -> Case:
    events = []
    for _ in range(rng.randint(2, 4)):
        data = "\n".join(mixed(rng)[: rng.randint(2, 9)] for _ in range(rng.choice((1, 1, 2))))
        events.append((rng.choice((None, "done", "problem")), data))
    return events_case(kind, cut(rng, written(*events), rng.choice((3, 8, 30))))


def cases(rng: random.Random) -> Iterator[Case]:
    yield events_case("one", [b"data: hello\n\n"])
    yield events_case("two", [b"data: The\n\ndata:  moon\n\nevent: done\ndata: 2\n\n"])
    yield events_case("chunks", [b"data: go", b"od\n", b"\ndata: night\n\n"])
    apple = written((None, "苹果🍎"), ("done", "1"))
    yield events_case("characters", [apple[:8], apple[8:14], apple[14:]])
    yield events_case("lines", [written((None, "床前明月光，\n疑是地上霜。"), ("piece", "a\n\nb"))])
    yield events_case("unnamed-after-named", [written(("problem", "no"), (None, "yes"))])
    yield events_case("colons", [b'data: {"a": 1}\n\ndata:no space\n\n'])
    yield events_case("comment", [b": keep-alive\n\ndata: x\n: still here\nid: 7\n\n", b"event: done\n\ndata: y\n\n"])
    yield events_case("comment", [b"data: a\n: data: x\ndatabase: 7\neventual: 8\ndata: b\n\n"])
    yield events_case("equal", [b"data: a\n\ndata: a\n\ndata: a\t\n\n"])
    yield events_case("empty", [b"data:\n\nevent: done\ndata: \n\n"])
    yield events_case("name-behind", [b"data: a\nevent: piece\ndata: b\n\n"])
    yield events_case("odd-sign", ["data: before\u2028after\x0b\n\n".encode()])
    yield events_case("unfinished", [b"data: one\n\ndata: tw"])
    yield events_case("unfinished", [b"data: one\n\nevent: done\ndata: two\n"])
    yield events_case("nothing", [])
    yield random_case("random", rng)
    yield random_case("random", rng)
