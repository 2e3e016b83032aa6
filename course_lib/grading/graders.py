"""Grading processes: each takes one submission at a time, has it run in its sandbox, and judges the answers.

They are processes and not threads because an answer may be built to keep the judge busy for hours (a dictionary whose
keys all collide, a text that takes quadratic time to normalise): one that overruns is killed, and costs its
own submission only.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from course_lib.course_root import Course
from course_lib.errors import CourseError
from course_lib.exercises.texts import common_texts
from course_lib.grading.grade_one import Questions, Result, grade, not_graded
from course_lib.grading.judges import hidden_cases, load_judge
from course_lib.grading.limits import Limits
from course_lib.grading.released import ReleasedLesson, released_lesson
from course_lib.grading.submission import Unreadable, read_cells

#: Seconds for what is ours around a submission: judging its answers, starting a template.
_OUR_SECONDS = 60.0
#: Seconds that a grading process has to end by itself.
_GOODBYE_SECONDS = 3.0


@dataclass(frozen=True)
class Order:
    """What a grading process needs to know of the class. `trusted`: without a sandbox."""

    root: Path
    seed: str
    language: str
    limits: Limits
    trusted: bool


@dataclass(frozen=True)
class Lesson:
    """A lesson ready to be graded: what was released, and this class's questions."""

    released: ReleasedLesson
    questions: Questions

    @classmethod
    def of(cls, order: Order, name: str) -> Lesson:
        course = Course(order.root)
        released = released_lesson(course, name)
        if not released.exercises:
            return cls(released, {})
        judge = load_judge(course, name)
        return cls(released, {e.id: hidden_cases(judge, e, order.seed) for e in released.exercises})


Graded = tuple[Result, ...]


def grade_all(notebooks: Iterable[tuple[str, bytes]], graders: Sequence[Grader]) -> Iterator[Graded | str]:
    """Grade (lesson, notebook) pairs; their results in order, or what went wrong on our side.

    Raises CourseError when no worker can be had at all.
    """
    waiting = list(notebooks)
    if not waiting:
        return
    with ExitStack() as stack:
        free: SimpleQueue[Grader] = SimpleQueue()
        for ready in graders:
            free.put(ready)

        def grade_next(lesson: str, notebook: bytes) -> Graded | str:
            grader = free.get()
            try:
                return grader.grade(lesson, notebook)
            finally:
                free.put(grader)

        pool = stack.enter_context(ThreadPoolExecutor(len(graders)))
        stack.callback(pool.shutdown, wait=False, cancel_futures=True)
        yield from pool.map(grade_next, *zip(*waiting, strict=True))


class Grader:
    """One grading process, started again when it was lost. Use as a context manager: entering it begins to warm it."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._process: Any = None
        self._pipe: Connection | None = None

    def __enter__(self) -> Grader:
        self._ready()
        return self

    def __exit__(self, *_: object) -> None:
        self._discard()

    def grade(self, lesson: str, notebook: bytes) -> Graded | str:
        """The results of one notebook, or the error of ours that kept it from being graded."""
        for _ in range(2):
            pipe = self._ready()
            with suppress(EOFError, OSError):  # killed from outside: a second process grades it
                pipe.send((lesson, notebook))
                # Twice the submission's own time: a worker that is lost is given a second chance.
                if not pipe.poll(2 * self._order.limits.submission_seconds + _OUR_SECONDS):
                    self._discard()
                    return self._overrun(lesson)
                said = pipe.recv()
                if isinstance(said, CourseError):
                    raise said
                return said if isinstance(said, str) else tuple(said)
            self._discard()
        return "its grading process was killed twice"

    def _overrun(self, lesson: str) -> Graded:
        reason = common_texts(self._order.language)["check"]["timeout-why"]
        return not_graded(released_lesson(Course(self._order.root), lesson), "timeout", reason)

    def _ready(self) -> Connection:
        if self._pipe is None:
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(target=_serve, args=(theirs, self._order, os.getpid()))
            self._process.start()
            theirs.close()
        return self._pipe

    def _discard(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
            self._process.join(_GOODBYE_SECONDS)  # an idle one ends by itself, and takes its semaphores with it
            self._process.kill()
            self._process.join()
            self._pipe = None


def _serve(pipe: Connection, order: Order, parent: int) -> None:
    """Grade what comes until the pipe closes, or until `parent` is gone: asked for here, it may be gone already."""
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    from course_lib.grading.sandbox.templates import Sandbox
    from course_lib.grading.unprotected import launch_unprotected

    lessons: dict[str, Lesson] = {}
    with ExitStack() as stack:
        launch = launch_unprotected if order.trusted else stack.enter_context(Sandbox(order.limits)).launch
        while True:
            try:
                name, notebook = pipe.recv()
            except (EOFError, OSError, KeyboardInterrupt):
                return
            answer: Graded | str | CourseError
            try:
                if name not in lessons:
                    lessons[name] = Lesson.of(order, name)
                released, questions = lessons[name].released, lessons[name].questions
                answer = grade(
                    released,
                    read_cells(notebook),
                    questions,
                    launch,
                    limits=order.limits,
                    language=order.language,
                )
            except KeyboardInterrupt:
                return
            except Unreadable as error:
                reason = common_texts(order.language)["grade"]["unreadable"].format(error=error)
                answer = not_graded(lessons[name].released, "unreadable", reason)
            except CourseError as error:
                answer = CourseError(error.problem, error.next_step)
            except Exception as error:  # ours, not the student's; nobody else's marks may wait for it to be mended
                answer = f"{type(error).__name__}: {str(error)[:300]}"
            pipe.send(answer)


def _end_with(parent: int) -> None:
    """End this process, and with it the sandbox, when the one that started it is gone."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)
