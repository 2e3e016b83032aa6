"""A submission that has run and can be asked: each exercise in the state in which its check cell stands.

Its cells run once, in one worker, which leaves a frozen copy of itself at every check cell. When all have run, the
worker and all that it started are ended, and only then are the copies asked, one at a time, each beside nothing else
that runs. Where a copy will not do (threads do not live on in it, nor does a server that the notebook started), or is
lost, another worker runs the cells up to that check again and is asked itself. A notebook of nothing but definitions is
the same at every check: its worker is asked itself, and what an answer leaves behind is cleared away before the next.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from course_lib.exercises.calls import Answer, Call
from course_lib.grading.handed_in.cells_to_run import Program, Step
from course_lib.grading.handed_in.definitions import only_defines
from course_lib.grading.judging.probes import answered, mentioned
from course_lib.grading.limits import Limits
from course_lib.grading.wire.worker_handle import ENDED, HUNG, FrozenCopy, Launch, Worker, WorkerGone

#: How a step's failure begins that was still running when its time was up, or for which no time was left.
TOO_LONG, NO_TIME_LEFT = "TimeIsUp", "NoTimeLeft"
#: Workers that one exercise may end before no further one is started for it.
_LIVES = 2


def _twice(ask: Callable[[], Answer]) -> Answer:
    """An answer; asked for once more when its worker's process ended, for somebody else may have killed it."""
    answer = ask()
    return ask() if answer.error == f"WorkerGone: {ENDED}" else answer


class _Clock:
    """How much time is left for the cells of one run: the student's experiments and all else have each their own."""

    def __init__(self, limits: Limits, ends: float) -> None:
        self._most = limits.cell_seconds
        self._ends = ends
        self._left = {True: limits.submission_seconds, False: limits.submission_seconds}

    def seconds_for(self, step: Step) -> float:
        return min(self._most, self._left[_is_experiment(step)], self._ends - time.monotonic())

    def spent(self, step: Step, seconds: float) -> None:
        self._left[_is_experiment(step)] -= seconds


def _is_experiment(step: Step) -> bool:
    return step.kind not in ("setup", "solution")


