"""The judge's end of a worker: have it run a cell, call a function, look at what a call left; and outlive what it does.

Where a worker comes from is a `Launch`: out of a sandbox (`sandbox.templates`) or, for code that is trusted, as a
plain fork (`sandbox.unprotected`).
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from course_lib.exercises.calls import Answer, Call
from course_lib.exercises.wire_values import ValueRefused
from course_lib.grading.limits import GRACE_SECONDS, MAX_CELL_REPLY, MAX_REPLY, PATIENCE
from course_lib.grading.wire import messages

HUNG = "it hung"
ENDED = "its process ended"


class WorkerGone(Exception):
    """The worker ended, hung past its limit, or said something that no worker says."""


class Worker:
    """One process for one submission, at the other end of `pipe`. `end` kills it and gives the reason it had ended
    for before, if its keeper had ended it. Use as a context manager: leaving it ends the process.
    """

    def __init__(self, pipe: socket.socket, end: Callable[[], str]) -> None:
        self._pipe = pipe
        self._end = end

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> str:
        with suppress(OSError):
            self._pipe.close()
        return self._end()

    def run_cell(self, source: str, seconds: float) -> dict[str, str]:
        reply = self._ask({"cell": {"source": source, "seconds": seconds}}, seconds, MAX_CELL_REPLY)
        if set(reply) != {"outcome", "error"} or not all(isinstance(value, str) for value in reply.values()):
            raise WorkerGone("it did not answer as a worker does")
        return reply

    def call(self, function: str, call: Call) -> Answer:
        return self._answer({"call": {"function": function, **asdict(call)}}, call.seconds)

    def look(self, call: Call, seen: Mapping[str, Any]) -> Answer:
        """Evaluate the call's probe over what it left behind (`worker.evaluating_probes`)."""
        return self._answer({"look": {**asdict(call), "seen": seen}}, call.seconds)

    def _answer(self, request: dict[str, Any], seconds: float) -> Answer:
        reply = self._ask(request, seconds, MAX_REPLY)
        try:
            answer = Answer.from_json(reply)
            if len(answer.error) + len(answer.printed) > MAX_CELL_REPLY:
                raise ValueRefused("longer than a worker writes")
            return answer
        except (ValueRefused, TypeError) as error:
            raise WorkerGone("it did not answer as a worker does") from error

    def _ask(self, request: dict[str, Any], seconds: float, most: int) -> dict[str, Any]:
        return exchange(self._pipe, request, seconds, most)


def exchange(pipe: socket.socket, request: dict[str, Any], seconds: float, most: int) -> dict[str, Any]:
    """What a process at the other end answers to a request that takes it at most `seconds`, in at most `most` bytes.

    Raises WorkerGone when it ended, hung, or said something that is no message.
    """
    deadline = time.monotonic() + PATIENCE * seconds + GRACE_SECONDS
    try:
        messages.send(pipe, request, deadline)
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
