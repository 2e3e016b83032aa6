"""A start that takes long says what it is doing: one line under a cell that has been importing for some seconds.

On a crowded machine the first import of torch and transformers can take a quarter of a minute, in which a page shows
nothing but `[*]`.
"""

from __future__ import annotations

import sys
import threading
import time
import uuid
from types import FrameType
from typing import Any

from course_lib.exercises.at_the_kernel import somebody_reads
from course_lib.exercises.texts import common_texts
from course_lib.language import current_language

#: Seconds after which a cell that is importing says so.
PATIENCE = 3.0


class SlowStart:
    """Watches the cells of a kernel: `before` and `after` are called around each."""

    def __init__(self, shell: Any) -> None:
        self.shell = shell
        self.timer: threading.Timer | None = None
        self.shown: tuple[str, str] | None = None
        self.began = 0.0

    def before(self, *_: Any) -> None:
        self.shown, self.began = None, time.monotonic()
        if somebody_reads(self.shell):
            self.timer = threading.Timer(PATIENCE, self._look, [threading.get_ident()])
            self.timer.daemon = True
            self.timer.start()

    def after(self, *_: Any) -> None:
        if self.timer is not None:
            self.timer.cancel()
            self.timer.join()  # it may be saying its line just now, and has the last word else
            self.timer = None
        if self.shown is not None:
            package, place = self.shown
            self._say("loaded", package, place, update=True)

    def _look(self, thread: int) -> None:
        package = being_imported(sys._current_frames().get(thread))
        if package is not None:
            self.shown = package, uuid.uuid4().hex
            self._say("loading", package, self.shown[1], update=False)

    def _say(self, word: str, package: str, place: str, *, update: bool) -> None:
        text = common_texts(current_language())["slow-start"][word]
        said = text.format(package=package, seconds=round(time.monotonic() - self.began))
        data = {"text/plain": said, "text/html": f'<div style="opacity:.75;line-height:1.5">{said}</div>'}
        self.shell.display_pub.publish(data, transient={"display_id": place}, update=update)


def being_imported(frame: FrameType | None) -> str | None:
    """The package that a thread is importing, by the import that was asked for first; None when it imports nothing."""
    found = None
    while frame is not None:
        if frame.f_code.co_name == "_find_and_load" and "importlib" in frame.f_code.co_filename:
            found = str(frame.f_locals.get("name", "")).partition(".")[0] or found
        frame = frame.f_back
    return found


def watch(shell: Any) -> None:
    """Watch the cells of this kernel from now on."""
    watcher = SlowStart(shell)
    shell.events.register("pre_run_cell", watcher.before)
    shell.events.register("post_run_cell", watcher.after)
