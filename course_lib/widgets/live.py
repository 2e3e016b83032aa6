"""A still picture and a live one: which of them a reader sees.

A widget is a program in the page. In a saved notebook that is opened again it is gone, and JupyterLab writes an error
in its place whatever else the output holds. So the still picture is an output of its own, before the widget's, and the
widget hides it while it lives (`still.js`).
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course_lib.display.markup import Html, tag
from course_lib.widgets.words import words

#: By this class of its frame the widget finds the still picture before it.
STILL = "glassbox-still"


@dataclass(frozen=True, repr=False)
class Live:
    """The last line of a cell: shows `still`, and after it the widget that `make` gives, where there is one to give."""

    still: Any
    make: Callable[[], Any]

    def __repr__(self) -> str:
        return repr(self.still)

    def _ipython_display_(self) -> None:
        from IPython.core.getipython import get_ipython
        from IPython.display import display

        shell = get_ipython()
        if not hasattr(shell, "kernel"):  # a terminal shows text
            print(repr(self.still))  # noqa: T201
            return
        display(_Still(self.still))
        if importlib.util.find_spec("anywidget") is not None:
            display(self.make())


@dataclass(frozen=True, repr=False)
class _Still:
    picture: Any

    def __repr__(self) -> str:
        return repr(self.picture)

    def _repr_html_(self) -> str:
        return tag("div", Html(self.picture._repr_html_()), class_=STILL)


def program(name: str) -> str:
    """The program of a widget, an ECMAScript module: what all of them share, and its own part."""
    folder = Path(__file__).parent
    return (folder / "still.js").read_text(encoding="utf-8") + (folder / name).read_text(encoding="utf-8")


def said(*keys: str) -> dict[str, str]:
    """The words that a widget's program needs, by their last part: ``said("bars.prompt")`` is ``{"prompt": ...}``."""
    return {key.rpartition(".")[2]: words(key) for key in keys}
