"""One computation after the other, in a thread that does nothing else: requests wait in line, and see their place.

A request is answered in a thread of its own, and torch in many threads at once is slower than in one: each of them
wants every core. So all models of a hub are run here, on one core, in the order in which they were asked for.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass
class _Job:
    pieces: Callable[[], Iterator[Any]]
    found: queue.SimpleQueue[tuple[str, Any]] = field(default_factory=queue.SimpleQueue)
    left: threading.Event = field(default_factory=threading.Event)


class Computing:
    """The thread and its line.

    >>> line = Computing()
    >>> line.run(lambda: 6 * 7)
    42
    >>> list(line.stream(lambda: iter("abc")))
    ['a', 'b', 'c']
    >>> line.close()
    """

    def __init__(self) -> None:
        self._line: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._waiting = 0

    @property
    def waiting(self) -> int:
        """How many are in line or being computed: the place of whoever comes next."""
        return self._waiting

    def run(self, compute: Callable[[], T]) -> T:
        """The result of a computation, when its turn has come; what it raises is raised here."""
        (found,) = list(self.stream(lambda: iter((compute(),))))
        return found

    def stream(self, pieces: Callable[[], Iterator[T]]) -> Iterator[T]:
        """What an iterator gives, piece by piece, when its turn has come. Whoever stops reading stops it."""
        job = _Job(pieces)
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="course_lib.local_hub.computing", daemon=True)
                self._thread.start()
            self._waiting += 1
            self._line.put(job)
        try:
            while True:
                kind, found = job.found.get()
                if kind == "error":
                    raise found
                if kind == "end":
                    return
                yield found
        finally:
            job.left.set()

    def close(self) -> None:
        """End the thread, after what it is computing."""
        with self._lock:
            thread, self._thread = self._thread, None
            self._line.put(None)
        if thread is not None:
            thread.join()

    def _work(self) -> None:
        import torch

        torch.set_num_threads(1)  # of this thread; others keep theirs
        while (job := self._line.get()) is not None:
            try:
                if not job.left.is_set():
                    pieces = job.pieces()
                    for piece in pieces:
                        job.found.put(("piece", piece))
                        if job.left.is_set():
                            break
                    close = getattr(pieces, "close", None)
                    if close is not None:
                        close()
                job.found.put(("end", None))
            except BaseException as error:  # raised again where somebody waits for it
                job.found.put(("error", error))
            finally:
                with self._lock:
                    self._waiting -= 1
