"""A submission that has run and can be asked: its cells in a worker, another worker when that one is lost."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from course_lib.exercises.calls import Answer, Call
from course_lib.grading.handed_in.cells_to_run import Program, Step
from course_lib.grading.judging.probes import answered, mentioned
from course_lib.grading.limits import Limits
from course_lib.grading.wire.worker_handle import ENDED, HUNG, Launch, Worker, WorkerGone


def _twice(ask: Callable[[], Answer]) -> Answer:
    """An answer; asked for once more when its worker's process ended, for somebody else may have killed it."""
    answer = ask()
    return ask() if answer.error == f"WorkerGone: {ENDED}" else answer


class Session:
    """A program that has run, ready to be asked: starts another worker when one is lost.

    A cell that takes its worker with it (``os._exit``, a crash in C) is left out of the next one, so that
    it costs its own exercise and no other; it is tried twice, because somebody else may have killed the worker. When
    the submission's time is up, every further answer is a timeout.
    """

    def __init__(self, program: Program, launch: Launch, limits: Limits | None = None) -> None:
        self.program = program
        self.failed: dict[int, str] = {}  # id() of a step -> what became of it
        self._launch = launch
        self._limits = limits or Limits()
        # The same code gets the same random numbers each time it is graded.
        self._seed = zlib.crc32("\0".join(step.source for step in program.steps).encode())
        self._ends = time.monotonic() + self._limits.submission_seconds
        self._worker: Worker | None = None
        self._clean: Worker | None = None  # runs no step: it looks at what calls left behind

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self._drop()
        if self._clean is not None:
            self._clean.end()

    def failure_of(self, exercise: str) -> str:
        """How the solution cell of an exercise failed to run: ``"SyntaxError: …"``, or empty."""
        failures = [
            self.failed.get(id(step), "")
            for step in self.program.steps
            if step.kind == "solution" and step.id == exercise
        ]
        return next((failure for failure in reversed(failures) if failure), "")

    def ask(self, function: str, call: Call) -> Answer:
        """Call one of the program's functions. A call that ends its worker is made once more, as in `_ready`.

        The values of the probe come from a worker that ran nothing of the program.
        """
        plain = mentioned(call.probe)
        answer = _twice(lambda: self._ask(function, replace(call, probe=plain)))
        if answer.outcome != "returned":
            return answer
        if set(answer.values) != set(plain):
            return replace(answer, outcome="crashed", values={}, error="ValueRefused: not what was asked for")
        left = answer.values
        seen = answered(call.args, left, call.probe) or _twice(lambda: self._look(call, left))
        return replace(seen, printed=answer.printed)

    def _look(self, call: Call, seen: Mapping[str, Any]) -> Answer:
        left = self._time_left()
        if left <= 0:
            return Answer("timeout")
        clean = self._clean = self._clean or self._launch(self._seed)
        try:
            return clean.look(replace(call, seconds=min(call.seconds, left)), seen)
        except WorkerGone as gone:
            self._clean = None
            why = clean.end()
            return Answer("timeout") if str(gone) == HUNG else Answer("crashed", error=f"WorkerGone: {why or gone}")

    def _ask(self, function: str, call: Call) -> Answer:
        try:
            worker = self._ready()
            left = self._time_left()
            if left <= 0:
                return Answer("timeout")
            return worker.call(function, replace(call, seconds=min(call.seconds, left)))
        except WorkerGone as gone:
            why = self._drop()
            if str(gone) == HUNG:
                return Answer("timeout")
            return Answer("crashed", error=f"WorkerGone: {why or gone}")

    def _time_left(self) -> float:
        return self._ends - time.monotonic()

    def _ready(self) -> Worker:
        suspects: list[Step] = []
        while self._worker is None:
            worker = self._launch(self._seed)
            try:
                lost = self._run(worker)
            except BaseException:
                worker.end()
                raise
            if lost is None:
                self._worker = worker
                break
            step, gone = lost
            why = worker.end()
            if step not in suspects and not why and gone == ENDED:
                suspects.append(step)  # the machine may have been short of memory: it gets a second chance
            else:
                self.failed[id(step)] = f"WorkerGone: {why or gone}"
        return self._worker

    def _run(self, worker: Worker) -> tuple[Step, str] | None:
        """Run every step that is not known to be deadly; the step that took the worker with it and how, if one did."""
        for step in self.program.steps:
            if self.failed.get(id(step), "").startswith("WorkerGone"):
                continue
            seconds = min(self._limits.cell_seconds, self._time_left())
            if seconds <= 0:
                self.failed[id(step)] = "TimeIsUp: "
                continue
            try:
                reply = worker.run_cell(step.source, seconds)
            except WorkerGone as gone:
                return step, str(gone)
            if reply["outcome"] != "ran":
                self.failed[id(step)] = "TimeIsUp: " if reply["outcome"] == "timeout" else reply["error"]
        return None

    def _drop(self) -> str:
        worker, self._worker = self._worker, None
        return worker.end() if worker is not None else ""
