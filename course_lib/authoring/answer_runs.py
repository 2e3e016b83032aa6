"""Many answers to one exercise: each alone, in a process forked from one that has run the lesson's setup cells.

Starting a process, importing, running setup cells and loading models cost more than most answers do. So they are done
once an exercise, in a template, which also holds the questions; an answer's process is a copy of it as it was then, and
ends with its answer: nothing that one answer does reaches another. For code that is trusted: there is no sandbox.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from socket import socket
from typing import Any

from course_lib.exercises.calls import Answer, Call
from course_lib.exercises.exercise import Case
from course_lib.grading.judging.probes import answered, mentioned
from course_lib.grading.limits import GRACE_SECONDS, MAX_REPLY
from course_lib.grading.sandbox.unprotected import launch_unprotected, start_unprotected
from course_lib.grading.wire.worker_handle import ENDED, HUNG, Worker, WorkerGone, exchange

_CELL_SECONDS = 30.0
#: Seconds until a template has run a lesson's setup cells and loaded what the questions want.
_READY_SECONDS = 150.0


@dataclass(frozen=True)
class Questions:
    """Cases that are put to every answer.

    `hidden`: their probes are put to what a call left behind, by a process that never ran the answer, as when grading;
    else they are evaluated where the function ran, as the public check does in a student's kernel.
    """

    cases: tuple[Case, ...]
    hidden: bool = False


class SetupFailed(Exception):
    """The setup cells of a lesson do not run; the text is Python's own error."""


#: What `verdicts.judge` asks with; the questions of a set come in their order.
Ask = Callable[[Call], Answer]


class AnswerRuns:
    """A template for the answers to one exercise. Use as a context manager: leaving it ends every process.

    with AnswerRuns(setup_cells, "encode", [Questions(cases)]) as runs:
        with runs.answer("def encode(tokenizer, text): ...") as asks:
            verdict = judge(exercise, cases, asks[0])
    """

    def __init__(self, setup: Sequence[str], function: str, questions: Sequence[Questions]) -> None:
        self.questions = tuple(questions)
        self._setup, self._function = list(setup), function
        self._pipe: socket | None = None
        self._end: Callable[[], str] = str
        self._clean: Worker | None = None  # runs no answer: it looks at what calls left behind

    def __enter__(self) -> AnswerRuns:
        return self

    def __exit__(self, *_: object) -> None:
        self._discard()
        if self._clean is not None:
            self._clean.end()

    @contextmanager
    def answer(self, source: str) -> Iterator[list[Ask]]:
        """Run one answer's cell; for each set of questions, what asks it. Raises SetupFailed."""
        self._start()
        seed = zlib.crc32("\0".join([*self._setup, source]).encode())
        begun: dict[str, Any] = {}
        try:
            with suppress(WorkerGone):  # its cell took the process with it: told when a question is asked
                begun = self._say({"answer": {"source": source, "seed": seed, "seconds": _CELL_SECONDS}}, _CELL_SECONDS)
            if "failed" in begun:  # where the setup cells are run for each answer anew
                raise SetupFailed(str(begun["failed"]))
            if not begun:
                self._discard()
            yield [self._asking(number) for number in range(len(self.questions))]
            if self._pipe is not None:
                self._say({"done": True}, GRACE_SECONDS)
        except WorkerGone:
            self._discard()
        except BaseException:
            self._discard()
            raise

    def _asking(self, number: int) -> Ask:
        part = self.questions[number]
        places = iter(range(len(part.cases)))

        def ask(call: Call) -> Answer:
            request = {"ask": {"part": number, "case": next(places), "seconds": call.seconds}}
            try:
                if self._pipe is None:
                    raise WorkerGone(ENDED)
                answer = Answer.from_json(self._say(request, call.seconds))
            except WorkerGone as gone:
                self._discard()
                return Answer("timeout") if str(gone) == HUNG else Answer("crashed", error=f"WorkerGone: {gone}")
            if not part.hidden or answer.outcome != "returned":
                return answer
            seen = answered(call.args, answer.values, call.probe) or self._look(call, answer.values)
            return replace(seen, printed=answer.printed)

        return ask

    def _look(self, call: Call, seen: Any) -> Answer:
        self._clean = self._clean or launch_unprotected(0)
        try:
            return self._clean.look(call, seen)
        except WorkerGone as gone:
            self._clean.end()
            self._clean = None
            return Answer("timeout") if str(gone) == HUNG else Answer("crashed", error=f"WorkerGone: {gone}")

    def _start(self) -> None:
        if self._pipe is not None:
            return
        from course_lib.authoring.answer_process import serve_answers  # which imports torch

        self._pipe, self._end = start_unprotected(serve_answers)
        questions = [[_as_sent(case, hidden=part.hidden) for case in part.cases] for part in self.questions]
        order = {"setup": self._setup, "function": self._function, "questions": questions}
        ready = self._say({"order": order}, _READY_SECONDS)
        if "failed" in ready:
            raise SetupFailed(str(ready["failed"]))

    def _say(self, message: dict[str, Any], seconds: float) -> dict[str, Any]:
        assert self._pipe is not None
        reply = exchange(self._pipe, message, seconds, MAX_REPLY)
        if "gone" in reply and "done" not in message:
            raise WorkerGone(ENDED)
        return reply

    def _discard(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
            self._end()


def _as_sent(case: Case, *, hidden: bool) -> dict[str, Any]:
    call = Call.of(case, 0.0)
    return {**asdict(replace(call, probe=mentioned(call.probe)) if hidden else call), "hidden": hidden}
