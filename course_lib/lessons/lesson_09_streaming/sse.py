"""The format of server-sent events, read as a browser reads it (WHATWG, HTML Living Standard, 9.2)."""

from __future__ import annotations

Event = tuple[str, str]


def events_in(text: str) -> list[Event]:
    """(name, data) of every event in `text` that is complete. Lines end with "\\n" here.

    >>> events_in("event: done\\ndata: a\\ndata: b\\n\\n")
    [('done', 'a\\nb')]
    """
    found: list[Event] = []
    name = "message"
    data: str | None = None
    for line in text.split("\n")[:-1]:
        if not line:
            if data is not None:
                found.append((name, data))
            name, data = "message", None
            continue
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "event":
            name = value or "message"
        elif field == "data":
            data = value if data is None else f"{data}\n{value}"
    return found
