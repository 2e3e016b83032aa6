"""The event loop that runs while a cell or a function of the notebook does, as one runs in every kernel."""

from __future__ import annotations

import asyncio
import contextvars
import os
import selectors
from asyncio import selector_events
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, TypeVar

T = TypeVar("T")
#: How often what is ready gets its turn between two cells; a kernel's loop has milliseconds for that.
_TURNS = 10


class RunningLoop(asyncio.SelectorEventLoop):
    """Use ``call`` for what is called, and ``complete`` for what is awaited; both run in this loop.

    A process that is forked between two of them goes on with the loop that it was given: its tasks, its futures and
    whatever a notebook has remembered of it. The sockets by which threads wake a loop are there only while it runs:
    what a process holds when it stands still, its forks would hold too.

        loop = RunningLoop.begin()
        loop.call(asyncio.get_running_loop)   # loop
    """

    def __init__(self) -> None:
        # A poll is this process's own. An epoll would be shared with every fork, and so would what each registers.
        super().__init__(selectors.PollSelector() if hasattr(selectors, "PollSelector") else None)
        self._close_self_pipe()  # type: ignore[attr-defined]
        self._context = contextvars.copy_context()

    @classmethod
    def begin(cls) -> RunningLoop:
        """The loop of this process from here on, and of its forks."""
        loop = cls()
        asyncio.set_event_loop(loop)
        if hasattr(selector_events, "_HAS_SENDMSG"):  # Python 3.12 on: a sandbox refuses sendmsg(2), and send(2) does
            selector_events._HAS_SENDMSG = False
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=loop._own_what_was_shared)
        return loop

    def call(self, work: Callable[[], T]) -> T:
        """What `work` returns or raises, called while the loop runs."""
        done: list[T] = []
        failed: list[BaseException] = []

        async def called() -> None:
            try:
                done.append(work())
            except BaseException as error:  # not asyncio's to look at: it would stop at some of them, and report others
                failed.append(error)

        self._run(called())
        if failed:
            raise failed[0]
        return done[0]

    def complete(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """What it returns; tasks that are ready have a turn then."""
        self._make_self_pipe()  # type: ignore[attr-defined]
        try:
            result = self._run(coroutine)
            self._run(_some_turns())
            return result
        finally:
            with suppress(Exception):
                self._close_self_pipe()  # type: ignore[attr-defined]

    def close(self) -> None:
        if not self.is_closed() and not self.is_running():
            self._make_self_pipe()  # type: ignore[attr-defined]  # which is closed first thing
        super().close()

    def _run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        # In one context, so that what a cell sets for numpy, say, or for decimal is there in the next one.
        task = self.create_task(coroutine, context=self._context)
        try:
            return self._until_done(task)
        except BaseException:
            if not task.done():  # interrupted
                task.cancel()
                with suppress(BaseException):
                    self._until_done(task)
            raise

    def _until_done(self, task: asyncio.Task[T]) -> T:
        while True:
            try:
                return self.run_until_complete(task)
            except RuntimeError:  # the loop was asked to stop, by a notebook or by what one has left
                if task.done() or self.is_closed():
                    raise

    def _own_what_was_shared(self) -> None:
        # The pair of sockets of a loop that was just running; and threads, none of which a fork has.
        with suppress(Exception):
            if self._ssock is not None:  # type: ignore[attr-defined]
                self._close_self_pipe()  # type: ignore[attr-defined]
                self._make_self_pipe()  # type: ignore[attr-defined]
            self._default_executor = None


async def _some_turns() -> None:
    for _ in range(_TURNS):
        await asyncio.sleep(0)
