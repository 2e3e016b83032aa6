"""The judge's end of a worker: have it run a cell, call a function, look at what a call left; and outlive what it does.

Where a worker comes from is a `Launch`: out of a sandbox (`sandbox.templates`) or, for code that is trusted, as a
plain fork (`sandbox.unprotected`).
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict
from typing import Any, Protocol

from course_lib.exercises.calls import Answer, Call
from course_lib.exercises.wire_values import ValueRefused
from course_lib.grading.limits import GRACE_SECONDS, MAX_CELL_REPLY, MAX_REPLY, PATIENCE
from course_lib.grading.wire import messages

HUNG = "it hung"
ENDED = "its process ended"


class WorkerGone(Exception):
    """The worker ended, hung past its limit, or said something that no worker says."""


class Keeper(Protocol):
    """Who holds a worker's process and its copies from outside, and asks none of them anything."""

    def end(self) -> str:
        """End it, its copies and all that they started; the reason it had been ended for before, if it had."""

    def note_copy(self, copy: int) -> bool:
        """A copy was left: keep what files it has. False for one that will not do: its original was not alone."""

    def end_main_line(self) -> None:
        """End the worker and all that it started; its copies stay, and stand still."""

    def leave_alone(self) -> bool:
        """End all that the worker started, and give it back the files that it had when this was first asked. False for
        one that is not alone then.
        """

    def wake(self, copy: int) -> bool:
        """Let this copy, and no other, run, with the files it had; every one woken before is ended. False for one that
        may have run, or been reached by somebody, in the meantime.
        """


class Worker:
    """One process for one submission, at the other end of `pipe`. Use as a context manager: leaving it ends the
    process, and its copies.

        with launch(seed) as worker:
            worker.run_cell("def double(x): return 2 * x", seconds=5)
            copy = worker.freeze()
            worker.run_cell("double = None", seconds=5)
            worker.end_main_line()
            copy.wake() and copy.call("double", call)
    """

    def __init__(self, pipe: socket.socket, keeper: Keeper) -> None:
        self._pipe = pipe
        self._keeper = keeper
        self._copies: list[FrozenCopy] = []

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> str:
        """End it and its copies; the reason it had been ended for before, if its keeper had."""
        for copy in self._copies:
            copy.close()
        with suppress(OSError):
            self._pipe.close()
        return self._keeper.end()

    def freeze(self) -> FrozenCopy | None:
        """A copy of it as it is now, which waits; None where a copy would not do (its original has threads, say)."""
        if not hasattr(os, "fork"):
            return None
        ours, theirs = socket.socketpair()
        copy: FrozenCopy | None = None
        try:
            reply = self._freeze(theirs)
            pid, threads = reply.get("frozen"), reply.get("threads")
            if type(pid) is not int or type(threads) is not int:
                raise WorkerGone("it did not answer as a worker does")
            _received(ours, MAX_CELL_REPLY, time.monotonic() + PATIENCE * GRACE_SECONDS)  # it is where it will wait
            if self._keeper.note_copy(pid) and threads == 1:
                copy = FrozenCopy(ours, self._keeper, pid)
                self._copies.append(copy)
        finally:
            theirs.close()
            if copy is None:
                ours.close()
        return copy

    def _freeze(self, theirs: socket.socket) -> dict[str, Any]:
        deadline = time.monotonic() + PATIENCE * GRACE_SECONDS
        try:
            messages.send(self._pipe, {"freeze": True}, deadline)
            socket.send_fds(self._pipe, [b"+"], [theirs.fileno()])
        except messages.TooLate as late:
            raise WorkerGone(HUNG) from late
        except OSError as error:
            raise WorkerGone(ENDED) from error
        return _received(self._pipe, MAX_CELL_REPLY, deadline)

    def end_main_line(self) -> None:
        """End it and all that it started, but for its copies: from now on only they can be asked."""
        with suppress(OSError):
            self._pipe.close()
        self._keeper.end_main_line()

    def leave_alone(self) -> bool:
        """End all that it started; False when it may not be asked any more."""
        return self._keeper.leave_alone()

    def run_cell(self, source: str, seconds: float) -> dict[str, str]:
        """Run one cell; ``outcome`` (ran, crashed or timeout) and ``error``."""
        reply = exchange(self._pipe, {"cell": {"source": source, "seconds": seconds}}, seconds, MAX_CELL_REPLY)
        if set(reply) != {"outcome", "error"} or not all(isinstance(value, str) for value in reply.values()):
            raise WorkerGone("it did not answer as a worker does")
        return reply

    def call(self, function: str, call: Call) -> Answer:
        return _call(self._pipe, function, call)

    def look(self, call: Call, seen: Mapping[str, Any]) -> Answer:
        """Evaluate the call's probe over what it left behind (`worker.evaluating_probes`)."""
        return _answer(self._pipe, {"look": {**asdict(call), "seen": seen}}, call.seconds)


class FrozenCopy:
    """A worker as it was when it was copied. It stands still until it is woken."""

    def __init__(self, pipe: socket.socket, keeper: Keeper, number: int) -> None:
        self._pipe = pipe
        self._keeper = keeper
        self._number = number

    def wake(self) -> bool:
        """Let it run, alone; False for one that may not be asked any more."""
        return self._keeper.wake(self._number)

    def call(self, function: str, call: Call) -> Answer:
        return _call(self._pipe, function, call)

    def close(self) -> None:
        with suppress(OSError):
            self._pipe.close()


def _call(pipe: socket.socket, function: str, call: Call) -> Answer:
    return _answer(pipe, {"call": {"function": function, **asdict(call)}}, call.seconds)


def _answer(pipe: socket.socket, request: dict[str, Any], seconds: float) -> Answer:
    reply = exchange(pipe, request, seconds, MAX_REPLY)
    try:
        answer = Answer.from_json(reply)
        if len(answer.error) + len(answer.printed) > MAX_CELL_REPLY:
            raise ValueRefused("longer than a worker writes")
        return answer
    except (ValueRefused, TypeError) as error:
        raise WorkerGone("it did not answer as a worker does") from error


def exchange(pipe: socket.socket, request: dict[str, Any], seconds: float, most: int) -> dict[str, Any]:
    """What a process at the other end answers to a request that takes it at most `seconds`, in at most `most` bytes.

    Raises WorkerGone when it ended, hung, or said something that is no message.
    """
    deadline = time.monotonic() + PATIENCE * seconds + GRACE_SECONDS
    try:
        messages.send(pipe, request, deadline)
    except messages.TooLate as late:
        raise WorkerGone(HUNG) from late
    except OSError as error:
        raise WorkerGone(ENDED) from error
    return _received(pipe, most, deadline)


def _received(pipe: socket.socket, most: int, deadline: float) -> dict[str, Any]:
    try:
        reply = messages.receive(pipe, most, deadline)
    except messages.TooLate as late:
        raise WorkerGone(HUNG) from late
    except (EOFError, OSError) as error:
        raise WorkerGone(ENDED) from error
    except (ValueError, RecursionError) as error:
        raise WorkerGone("it did not answer as a worker does") from error
    if not isinstance(reply, dict):
        raise WorkerGone("it did not answer as a worker does")
    return reply


#: Starts a worker whose random generators start from the number given.
Launch = Callable[[int], Worker]
