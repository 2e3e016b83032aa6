"""A request as it was read, the answer to it, and the refusal that is an answer too.

A hub says why it refuses in two headers that its clients read: ``X-Error-Code``, a word for the program (it decides
which exception is raised), and ``X-Error-Message``, a sentence for the person.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

#: More than this no route holds in memory at once.
LARGEST_BODY = 32 * 1024 * 1024


class Refusal(Exception):
    """An answer that is an error: a status, what a person is told, and the word that a client's exception hangs on.

    `told`: what its JSON says besides; the other keywords are headers.

    >>> refusal = Refusal(404, "There is no such file.", code="EntryNotFound")
    >>> refusal.answer().headers["X-Error-Code"]
    'EntryNotFound'
    """

    def __init__(
        self, status: int, message: str, *, code: str = "", told: Mapping[str, Any] | None = None, **headers: str
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.told = dict(told or {})
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        if code:
            self.headers["X-Error-Code"] = code

    def answer(self) -> Answer:
        """The refusal as what is sent."""
        in_header = self.message.encode("ascii", "replace").decode().replace("\n", " ")
        return Answer.of_json(
            {"error": self.message, **self.told}, self.status, {"X-Error-Message": in_header, **self.headers}
        )


def no_body(limit: int) -> bytes:
    """The body of a request that has none."""
    return b""


@dataclass(frozen=True)
class Request:
    """One request.

    path: as it came, without the question mark and what follows, still percent-encoded. query: all values of a name.
    headers: by their names in small letters. token: what came as ``Authorization: Bearer``, or None. host: the name
    that the client meant to speak to. read_body: gives the body, once; raises Refusal when it is larger than its
    argument. body_length: what the client announced. read_piece: gives the next bytes of the body, that many.
    """

    method: str
    path: str
    query: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    host: str = "127.0.0.1"
    token: str | None = None
    read_body: Callable[[int], bytes] = no_body
    body_length: int = 0
    read_piece: Callable[[int], bytes] = no_body

    def asked(self, name: str, default: str = "") -> str:
        """The first value of a name in the query."""
        return next(iter(self.query.get(name, ())), default)

    def says(self, name: str) -> bool:
        """Whether the query turns something on."""
        return self.asked(name).lower() in ("1", "true", "on", "yes")

    def body(self, limit: int = LARGEST_BODY) -> bytes:
        """The body; raises Refusal (413) when it is too large."""
        return self.read_body(limit)

    def pieces(self, size: int) -> Iterator[bytes]:
        """A body of any length, in pieces of at most `size` bytes; raises Refusal (400) when it ends too early."""
        left = self.body_length
        while left > 0:
            piece = self.read_piece(min(size, left))
            left -= len(piece)
            yield piece

    def json(self) -> Any:
        """The body, read as JSON; raises Refusal (400) when it is none."""
        try:
            return json.loads(self.body() or b"null")
        except (ValueError, RecursionError) as problem:
            raise Refusal(400, f"The body is not valid JSON: {problem}") from None

    def fields(self) -> dict[str, Any]:
        """The body, read as a JSON object; raises Refusal (400) when it is none."""
        found = self.json()
        if not isinstance(found, dict):
            raise Refusal(400, f"The body must be a JSON object, and is {type(found).__name__}.")
        return found


@dataclass(frozen=True)
class Answer:
    """What is sent back.

    body: bytes, or pieces of bytes that are sent as they come. length: how many they are together, where that is known
    of pieces; otherwise they are sent in chunks. cut_after: the connection is closed when so many bytes of the body
    were sent. pace: seconds to wait after each piece.
    """

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | Iterable[bytes] = b""
    length: int | None = None
    cut_after: int | None = None
    pace: float = 0.0

    @classmethod
    def of_json(cls, value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Answer:
        """A value as JSON."""
        body = json.dumps(value, ensure_ascii=False).encode()
        return cls(status, {"Content-Type": "application/json; charset=utf-8", **(headers or {})}, body)

    @classmethod
    def of_text(cls, text: str, status: int = 200, kind: str = "text/plain") -> Answer:
        """A text."""
        return cls(status, {"Content-Type": f"{kind}; charset=utf-8"}, text.encode())

    @property
    def reason(self) -> str:
        """What the status is called."""
        return HTTPStatus(self.status).phrase if self.status in HTTPStatus._value2member_map_ else ""
