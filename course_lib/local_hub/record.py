"""What reached the hub: every request with its answer, in the order in which they came, as a lesson shows it.

A token is never kept, and no more of it is shown than tells two apart.
"""

from __future__ import annotations

import re
import threading
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from course_lib.display import markup
from course_lib.display.plain import aligned, legible, width
from course_lib.local_hub.words import words

#: Older ones are forgotten: a flood of requests must not fill the memory.
_MOST = 50_000
#: A commit's name, or a large file's: seven digits of it tell it apart.
_HASH = re.compile(r"\b[0-9a-f]{40}(?:[0-9a-f]{24})?\b")


@dataclass(frozen=True)
class Exchange:
    """One request and what was answered.

    path: with its query, as it was sent. range: the bytes that were asked for, such as ``"0-1023"``, or "". status:
    the answer's, 0 while there is none. sent: bytes of the answer's body that left. received: bytes of the request's
    body. host: the name that the client spoke to; this machine's where it was not rerouted. token: masked, or "".
    started, seconds: by the hub's clock.
    """

    number: int
    method: str
    path: str
    range: str = ""
    status: int = 0
    sent: int = 0
    received: int = 0
    host: str = "127.0.0.1"
    token: str = ""
    started: float = 0.0
    seconds: float = 0.0


class Record(Sequence[Exchange]):
    """The exchanges, oldest first: it grows while the hub answers.

    ``record[-3:]`` are the last three, ``record.since(mark)`` what came after ``mark = len(record)``, and
    ``record.of("GET", "/resolve/")`` those of a method whose path holds a text. As the last line of a cell it shows
    itself as a table.

    >>> record = Record([Exchange(1, "GET", "/api/models/glassbox/chat", status=200, sent=1208)])
    >>> record
    method  path                       range  status  bytes  token
    ──────────────────────────────────────────────────────────────
    GET     /api/models/glassbox/chat         200     1,208
    """

    def __init__(self, exchanges: Sequence[Exchange] = ()) -> None:
        self._held = list(exchanges)
        self._lock = threading.Lock()

    def put(self, exchange: Exchange) -> None:
        """Keep an exchange at its place by its number; one of the same number is replaced."""
        with self._lock:
            place = bisect_left(self._held, exchange.number, key=lambda one: one.number)
            known = place < len(self._held) and self._held[place].number == exchange.number
            self._held[place : place + known] = [exchange]
            del self._held[:-_MOST]

    def clear(self) -> None:
        """Forget them all."""
        with self._lock:
            self._held.clear()

    def since(self, mark: int) -> Record:
        """Those after the first `mark`."""
        return Record(self._held[mark:])

    def of(self, method: str = "", path: str = "") -> Record:
        """Those of a method (any, if it is "") whose path holds a text."""
        return Record([one for one in self._held if method in ("", one.method) and path in one.path])

    @overload
    def __getitem__(self, place: int) -> Exchange: ...
    @overload
    def __getitem__(self, place: slice) -> Record: ...
    def __getitem__(self, place: int | slice) -> Exchange | Record:
        return Record(self._held[place]) if isinstance(place, slice) else self._held[place]

    def __len__(self) -> int:
        return len(self._held)

    def __iter__(self) -> Iterator[Exchange]:
        return iter(list(self._held))

    def __repr__(self) -> str:
        if not self._held:
            return words("record.none")
        lines = aligned([_header(), *map(_row, self)])
        lines.insert(1, "─" * max(map(width, lines)))
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        if not self._held:
            return markup.card(words("record.title"), markup.quiet(words("record.none")))
        rows = [[*map(markup.code, row[:2]), row[2], _coloured(row[3]), *row[4:]] for row in map(_row, self)]
        title = words("record.title")
        legend = [words.counted("request", len(self)), words("record.masked")]
        return markup.card(title, markup.grid(rows, _header()), legend=legend)


def _header() -> list[str]:
    return [words(f"record.{name}") for name in ("method", "path", "range", "status", "bytes", "token")]


def _row(one: Exchange) -> list[str]:
    moved = one.received if one.method in ("POST", "PUT") and not one.sent else one.sent
    where = one.path if one.host in ("127.0.0.1", "localhost") else f"{one.host}{one.path}"
    short = _HASH.sub(lambda found: f"{found[0][:7]}…", where)
    shown = short if len(short) <= 100 else f"{short[:60]}…{short[-38:]}"
    return [one.method, legible(shown), one.range, str(one.status or words("record.cut")), f"{moved:,}", one.token]


def _coloured(status: str) -> markup.Html:
    bad = not status.isdigit() or int(status) >= 400
    return markup.tag("span", status, style=f"color:{markup.RED_INK if bad else markup.INK};background:{markup.PAPER}")
