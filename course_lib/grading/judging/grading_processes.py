"""Grading processes: each takes one submission at a time, has it run in its sandbox, and judges the answers.

They are processes and not threads because an answer may be built to keep the judge busy for hours (a dictionary whose
keys all collide, a text that takes quadratic time to normalise): one that overruns is killed, and costs its
own submission only.

All of a run are forked from one process that has imported the libraries, and share their templates: getting warm takes
longer than many submissions do.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from course_lib.course_root import Course
from course_lib.errors import CourseError
from course_lib.exercises.texts import common_texts
from course_lib.grading.handed_in.released import ReleasedLesson, released_lesson
from course_lib.grading.handed_in.submission import Unreadable, read_cells, why_unreadable
from course_lib.grading.judging.hidden_cases import hidden_cases, load_judge
from course_lib.grading.judging.one_submission import Questions, Result, grade, not_graded
from course_lib.grading.limits import Limits
from course_lib.grading.sandbox.templates import Sandbox, Template, TemplateLost
from course_lib.grading.sandbox.unprotected import launch_unprotected, single_threaded

#: Seconds for what is ours around a submission: judging its answers, starting a template.
_OUR_SECONDS = 60.0
#: Seconds that a grading process has to end by itself.
_GOODBYE_SECONDS = 1.0
#: Seconds between one try to start it and the next.
_PAUSES = (0.1, 0.5, 2.0)
#: Grading processes that one template serves: it forks for one at a time, which takes it a part of their time.
_GRADERS_PER_TEMPLATE = 4
#: What is imported where grading processes come from: what judging needs first. Of these, the second takes transformers
#: longer to import than all that we import of torch. Without a sandbox the workers come from there, too.
_IMPORTED = ("course_lib.grading.judging.grading_processes", "transformers.models.auto.tokenization_auto")
_IMPORTED_BY_WORKERS = "course_lib.grading.worker.worker_process"


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


@contextmanager
def grading(
    notebooks: Iterable[tuple[str, bytes]], order: Order, jobs: int = 1
) -> Iterator[Iterator[tuple[int, Graded | str]]]:
    """Begin to grade (lesson, notebook) pairs, `jobs` at a time.

    What it gives goes through the results as they come: the number of a pair, and its results or what went wrong on our
    side; CourseError when no worker can be had at all.

    with grading(pairs, order, jobs=2) as graded:
        for number, results in graded: ...
    """
    waiting = list(notebooks)
    jobs = min(jobs, len(waiting))
    if not jobs:
        yield iter(())
        return
    with ExitStack() as stack:
        _processes(order)
        templates = [] if order.trusted else [*_templates(stack, jobs)]
        free: SimpleQueue[Grader] = SimpleQueue()
        for number in range(jobs):
            template = templates[number // _GRADERS_PER_TEMPLATE] if templates else None
            free.put(stack.enter_context(Grader(order, template)))

        def grade_next(lesson: str, notebook: bytes) -> Graded | str:
            grader = free.get()
            try:
                return grader.grade(lesson, notebook)
            finally:
                free.put(grader)

        pool = ThreadPoolExecutor(jobs)
        stack.callback(pool.shutdown, wait=False, cancel_futures=True)
        numbers = {pool.submit(grade_next, *pair): number for number, pair in enumerate(waiting)}
        yield ((numbers[done], done.result()) for done in as_completed(numbers))


def _templates(stack: ExitStack, jobs: int) -> Iterator[Template]:
    with suppress(TemplateLost):  # told when a worker is wanted
        for _ in range(0, jobs, _GRADERS_PER_TEMPLATE):
            yield stack.enter_context(Template())


class Grader:
    """One grading process, started when it is needed, and again when it was lost. Use as a context manager."""

    def __init__(self, order: Order, template: Template | None = None) -> None:
        self._order = order
        self._template = template
        self._process: Any = None
        self._pipe: Connection | None = None
        self._over = False
        self._changing = threading.Lock()  # a run may be over while a thread of it starts a process

    def __enter__(self) -> Grader:
        return self

    def __exit__(self, *_: object) -> None:
        self._over = True
        self._discard()

    def grade(self, lesson: str, notebook: bytes) -> Graded | str:
        """The results of one notebook, or the error of ours that kept it from being graded."""
        for _ in range(2):
            with suppress(EOFError, OSError):  # killed from outside: a second process grades it
                with self._changing:
                    pipe = self._ready()
                pipe.send((lesson, notebook))
                # A session ends three times the submission's time after it began.
                if not pipe.poll(3 * self._order.limits.submission_seconds + _OUR_SECONDS):
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
        if self._over:
            raise BrokenPipeError("the run is over")
        if self._pipe is None:
            for seconds in _PAUSES:
                with suppress(EOFError, OSError):
                    self._pipe, self._process = self._start()
                    return self._pipe
                time.sleep(seconds)  # where it comes from was killed, and a moment later is seen to be gone
            self._pipe, self._process = self._start()
        return self._pipe

    def _start(self) -> tuple[Connection, Any]:
        processes = _processes(self._order)
        line = self._line()
        ours, theirs = processes.Pipe()
        process = processes.Process(target=_serve_here, args=(theirs, self._order, line))
        try:
            process.start()
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()
            if line is not None:
                line.close()
        return ours, process

    def _line(self) -> socket.socket | None:
        with suppress(TemplateLost):  # then its process has one of its own
            return self._template.connect() if self._template is not None else None
        return None

    def _discard(self) -> None:
        with self._changing:
            if self._pipe is not None:
                self._end()
                self._pipe = None

    def _end(self) -> None:
        assert self._pipe is not None
        self._pipe.close()
        self._process.join(_GOODBYE_SECONDS)  # an idle one ends by itself, and takes its semaphores with it
        self._process.kill()
        self._process.join()


def _processes(order: Order) -> Any:
    """Where grading processes come from. Where there is fork: from one that begins to import, now, what they need."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver, resource_tracker

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([*_IMPORTED, *([_IMPORTED_BY_WORKERS] if order.trusted else [])])
    resource_tracker.ensure_running()  # the forkserver wants it, and its start would let Ctrl-C through again
    with single_threaded(), _deaf_to_ctrl_c():
        forkserver.ensure_running()
    return context


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """For processes that begin in it: the one that starts them hears Ctrl-C, says so, and ends them."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve_here(pipe: Connection, order: Order, line: socket.socket | None) -> None:
    """`serve`, as a process that `Grader` started: it ends when the process that wanted it is gone, or was already."""
    parent = multiprocessing.parent_process()
    assert parent is not None

    def end_with_it() -> None:
        wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=end_with_it, daemon=True).start()
    serve(pipe, order, line)


def serve(pipe: Connection, order: Order, line: socket.socket | None = None) -> None:
    """Grade what comes until the pipe closes; `line` leads to a template that is shared."""
    lessons: dict[str, Lesson] = {}
    with ExitStack() as stack:
        launch = launch_unprotected if order.trusted else stack.enter_context(Sandbox(order.limits, line)).launch
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
                answer = not_graded(lessons[name].released, "unreadable", why_unreadable(error, order.language))
            except CourseError as error:
                answer = CourseError(error.problem, error.next_step)
            except Exception as error:  # ours, not the student's; nobody else's marks may wait for it to be mended
                answer = f"{type(error).__name__}: {str(error)[:300]}"
            pipe.send(answer)
