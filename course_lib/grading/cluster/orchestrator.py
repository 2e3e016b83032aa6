"""Grading on a Dask cluster: the same results as on one machine, from many.

The orchestrator sends each notebook as bytes and writes down each result when it comes. A worker that
dies costs nothing: Dask gives what it was doing to another. A submission that takes several workers with it (the
scheduler's ``distributed.scheduler.allowed-failures``, 3 unless set) is reported and left for the next run.
How many are graded at a time is the number of threads of all workers.

What is trusted: Dask's own messages are pickles, so whoever can reach the scheduler, a worker or the line between
them can run programs as the instructor. Use a cluster of your own, on loopback, or with TLS (an address
``tls://…``, and ``distributed.comm.tls`` in Dask's configuration on every machine). What comes from students crosses
as bytes in such a message and is never unpickled itself; it runs in the worker machine's sandbox. The class's
seed crosses, too: with it and ``solutions/`` one knows the hidden questions.
"""

from __future__ import annotations

import gc
import ipaddress
import logging
import sys
import time
import uuid
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from course_lib.course_root import Course
from course_lib.errors import CourseError
from course_lib.grading.judging.grading_processes import Graded, Order
from course_lib.grading.records.results_store import lesson_version

if TYPE_CHECKING:
    from course_lib.grading.cluster.dask_worker import Run

#: Seconds until a scheduler has to answer; until a cluster without workers is given up; between two looks at it.
_CONNECT_SECONDS = 10.0
_WORKERLESS_SECONDS = 60.0
_LOOK_SECONDS = 2.0
#: Submissions that are sent ahead for every one being graded; the others wait here.
_AHEAD = 3

_WAITING = (
    "\nThe Dask cluster at {address} has no workers, and the class waits for one. Start one on each machine that is to "
    "grade, in its environment of the course: `dask worker {address} --nthreads 2`. It goes on by itself; after "
    "{seconds:g} seconds without any it gives up.\n"
)
_ENDED = "the workers that graded it ended, one after the other"
_KEPT = "What was graded is kept: run the same command again"


def grade_on_cluster(
    notebooks: Iterable[tuple[str, bytes]], order: Order, address: str
) -> Iterator[tuple[int, Graded | str]]:
    """Grade (lesson, notebook) pairs on the cluster of the scheduler at `address`.

    Gives the number of a pair and its results as they come, in no order, or what went wrong on our side, as
    `grading` does. Raises CourseError when there is no such cluster, when it goes away, and when a worker must not
    grade the class.

        for number, results in grade_on_cluster(pairs, order, "tcp://127.0.0.1:8786"): ...
    """
    waiting = list(notebooks)
    if not waiting:
        return
    with _connected(address) as client:
        run = _run(order, {lesson for lesson, _ in waiting})
        _ask_workers(client, run)
        with _ended(client, run):
            yield from _graded(client, address, run, waiting)


def is_exposed(address: str) -> bool:
    """Whether what crosses to the scheduler at `address` can be read and changed on the way."""
    parts = urlsplit(address if "://" in address else f"tcp://{address}")
    if parts.scheme == "tls":
        return False
    try:
        return not ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return parts.hostname != "localhost"


def _run(order: Order, lessons: set[str]) -> Run:
    from course_lib.grading.cluster.dask_worker import Run, made_with

    course = Course(order.root)
    versions = {name: lesson_version(course, name, order.seed, order.language, order.limits) for name in lessons}
    return Run(uuid.uuid4().hex, order, versions, made_with())


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    try:
        import dask
        from distributed import Client
    except ModuleNotFoundError as missing:
        raise CourseError(
            f"Grading on a Dask cluster needs the Python package {missing.name!r}, which is not installed.",
            "Run `pip install -e '.[dask]' -c constraints.txt`, here and on every machine of the cluster.",
        ) from missing
    # A notebook may be larger than what Dask calls a large graph, and it says so with a warning.
    with _quiet(), dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"}):
        client, refused = None, ""
        try:
            connect: Any = Client
            client = connect(address, timeout=_CONNECT_SECONDS, set_as_default=False, name="course-grade")
        except (OSError, ValueError, TypeError, RuntimeError, AssertionError) as error:
            # An AssertionError is its event loop's, which had ten seconds to begin on a machine that was too busy.
            refused = f"{type(error).__name__}: {str(error).partition(chr(10))[0][:200]}"
        if client is None:
            # Of a client that was not made, parts are left; found by the collector while the next one starts, they
            # would wait for a lock that this one holds, for ever. Now nobody holds it.
            gc.collect()
            raise CourseError(
                f"No Dask scheduler answers at {address} ({refused}).",
                "Start one (`dask scheduler --host ADDRESS`) and its workers (`dask worker tcp://ADDRESS:8786`), and "
                "name the address that it prints; a tls:// address needs Dask's TLS configuration here too.",
            )
        try:
            yield client
        finally:
            with suppress(OSError, TimeoutError):
                client.close(timeout=5)


