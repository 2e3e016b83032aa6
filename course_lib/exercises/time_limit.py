"""A time limit around a call, so that an endless loop gets a message and not a dead notebook."""

from __future__ import annotations

import _thread
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

#: The share of its seconds that an endless loop has surely worked when they are over, on a machine of its own.
_WORKED = 0.8


class TimeIsUp(BaseException):
    """The call took longer than it may. A BaseException, so that a student's ``except Exception`` lets it pass."""


@contextmanager
def time_limit(seconds: float, *, patience: float = 1.0) -> Iterator[None]:
    """Raise TimeIsUp inside the block after `seconds` of wall time.

    With `patience`, a block that has not yet had its seconds of *processor* time is given up to that many times as
    long: on a busy machine an honest answer waits for its turn, and its mark must not depend on that.

    By an alarm signal where there is one; else (Windows, and any thread that may not set signals) by the
    interrupt that Ctrl-C makes, which reaches the main thread only.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # Nothing can interrupt another thread; whoever started it keeps the time.
    elif hasattr(signal, "setitimer"):
        with _by_alarm(seconds, patience):
            yield
    else:
        with _by_interrupt(seconds):
            yield


@contextmanager
def _by_alarm(seconds: float, patience: float) -> Iterator[None]:
    worked, started = time.process_time(), time.monotonic()

    def ring(_signal: int, _frame: FrameType | None) -> None:
        starved = time.process_time() - worked < _WORKED * seconds
        if not starved or time.monotonic() - started >= _WORKED * seconds * patience:
            raise TimeIsUp

    before = signal.signal(signal.SIGALRM, ring)
    # It rings again: a loop that swallows the first TimeIsUp in a bare `except:` meets a second.
    signal.setitimer(signal.ITIMER_REAL, seconds, 0.5)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _by_interrupt(seconds: float) -> Iterator[None]:
    rung = threading.Event()

    def ring() -> None:
        rung.set()
        _thread.interrupt_main()

    timer = threading.Timer(seconds, ring)
    timer.daemon = True
    timer.start()
    try:
        yield
    except KeyboardInterrupt:
        if rung.is_set():
            raise TimeIsUp from None
        raise
    finally:
        timer.cancel()
