"""`stream`: the text of `generate`, piece by piece, while it is being written. No thread, no queue: who wants the next
piece has it computed.

That is why errors arrive where the loop stands, and why leaving the loop ends the generation: nobody else is running.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Generator
from typing import Any

from course_lib.generation import Generated, collected, prepare
from course_lib.generation.generating import Prepared
from course_lib.streaming.pieces import pieces_of
from course_lib.streaming.words import words


def stream(
    model: Any, tokenizer: Any, prompt: Any, *, timeout: float | None = None, **asked: Any
) -> Generator[str, None, Generated]:
    """What `generate` would give as its text, in pieces, each as soon as nothing that follows can change it.

    Parameters
    ----------
    model, tokenizer, prompt, asked:
        As in `generate`, keywords too; one prompt and one answer. For several answers at once open a stream for each,
        and take turns.
    timeout:
        Seconds that the model may compute, all steps together; looked at after each. What the loop around it does in
        between does not count.

    The pieces together are ``generate(...).texts[0]``, and no piece is empty. ``result = yield from stream(...)`` gives
    what `generate` returns. Leaving a loop ends the generation; so does ``close()``.

    Raises CourseError: for a call that makes no sense at once, as `generate` does; for what goes wrong on the way, and
    a time that is over, at the piece where it happens.

    >>> from transformers import AutoModelForCausalLM, AutoTokenizer
    >>> from course_lib.models import checkpoint
    >>> tokenizer = AutoTokenizer.from_pretrained(checkpoint("gpt2-en"))
    >>> model = AutoModelForCausalLM.from_pretrained(checkpoint("gpt2-en"), dtype="float32")
    >>> list(stream(model, tokenizer, "Once upon a", max_new_tokens=3))
    [' book', ' on', ' the']
    """
    if timeout is not None and not timeout > 0:
        raise words.error("no-timeout", seen=repr(timeout))
    prepared = prepare(model, tokenizer, prompt, **asked)
    if len(prepared.prompt_ids) != 1:
        raise words.error("several", rows=len(prepared.prompt_ids))
    return _streamed(tokenizer, prepared, timeout)


def _streamed(tokenizer: Any, prepared: Prepared, timeout: float | None) -> Generator[str, None, Generated]:
    pieces, taken, seconds = pieces_of(tokenizer), [], [0.0]
    start = time.perf_counter()
    for step in prepared.steps:
        taken.append(step)
        seconds.append(seconds[-1] + time.perf_counter() - start)
        if piece := pieces.feed(int(step.ids)):
            yield piece
        if timeout is not None and seconds[-1] > timeout:
            raise words.error("time-is-over", timeout=timeout, tokens=len(taken))
        start = time.perf_counter()
    if piece := pieces.end():
        yield piece
    return collected(tokenizer, prepared, taken, first=seconds[1], rest=seconds[-1] - seconds[1])


async def astream(
    model: Any, tokenizer: Any, prompt: Any, *, timeout: float | None = None, **asked: Any
) -> AsyncIterator[str]:
    """`stream` for ``async for``: each step is computed in a worker thread, while other tasks go on.

    Leaving the loop, or cancelling the task, ends the generation after the step that is being computed.

    >>> from transformers import AutoModelForCausalLM, AutoTokenizer
    >>> from course_lib.models import checkpoint
    >>> tokenizer = AutoTokenizer.from_pretrained(checkpoint("gpt2-en"))
    >>> model = AutoModelForCausalLM.from_pretrained(checkpoint("gpt2-en"), dtype="float32")
    >>> async def told():
    ...     return [piece async for piece in astream(model, tokenizer, "Once upon a", max_new_tokens=3)]
    >>> asyncio.run(told())
    [' book', ' on', ' the']
    """
    pieces = stream(model, tokenizer, prompt, timeout=timeout, **asked)
    step: asyncio.Future[str | None] | None = None
    try:
        while True:
            step = asyncio.ensure_future(asyncio.to_thread(next, pieces, None))
            # Shielded: a thread cannot be cancelled, and a generator that runs cannot be closed.
            if (piece := await asyncio.shield(step)) is None:
                return
            yield piece
    finally:
        if step is not None and not step.done():
            await asyncio.wait([step])
        pieces.close()
