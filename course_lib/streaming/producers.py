"""Text piece by piece from what is not ours: a pipeline, `model.generate`, anything that takes a ``streamer=``.

Such a producer runs from its first token to its last in one call and pushes tokens at a streamer, so it needs a thread
of its own, and a queue between. The library's `TextIteratorStreamer` has the queue alone: where the thread dies, its
loop waits for ever, and where the loop is left, the thread writes on. Here errors travel through the queue too, and
leaving the loop stops the producer at its next token.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Generator
from typing import Any

from transformers.generation.streamers import BaseStreamer

from course_lib.streaming.pieces import pieces_of
from course_lib.streaming.words import words


class _Left(Exception):
    """Raised in the producer when nobody wants its tokens any more."""


class _IdsToQueue(BaseStreamer):  # type: ignore[misc]
    """A streamer that hands on ids, without the prompt, and ends its producer when it is told to stop."""

    def __init__(self) -> None:
        self.queue: queue.SimpleQueue[int | BaseException | None] = queue.SimpleQueue()
        self.stopped = threading.Event()
        self._prompt_is_over = False

    def put(self, value: Any) -> None:
        """The library calls this with the prompt's ids, shape (batch, places), then with each new one, (batch,)."""
        if self.stopped.is_set():
            raise _Left
        if len(value) > 1 and (value.ndim > 1 or self._prompt_is_over):
            raise words.error("several", rows=len(value))
        if self._prompt_is_over:
            self.queue.put(int(value))
        self._prompt_is_over = True

    def end(self) -> None:
        """Nothing: the producer's return is the end, and comes after it."""


def stream_from(
    producer: Callable[..., object], tokenizer: Any, *, timeout: float | None = None
) -> Generator[str, None, None]:
    """The text that `producer` generates, in pieces as `stream` gives them.

    Parameters
    ----------
    producer:
        Called once, in a thread, with ``streamer=``: ``functools.partial(model.generate, **inputs, max_new_tokens=50)``
        or ``functools.partial(pipe, messages)``.
    timeout:
        Seconds to wait for a token at most.

    Whatever `producer` raises is raised here. When the loop is left, or ``close()`` called, the producer is stopped at
    its next token, and its thread is over when that returns. Raises CourseError for more than one text at once, and
    when no token came in time; the thread then ends with the token that it is at.

    >>> from functools import partial
    >>> from course_lib.pipelines import pipeline
    >>> pipe = pipeline("text-generation", "gpt2-en", device="cpu")
    >>> told = partial(pipe, "Once upon a", max_new_tokens=3, do_sample=False)
    >>> list(stream_from(told, pipe.tokenizer))
    [' book', ' on', ' the']
    """
    if timeout is not None and not timeout > 0:
        raise words.error("no-timeout", seen=repr(timeout))
    return _streamed_from(producer, tokenizer, timeout)


def _streamed_from(
    producer: Callable[..., object], tokenizer: Any, timeout: float | None
) -> Generator[str, None, None]:
    ids, pieces = _IdsToQueue(), pieces_of(tokenizer)

    def produce() -> None:
        try:
            producer(streamer=ids)
            ids.queue.put(None)
        except BaseException as error:  # raised again where somebody reads
            ids.queue.put(error)

    thread = threading.Thread(target=produce, name="course_lib.streaming", daemon=True)
    thread.start()
    waits_for_it = True
    try:
        while (got := ids.queue.get(timeout=timeout)) is not None:
            if isinstance(got, BaseException):
                raise got
            if piece := pieces.feed(got):
                yield piece
        if piece := pieces.end():
            yield piece
    except queue.Empty:
        waits_for_it = False
        raise words.error("no-token", timeout=timeout) from None
    finally:
        ids.stopped.set()
        if waits_for_it:
            thread.join()