@contextmanager
def _quiet() -> Iterator[None]:
    """Nothing of Dask's log on the terminal: what matters is told as an error or a reason."""
    names = [name for name in logging.Logger.manager.loggerDict if name.partition(".")[0] in ("distributed", "tornado")]
    before = {logging.getLogger(name): logging.getLogger(name).level for name in [*names, "asyncio"]}
    for logger in before:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in before.items():
            logger.setLevel(level)


def _ask_workers(client: Any, run: Run) -> None:
    """Raise CourseError when one of them may not grade. Those that join later are asked with each submission."""
    from course_lib.grading.cluster.dask_worker import refusal

    with suppress(OSError, TimeoutError):  # one ended meanwhile, or the scheduler: seen in a moment
        for said in client.run(refusal, run, on_error="return").values():
            if isinstance(said, CourseError):
                raise said
            if "ModuleNotFoundError" in repr(said):  # it comes as the text of another error
                raise _no_course(said) from said


@contextmanager
def _ended(client: Any, run: Run) -> Iterator[None]:
    """End what the workers keep for the run when it is over."""
    from course_lib.grading.cluster.dask_worker import end_run

    try:
        yield
    finally:
        with suppress(Exception):  # the marks are there; what is left of the run ends with its worker
            if client.status == "running":
                client.run(end_run, run.id, on_error="ignore")


def _graded(
    client: Any, address: str, run: Run, waiting: list[tuple[str, bytes]]
) -> Iterator[tuple[int, Graded | str]]:
    from course_lib.grading.cluster.dask_worker import grade_here

    left = deque(range(len(waiting)))
    # One that was on a worker when it ended may be as innocent as the others there: it is tried again, alone.
    suspects: list[int] = []
    alone: set[int] = set()
    futures: dict[int, Any] = {}
    done: SimpleQueue[int] = SimpleQueue()
    room, looked, seen, told = 1, float("-inf"), time.monotonic(), False
    while True:
        if time.monotonic() - looked > _LOOK_SECONDS:
            threads = _threads(client, address)
            looked = time.monotonic()
            seen = looked if threads else seen
            if not threads and not told:
                sys.stderr.write(_WAITING.format(address=address, seconds=_WORKERLESS_SECONDS))
            told = not threads
            if looked - seen > _WORKERLESS_SECONDS:
                raise CourseError(
                    f"The Dask cluster at {address} has no workers.",
                    f"Start some: `dask worker {address}` on each machine (one that ends at once lacks the course: its "
                    f"log says what). {_KEPT}.",
                )
            room = 1 + _AHEAD * threads
        if not left and not futures and suspects:
            left.append(suspects.pop())
            alone.update(left)
        while left and len(futures) < room:
            number = left.popleft()
            key = f"grade-{uuid.uuid4().hex}"  # never the result of another run
            futures[number] = client.submit(grade_here, run, *waiting[number], key=key, pure=False)
            futures[number].add_done_callback(lambda _, number=number: done.put(number))
        if not futures:
            return
        try:
            number = done.get(timeout=_LOOK_SECONDS)
        except Empty:
            continue
        said = _said(futures.pop(number), address)
        if said == _ENDED and number not in alone:
            suspects.append(number)
        else:
            yield number, said


def _threads(client: Any, address: str) -> int:
    """How many submissions the cluster grades at a time. Raises CourseError when it is gone."""
    try:
        if client.status == "running":
            return sum(client.nthreads().values())
    except (OSError, TimeoutError, RuntimeError) as error:
        raise _lost(address) from error
    raise _lost(address)


def _said(future: Any, address: str) -> Graded | str:
    """What came of one submission. Raises CourseError when the cluster is gone or a worker refused."""
    from concurrent.futures import CancelledError

    from distributed import KilledWorker

    try:
        answer = future.result()
    except KilledWorker:
        return _ENDED
    except ImportError as error:
        raise _no_course(error) from error
    except (CancelledError, OSError, TimeoutError) as error:
        raise _lost(address) from error
    except Exception as error:  # ours, as in a grading process
        return f"{type(error).__name__}: {str(error)[:300]}"
    if isinstance(answer, CourseError):
        raise answer
    return answer if isinstance(answer, str) else tuple(answer)


def _lost(address: str) -> CourseError:
    return CourseError(
        f"The Dask scheduler at {address} is gone, or it dropped the submissions.",
        f"Look at its log and start it again, with its workers. {_KEPT}.",
    )


def _no_course(error: Exception) -> CourseError:
    return CourseError(
        f"A machine of the Dask cluster lacks what the course needs: {error}.",
        "Start the scheduler and every worker in an environment that holds the course as this one does "
        f"(`pip install -e '.[lab,instructor,dask]' -c constraints.txt`). {_KEPT}.",
    )
