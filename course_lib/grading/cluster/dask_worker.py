"""What runs on the machines of a Dask cluster: it grades the submissions that are sent there, or says why it will not.

A machine grades only with the very course that the class is graded with: the same library and models, the same releases
and judges, the same versions of what decides about values. One that has another refuses, because
a mark may not depend on which machine gave it. The judges make the hidden questions on the worker's machine, so it
needs a full checkout, `solutions/` included, and must be the instructor's own.

The folder of the course is looked for where the instructor has it, then around the library itself (a checkout that was
installed with ``pip install -e``); the environment variable ``COURSE_FOLDER`` of the worker names another.

A Dask worker may not have children made by `multiprocessing`, and a grading process has to be killed when it overruns;
so each is a Python of its own. It ends with its Dask worker, however that ends.
"""

from __future__ import annotations

import hashlib
import os
import platform
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock
from typing import Any

import course_lib
from course_lib.course_root import MARKER, Course, find_course
from course_lib.errors import CourseError
from course_lib.grading.judging.grading_processes import Graded, Grader, Order, serve
from course_lib.grading.records.results_store import lesson_version
from course_lib.grading.sandbox.protections import missing_protections
from course_lib.grading.sandbox.root import is_shown

FOLDER_VARIABLE = "COURSE_FOLDER"

#: The libraries that a judge or a student's code computes with.
_LIBRARIES = ("torch", "transformers", "tokenizers", "safetensors", "sentencepiece", "numpy")
_AGAIN = "then run the same command again: what is graded is kept."

# What `Grader` starts through multiprocessing; here its pipe is inherited, and the order comes through it.
_GRADING_PROCESS = """
import sys
from course_lib.grading.cluster.dask_worker import serve_alone
serve_alone(*map(int, sys.argv[1:]))
"""


@dataclass(frozen=True)
class Run:
    """One run of `course grade`, as its workers need to know it: lessons by version, and what it is made with."""

    id: str
    order: Order
    versions: Mapping[str, str]
    made_with: Mapping[str, str]


@cache
def made_with() -> dict[str, str]:
    """What results depend on besides the lesson, by a name that a person understands, in words that can be compared.

    Looked at once: a process that has run since before an update still holds the old library, and must say so.
    """
    libraries = {name: _version(name) for name in _LIBRARIES}
    python = ".".join(platform.python_version_tuple()[:2])
    models = os.environ.get("COURSE_MODELS", "").strip() or "embedded"
    return {"Python": python, **libraries, "COURSE_MODELS": models, "course_lib": _library()}


def _version(library: str) -> str:
    try:
        return version(library).partition("+")[0]  # of torch's builds, any will do: a sandbox has no GPU
    except ModuleNotFoundError:
        return "none"


