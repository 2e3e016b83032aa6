"""The orchestrator's end of a worker: start one, have it run a program, ask it, and outlive whatever it does."""

from __future__ import annotations

import json
import multiprocessing
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from functools import cache
from multiprocessing.connection import Connection
from typing import Any

from course_lib.exercises.calls import Answer, Call
from course_lib.exercises.values import ValueRefused
from course_lib.grading.program import Program, Step
from course_lib.grading.worker_limits import CELL_SECONDS, GRACE_SECONDS, MAX_REPLY


class WorkerGone(Exception):
    """The worker ended, hung past its limit, or said something that no worker says."""


@cache
def _context() -> Any:
    """Where workers come from: forks of a template that has imported torch and transformers once.

    Windows has no fork: there every worker imports for itself, which takes seconds.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["course_lib.grading.worker", __name__])
    return context


class Worker:
    """One process for one submission. Use as a context manager: leaving it ends the process."""

    def __init__(self) -> None:
        from course_lib.grading.worker import work

        self._scratch = tempfile.TemporaryDirectory(prefix="course-worker-", ignore_cleanup_errors=True)
        context = _context()
        with _single_threaded():
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(target=work, args=(theirs, self._scratch.name), daemon=True)
            self._process.start()
        theirs.close()

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._pipe.close()
        self._process.kill()
        self._process.join()
        self._scratch.cleanup()

    def run_cell(self, source: str, seconds: float = CELL_SECONDS) -> dict[str, str]:
        reply = self._ask({"cell": {"source": source, "seconds": seconds}}, seconds)
        if set(reply) != {"outcome", "error"} or not all(isinstance(value, str) for value in reply.values()):
            raise WorkerGone("it did not answer as a worker does")
        return reply

    def call(self, function: str, call: Call) -> Answer:
        reply = self._ask({"call": {"function": function, **asdict(call)}}, call.seconds)
        try:
            return Answer.from_json(reply)
        except (ValueRefused, TypeError) as error:
            raise WorkerGone("it did not answer as a worker does") from error

    def _ask(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        try:
            self._pipe.send_bytes(json.dumps(request).encode())
            if not self._pipe.poll(seconds + GRACE_SECONDS):
                raise WorkerGone("it hung")
            reply = json.loads(_receive(self._pipe))
        except (EOFError, OSError) as error:
            raise WorkerGone("its process ended") from error
        except (ValueError, RecursionError) as error:
            raise WorkerGone("it did not answer as a worker does") from error
        if not isinstance(reply, dict):
            raise WorkerGone("it did not answer as a worker does")
        return reply


def _receive(pipe: Connection) -> bytes:
    return pipe.recv_bytes(MAX_REPLY)


@contextmanager
def _single_threaded() -> Iterator[None]:
    # Read by OpenMP when the template imports torch: a template with threads could not be forked safely.
    before = os.environ.get("OMP_NUM_THREADS")
    os.environ["OMP_NUM_THREADS"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["OMP_NUM_THREADS"]
        else:
            os.environ["OMP_NUM_THREADS"] = before


class Session:
    """A program that has run, ready to be asked: starts another worker when one is lost.

    A cell that takes its worker with it (``os._exit``, a crash in C) is left out of the next one, so that
    it costs its own exercise and no other.
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        self.failed: dict[int, str] = {}  # id() of a step -> what became of it
        self._worker: Worker | None = None

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self._drop()

    def failure_of(self, exercise: str) -> str:
        """How the solution cell of an exercise failed to run: ``"SyntaxError: …"``, or empty."""
        failures = [
            self.failed.get(id(step), "")
            for step in self.program.steps
            if step.kind == "solution" and step.id == exercise
        ]
        return next((failure for failure in reversed(failures) if failure), "")

    def ask(self, function: str, call: Call) -> Answer:
        try:
            return self._ready().call(function, call)
        except WorkerGone as gone:
            self._drop()
            if "hung" in str(gone):
                return Answer("timeout")
            return Answer("crashed", error=f"WorkerGone: {gone}")

    def _ready(self) -> Worker:
        while self._worker is None:
            worker = Worker()
            lost = self._run(worker)
            if lost is None:
                self._worker = worker
            else:
                worker.__exit__()
        return self._worker

    def _run(self, worker: Worker) -> Step | None:
        """Run every step that is not known to be deadly; the step that took the worker with it, if one did."""
        for step in self.program.steps:
            if self.failed.get(id(step), "").startswith("WorkerGone"):
                continue
            try:
                reply = worker.run_cell(step.source)
            except WorkerGone as gone:
                self.failed[id(step)] = f"WorkerGone: {gone}"
                return step
            if reply["outcome"] != "ran":
                self.failed[id(step)] = "TimeIsUp: " if reply["outcome"] == "timeout" else reply["error"]
        return None

    def _drop(self) -> None:
        if self._worker is not None:
            self._worker.__exit__()
            self._worker = None
