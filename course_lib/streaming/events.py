"""Server-sent events: the text format in which a page hears from a server for as long as it likes.

An event is a few lines and an empty one: ``event: name`` (``message`` where it is missing) and ``data: text``, one line
of it for each line of the text. Source: the HTML standard, 9.2, "Server-sent events". Values travel as JSON, in which a
line break is two characters.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

_LINE = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class Event:
    """One event as it was heard: its name, and its text."""

    name: str
    data: str


def event(value: Any, name: str = "message") -> str:
    """`value`, as JSON, in the format of an event.

    >>> print(event({"piece": "雨\\n"}), end="")
    data: {"piece": "雨\\n"}
    <BLANKLINE>
    """
    said = "" if name == "message" else f"event: {name}\n"
    return f"{said}data: {json.dumps(value, ensure_ascii=False)}\n\n"


def events_in(chunks: Iterable[bytes]) -> Iterator[Event]:
    """The events in bytes that a network has cut where it liked, each as soon as its empty line has come.

    One that the connection's end cuts off is left out, as the standard says.

    >>> list(events_in([b"event: done\\nda", b"ta: 3\\n", b"\\ndata: lost"]))
    [Event(name='done', data='3')]
    """
    decode, text, name, data = codecs.getincrementaldecoder("utf-8")("replace"), "", "", list[str]()
    for chunk in chunks:
        text += decode.decode(chunk)
        # A carriage return at the very end may be the first half of a line break.
        kept = "\r" if text.endswith("\r") else ""
        *lines, text = _LINE.split(text.removesuffix("\r"))
        text += kept
        for line in lines:
            field, _, value = line.partition(":")
            value = value.removeprefix(" ")
            if not line and data:
                yield Event(name or "message", "\n".join(data))
            if not line:
                name, data = "", []
            elif field == "data":
                data.append(value)
            elif field == "event":
                name = value