def _library() -> str:
    """A hash of the course's library, its words and its models."""
    package = Path(course_lib.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*")):
        inside = path.relative_to(package)
        if path.is_file() and not any(part == "__pycache__" or part.startswith(".") for part in inside.parts):
            digest.update(inside.as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


class GraderPool:
    """The grading processes of one run on one worker, kept warm from one submission to the next.

    As many as the worker has threads. They end with the run, with the worker, or when a run of the same class begins.
    """

    def __init__(self, run: Run) -> None:
        self.run = run
        self._lock = Lock()
        self._idle: list[Grader] = []
        self._open = True

    def close(self) -> None:
        """End them; one that is grading ends when it has finished."""
        with self._lock:
            self._open = False
            idle, self._idle = self._idle, []
        for grader in idle:
            grader.__exit__()

    def grade(self, lesson: str, notebook: bytes) -> Graded | str:
        """As `Grader.grade`. Raises CourseError when this worker may not grade the lesson."""
        course = _course(self.run.order.root)
        _refuse_another_course(self.run, course, lesson)
        with self._grader(replace(self.run.order, root=course.root)) as grader:
            return grader.grade(lesson, notebook)

    @contextmanager
    def _grader(self, order: Order) -> Iterator[Grader]:
        with self._lock:
            grader = self._idle.pop() if self._idle else _SeparateGrader(order)
        try:
            yield grader
        finally:
            with self._lock:
                if kept := self._open:
                    self._idle.append(grader)
            if not kept:
                grader.__exit__()


#: Class seed -> the pool of its latest run, in the process of a Dask worker, whose threads share it.
_pools: dict[str, GraderPool] = {}
_pools_lock = Lock()


def grade_here(run: Run, lesson: str, notebook: bytes) -> Graded | str | CourseError:
    """The Dask task: grade one notebook.

    An error for the instructor is returned, not raised: Dask would log it with the notebook and a traceback.
    """
    from distributed import get_worker

    try:
        return _pool(run).grade(lesson, notebook)
    except CourseError as error:
        return _named(error, get_worker())


def refusal(run: Run, dask_worker: Any) -> CourseError | None:
    """Why this worker may not grade the class, asked before it is sent anything (`Client.run` says which worker)."""
    try:
        course = _course(run.order.root)
        for lesson in run.versions:
            _refuse_another_course(run, course, lesson)
    except CourseError as error:
        return _named(error, dask_worker)
    return None


def _named(error: CourseError, worker: Any) -> CourseError:
    return CourseError(f"The worker {worker.address} ({socket.gethostname()}) {error.problem}", error.next_step)


def end_run(run: str) -> None:
    """End what a worker keeps for the run of that id."""
    with _pools_lock:
        ended = [_pools.pop(seed) for seed, pool in [*_pools.items()] if pool.run.id == run]
    for pool in ended:
        pool.close()


def _pool(run: Run) -> GraderPool:
    with _pools_lock:
        before = _pools.get(run.order.seed)
        if before is not None and before.run.id == run.id:
            return before
        pool = _pools[run.order.seed] = GraderPool(run)
    if before is not None:  # its orchestrator was killed
        before.close()
    return pool


def _course(root: Path) -> Course:
    """The course on this machine; `root` is where the instructor has it."""
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        try:
            return find_course(named=Path(named))
        except CourseError as error:
            raise CourseError(
                f"has {FOLDER_VARIABLE}={named}, which holds no {MARKER}.", "Start it with the course's folder there."
            ) from error
    places = (root, Path(course_lib.__file__).resolve().parents[1])
    for place in places:
        if (place / MARKER).is_file():
            return Course(place)
    raise CourseError(
        f"finds no course: neither {places[0]} nor {places[1]} holds {MARKER}.",
        f"Put a checkout of the full course there, or start the worker with {FOLDER_VARIABLE}=DIR; {_AGAIN}",
    )


def _refuse_another_course(run: Run, course: Course, lesson: str) -> None:
    here = made_with()
    for name, wanted in run.made_with.items():
        if here.get(name) != wanted:
            raise CourseError(
                f"would grade with another {name}: {here.get(name)}, and the class is graded with {wanted}.",
                f"Set up the course there as it is here (the same commit, `make test`), restart the worker, {_AGAIN}",
            )
    order = run.order
    judge = course.solutions / lesson / "judge.py"
    if not judge.is_file():
        raise CourseError(
            f"has no judge for {lesson}: {judge} is missing.", f"Put a checkout of the full course there, {_AGAIN}"
        )
    if lesson_version(course, lesson, order.seed, order.language, order.limits) != run.versions[lesson]:
        raise CourseError(
            f"has another {lesson} in {course.root}: its notebooks or its judge are not those of the class.",
            f"Bring that folder to the state of the one here (the same commit, nothing changed), {_AGAIN}",
        )
    if order.trusted:
        return
    if is_shown(course.solutions):
        raise CourseError(
            f"has its course in a folder that Python is installed in ({course.root}), which submissions can read.",
            f"Move it there, or make its environment elsewhere, {_AGAIN}",
        )
    if missing := missing_protections():
        raise CourseError(f"gives no sandbox: {missing[0].problem}.", f"On that machine: {missing[0].next_step}")


def serve_alone(pipe: int, parent: int) -> None:
    """Be the grading process of the Dask worker `parent`: it ends with it, and it may be gone already."""
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    connection = Connection(pipe)
    serve(connection, connection.recv())


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


class _SeparateGrader(Grader):
    """A `Grader` whose process is not made by multiprocessing."""

    def _ready(self) -> Any:
        if self._pipe is None:
            self._pipe, theirs = Pipe()
            command = [sys.executable, "-P", "-c", _GRADING_PROCESS, str(theirs.fileno()), str(os.getpid())]
            self._process = subprocess.Popen(
                command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
            )
            theirs.close()
            self._pipe.send(self._order)
        return self._pipe

    def _end(self) -> None:
        assert self._pipe is not None
        self._pipe.close()
        self._process.kill()
        self._process.wait()
