"""Reading a model that lies on this machine takes a blink: no bar is drawn for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_bars() -> Iterator[None]:
    """No progress bar of transformers while this is entered; afterwards as before.

    Unlike `course_lib.exercises.quiet` it leaves the process's streams alone, and so may be entered by several threads.

    >>> from transformers import AutoTokenizer
    >>> from course_lib.models import checkpoint
    >>> with without_bars():
    ...     tokenizer = AutoTokenizer.from_pretrained(checkpoint("bert-zh"))
    """
    from transformers.utils import logging

    shown = logging.is_progress_bar_enabled()
    logging.disable_progress_bar()
    try:
        yield
    finally:
        if shown:
            logging.enable_progress_bar()
