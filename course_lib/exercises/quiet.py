"""Quiet around a student's calls: stderr says nothing, and what is printed is kept for the message.

nbgrader turns a right answer into 0 points when anything reaches stderr: a warning, a progress bar, a
logger. `contextlib.redirect_stderr` does not help a logging handler that was made earlier and holds the
old stream, nor a library that writes to the file descriptor itself: both are repointed too.
"""

from __future__ import annotations

import io
import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from typing import Any

STDERR = 2


class Printed(io.StringIO):
    """What was printed, up to a limit: an endless loop that prints would else fill the memory before its time is up."""

    LIMIT = 10_000

    def write(self, text: str) -> int:
        if self.tell() < self.LIMIT:
            super().write(text[: self.LIMIT])
        return len(text)


@contextmanager
def quiet() -> Iterator[io.StringIO]:
    """Silence stderr in its three forms; yields the buffer that collects stdout.

    >>> with quiet() as printed:
    ...     _ = sys.stderr.write("a warning"), sys.stdout.write("a debug print")
    >>> printed.getvalue()
    'a debug print'
    """
    printed, dropped = Printed(), Printed()
    handlers = [(handler, handler.stream) for handler in _stream_handlers()]
    with (
        _quiet_descriptor(),
        redirect_stdout(printed),
        redirect_stderr(dropped),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        for handler, _ in handlers:
            _repoint(handler, dropped)
        try:
            yield printed
        finally:
            for handler, stream in handlers:
                _repoint(handler, stream)


def _repoint(handler: logging.StreamHandler[io.TextIOBase], stream: Any) -> None:
    """`setStream`, also for a handler whose old stream was closed under it: flushing that one raises ValueError."""
    with suppress(ValueError, OSError):
        handler.flush()
    handler.stream = stream


def _stream_handlers() -> list[logging.StreamHandler[io.TextIOBase]]:
    loggers = [
        logging.getLogger(),
        *(x for x in logging.Logger.manager.loggerDict.values() if isinstance(x, logging.Logger)),
    ]
    found = {id(h): h for logger in loggers for h in logger.handlers if type(h) is logging.StreamHandler}
    return list(found.values())


@contextmanager
def _quiet_descriptor() -> Iterator[None]:
    try:
        kept = os.dup(STDERR)
    except OSError:  # a process without one has nothing to silence
        yield
        return
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, STDERR)
        os.close(nowhere)
        yield
    finally:
        with suppress(OSError):
            os.dup2(kept, STDERR)
        os.close(kept)
