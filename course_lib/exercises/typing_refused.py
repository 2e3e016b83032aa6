"""Nobody types while a function is checked: what waits for a keyboard ends at once, and says so."""

from __future__ import annotations

import builtins
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn


class InputAsked(RuntimeError):
    """The function asked for something to be typed."""


class _NoKeyboard(io.TextIOBase):
    """A standard input on which nobody types."""

    def readable(self) -> bool:
        return True

    def read(self, *_: Any) -> NoReturn:
        _refuse()

    def readline(self, *_: Any) -> NoReturn:
        _refuse()

    __next__ = readline


@contextmanager
def typing_refused() -> Iterator[None]:
    """In the block, `input()` and `sys.stdin` raise `InputAsked` and do not wait; then they are what they were."""
    asked, stream = builtins.input, sys.stdin
    builtins.input, sys.stdin = _refuse, _NoKeyboard()
    try:
        yield
    finally:
        builtins.input, sys.stdin = asked, stream


def _refuse(*_: Any) -> NoReturn:
    raise InputAsked("input() was called")
