"""`ready`: the last line of a setup cell, which says that it has run and which models stand where."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass

from course_lib.exercises import at_the_kernel
from course_lib.exercises.texts import common_texts
from course_lib.language import current_language


@dataclass(frozen=True)
class Ready:
    """One calm line, to be shown as the value of the setup cell."""

    text: str

    def __repr__(self) -> str:
        return f"✓ {self.text}"

    def _repr_html_(self) -> str:
        return f'<div style="opacity:.75;line-height:1.5">✓ {html.escape(self.text)}</div>'


def ready(*models: str) -> Ready:
    """Say that a lesson is set up; `models` are the names of those it uses.

    Raises CourseError for a model that the catalogue does not have.

    >>> ready("bert-zh")
    ✓ Ready. bert-zh is the small stand-in that ships with the course, in place of google-bert/bert-base-chinese.
    """
    from course_lib.models.checkpoints import current_profile
    from course_lib.zoo import catalogue

    at_the_kernel.watch_this_kernel()
    words: Mapping[str, str] = common_texts(current_language())["ready"]
    kind = "real" if current_profile() == "hub" else "stand-in"
    said = [
        words["real" if not entry.trained_here else kind].format(name=entry.name, real=entry.hub_id)
        for entry in map(catalogue.find, models)
    ]
    return Ready("".join([words["ready"], *said]))
