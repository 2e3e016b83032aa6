"""JSON messages on a socket, with a deadline: whoever is at the other end may say one byte and fall silent."""

from __future__ import annotations

import json
import socket
import time
from typing import Any

_HEADER = 4
_MOST_PARTS = 1_000_000


class TooLate(Exception):
    """The deadline passed before the message was through."""


def send(pipe: socket.socket, message: Any, deadline: float | None = None) -> None:
    """Send a JSON-able message. `deadline` is by time.monotonic(); OSError when the other end is gone."""
    body = json.dumps(message).encode()
    rest = memoryview(len(body).to_bytes(_HEADER, "big") + body)
    while rest:
        _allow(pipe, deadline)
        try:
            rest = rest[pipe.send(rest) :]
        except TimeoutError as error:
            raise TooLate from error


def receive(pipe: socket.socket, most: int, deadline: float | None = None) -> Any:
    """The next message of at most `most` bytes. EOFError or OSError when the other end is gone, ValueError for what is
    no message.
    """
    size = int.from_bytes(_read(pipe, _HEADER, deadline), "big")
    if size > most:
        raise ValueError(f"a message of {size} bytes is too long")
    body = _read(pipe, size, deadline)
    if sum(map(body.count, (b",", b"[", b"{"))) > _MOST_PARTS:  # counted before there are a hundred bytes for each
        raise ValueError("a message of too many parts")
    return json.loads(body)


def _read(pipe: socket.socket, size: int, deadline: float | None) -> bytearray:
    found = bytearray()
    while len(found) < size:
        _allow(pipe, deadline)
        try:
            part = pipe.recv(min(size - len(found), 2**20))
        except TimeoutError as error:
            raise TooLate from error
        if not part:
            raise EOFError
        found += part
    return found


def _allow(pipe: socket.socket, deadline: float | None) -> None:
    if deadline is None:
        pipe.settimeout(None)
        return
    left = deadline - time.monotonic()
    if left <= 0:
        raise TooLate
    pipe.settimeout(left)