class Session:
    """A program that runs once and can then be asked; it starts another worker when one is lost.

    A cell that takes its worker with it (``os._exit``, a crash in C) is left out of the next one, so that
    it costs its own exercise and no other; it is tried twice, because somebody else may have killed the worker. Three
    times the submission's time after its beginning, every further answer is a timeout.
    """

    def __init__(self, program: Program, launch: Launch, limits: Limits | None = None) -> None:
        self.program = program
        self.failed: dict[int, str] = {}  # number of a step -> what became of it
        self._launch = launch
        self._limits = limits or Limits()
        # The same code gets the same random numbers each time it is graded.
        self._seed = zlib.crc32("\0".join(step.source for step in program.steps).encode())
        self._ends = time.monotonic() + 3 * self._limits.submission_seconds
        self._judged_until = self._ends
        self._worker: Worker | None = None  # the one that ran the cells; its copies end with it
        self._asked: Worker | FrozenCopy | None = None  # who is asked about `_exercise`
        self._again: Worker | None = None  # who ran the cells again, for one exercise
        self._exercise = ""
        self._lives = _LIVES
        self._copies: dict[str, FrozenCopy] = {}
        self._only_defines = only_defines(program)
        self._clean: Worker | None = None  # runs no step: it looks at what calls left behind

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self._drop()
        for worker in (self._worker, self._clean):
            if worker is not None:
                worker.end()

    @property
    def cell_seconds(self) -> float:
        """Seconds that one cell may run."""
        return self._limits.cell_seconds

    def failure_of(self, exercise: str) -> str:
        """How the solution cell of an exercise failed to run: ``"SyntaxError: …"``, or empty."""
        failures = [
            self.failed.get(number, "")
            for number, step in enumerate(self.program.steps_for(exercise))
            if step.kind == "solution" and step.id == exercise
        ]
        return next((failure for failure in reversed(failures) if failure), "")

    def took_too_long(self, exercise: str) -> Step | None:
        """The first cell before an exercise's check whose time was up before it had ended."""
        return next(
            (
                step
                for number, step in enumerate(self.program.steps_for(exercise))
                if self.failed.get(number, "").startswith(TOO_LONG)
            ),
            None,
        )

    def ask(self, exercise: str, function: str, call: Call) -> Answer:
        """Call a function of the program, as it is where that exercise is judged. A call that ends its worker is made
        once more, in another. The values of the probe come from a worker that ran nothing of the program.

        All questions about one exercise are asked in a row: about one that was asked before, no question can be.
        """
        if self._worker is None:
            self._run_all()
        if exercise != self._exercise:
            self._turn_to(exercise)
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
            if self._asked is None:
                if not self._lives:
                    return Answer("crashed", error=f"WorkerGone: {ENDED}")
                self._asked = self._again = self._run_again()
            left = self._time_left()
            if left <= 0:
                return Answer("timeout")
            return self._asked.call(function, replace(call, seconds=min(call.seconds, left)))
        except WorkerGone as gone:
            why = self._drop()
            self._lives -= 1
            if str(gone) == HUNG:
                return Answer("timeout")
            return Answer("crashed", error=f"WorkerGone: {why or gone}")

    def _time_left(self) -> float:
        return self._judged_until - time.monotonic()

    def _turn_to(self, exercise: str) -> None:
        """From now on that exercise is asked about, and has its own time."""
        self._drop()
        self._exercise, self._lives = exercise, _LIVES
        self._judged_until = min(self._ends, time.monotonic() + self._limits.exercise_seconds)
        copy = self._copies.pop(exercise, None)
        if copy is not None:
            self._asked = copy if copy.wake() else None
        elif self._worker is not None and self._only_defines and self._worker.leave_alone():
            self._asked = self._worker

    def _run_all(self) -> None:
        """Have every cell run, with a copy left at each check; end all but the copies."""

        def run(worker: Worker) -> None:
            self._copies = {}
            self._run(worker, self.program.steps, self._copies if not self._only_defines else None)
            if not self._only_defines:
                worker.end_main_line()

        self._worker = self._started(run)

    def _run_again(self) -> Worker:
        """Another worker, in which all cells before the exercise's check have run."""
        return self._started(lambda worker: self._run(worker, self.program.steps_for(self._exercise)))

    def _started(self, run: Callable[[Worker], None]) -> Worker:
        suspects: list[int] = []
        while True:
            worker = self._launch(self._seed)
            try:
                run(worker)
                return worker
            except _CellLost as lost:
                why = worker.end()
                if lost.number not in suspects and not why and lost.gone == ENDED:
                    suspects.append(lost.number)  # the machine may have been short of memory: it gets a second chance
                else:
                    self.failed[lost.number] = f"WorkerGone: {why or lost.gone}"
            except BaseException:
                worker.end()
                raise

    def _run(self, worker: Worker, steps: tuple[Step, ...], copies: dict[str, FrozenCopy] | None = None) -> None:
        """Run every step that is not known to be deadly. Raises _CellLost for one that took its worker with it."""
        clock = _Clock(self._limits, self._ends)
        stops = self.program.judged_after if copies is not None else {}
        last = max(self.program.judged_after.values()) if steps == self.program.steps else len(steps)
        for number in range(len(steps) + 1):
            try:
                for exercise in (name for name, place in stops.items() if place == number):
                    if (copy := worker.freeze()) is not None and copies is not None:
                        copies[exercise] = copy
            except WorkerGone as gone:  # it did not stand still: the cell before has seen to that
                raise _CellLost(number - 1, str(gone)) from gone
            if number == last:
                return
            if not self.failed.get(number, "").startswith("WorkerGone"):
                self._run_step(worker, number, steps[number], clock)

    def _run_step(self, worker: Worker, number: int, step: Step, clock: _Clock) -> None:
        seconds = clock.seconds_for(step)
        if seconds <= 0:
            self.failed[number] = f"{NO_TIME_LEFT}: "
            return
        began = time.monotonic()
        try:
            reply = worker.run_cell(step.source, seconds)
        except WorkerGone as gone:
            raise _CellLost(number, str(gone)) from gone
        finally:
            clock.spent(step, time.monotonic() - began)
        if reply["outcome"] != "ran":
            self.failed[number] = f"{TOO_LONG}: " if reply["outcome"] == "timeout" else reply["error"]

    def _drop(self) -> str:
        """Whoever is asked now is asked no more; why it had been ended before, if it had."""
        why = ""
        if isinstance(self._asked, FrozenCopy):
            self._asked.close()
        if self._again is not None:
            why = self._again.end()
        self._asked = self._again = None
        return why


class _CellLost(Exception):
    """The step of this number took its worker with it: `gone` says how."""

    def __init__(self, number: int, gone: str) -> None:
        super().__init__(number, gone)
        self.number, self.gone = number, gone
