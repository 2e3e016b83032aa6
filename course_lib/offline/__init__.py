"""Tutorials that people already have, run here without a network: `%load_ext course_lib.offline`.

From then on a name on the hub is answered with the course's small model that comes nearest to it, which says so once,
with what it can do; a call that transformers 5 dropped is given back; a picture, a sound or a data set that a tutorial
fetches is answered with one of the course's. What cannot be had is a clear error. Nothing is changed before it is
loaded, `%unload_ext course_lib.offline` takes all of it back, and no cache, token or file of anybody's is touched.

>>> import transformers
>>> with tutorials_offline():
...     classify = transformers.pipeline("sentiment-analysis", model="cardiffnlp/twitter-roberta-base-sentiment-latest")
cardiffnlp/twitter-roberta-base-sentiment-latest is answered by sentiment-en, ...
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from course_lib.offline.patches import Patches
from course_lib.offline.stand_ins import nearest, stand_in

__all__ = [
    "load_ipython_extension",
    "nearest",
    "stand_in",
    "start",
    "stop",
    "tutorials_offline",
    "unload_ipython_extension",
]

_patches = Patches()


def start() -> None:
    """Answer names on the hub with the course's models, until `stop`; a second time it does nothing."""
    if _patches:
        return
    from course_lib.offline import audio_columns, data_sets, files, generating, loading, older_names

    for room in (loading, older_names, files, data_sets, audio_columns, generating):
        room.patch(_patches)


def stop() -> None:
    """Leave every library as it was."""
    _patches.undo()


@contextmanager
def tutorials_offline() -> Iterator[None]:
    """`start`, and `stop` at the end of the block."""
    start()
    try:
        yield
    finally:
        stop()


def load_ipython_extension(shell: Any) -> None:
    """What ``%load_ext course_lib.offline`` calls."""
    start()


def unload_ipython_extension(shell: Any) -> None:
    """What ``%unload_ext course_lib.offline`` calls."""
    stop()
