"""Workers for code that is trusted: each a process of its own, with the rights of whoever started it."""

from __future__ import annotations

import multiprocessing
import os
import socket
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from course_lib.grading.wire.worker_handle import Worker


def launch_unprotected(seed: int) -> Worker:
    """A fork of a process that has imported torch and transformers once, in a folder of its own."""
    from course_lib.grading.worker.worker_process import work

    pipe, process, end = _start(work, seed)
    return Worker(pipe, _Unprotected(process, end))


@dataclass
class _Unprotected:
    """What `worker_handle.Keeper` asks for, as far as one process can do it to another: files stay as they are."""

    process: Any
    end: Callable[[], str]

    def note_copy(self, copy: int) -> bool:
        return True

    def end_main_line(self) -> None:
        self.process.kill()  # its copies end with their pipes

    def leave_alone(self) -> bool:
        return True

    def wake(self, copy: int) -> bool:
        return True


def start_unprotected(serve: Callable[..., None], *more: Any) -> tuple[socket.socket, Callable[[], str]]:
    """Run ``serve(pipe, scratch, *more)`` in such a process: our end of the pipe, and what ends it.

    `scratch` is an empty folder, which goes with the process.
    """
    pipe, _, end = _start(serve, *more)
    return pipe, end


def _start(serve: Callable[..., None], *more: Any) -> tuple[socket.socket, Any, Callable[[], str]]:
    scratch = tempfile.TemporaryDirectory(prefix="course-worker-", ignore_cleanup_errors=True)
    context = _context()
    pipe, theirs = socket.socketpair()
    with single_threaded():
        process = context.Process(target=serve, args=(theirs, scratch.name, *more), daemon=True)
        process.start()
    theirs.close()

    def end() -> str:
        process.kill()
        process.join()
        scratch.cleanup()
        return ""

    return pipe, process, end


@cache
def _context() -> Any:
    """Where these workers come from; Windows has no fork: there every one imports for itself, which takes seconds."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["course_lib.grading.worker.worker_process", __name__])
    return context


_environment = threading.Lock()


@contextmanager
def single_threaded() -> Iterator[None]:
    """Processes that begin in it import torch without threads: with them they could not be forked safely."""
    # Read by OpenMP when torch is imported.
    with _environment:
        before = os.environ.get("OMP_NUM_THREADS")
        os.environ["OMP_NUM_THREADS"] = "1"
        try:
            yield
        finally:
            if before is None:
                del os.environ["OMP_NUM_THREADS"]
            else:
                os.environ["OMP_NUM_THREADS"] = before
