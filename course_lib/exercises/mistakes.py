"""A mistake that a decision recognised: its name, and what may be told of it beyond its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Mistake:
    """What `decide` may give in place of a misconception's bare name.

    Parameters
    ----------
    name:
        The misconception; its sentence is in the lesson's words, or among those that every exercise knows.
    words:
        Fill the {braces} of that sentence. They are read on feedback pages too: positions, counts, names of types;
        never an input, never an expected value. One that is a key of the lesson's ``[id.shown]`` is put in its words.
    shown:
        Rows (label, value) that a public report shows in place of the probe's raw values: only what decided. A label
        is a key of the lesson's ``[id.shown]`` table, whose words may hold the same {braces}; one that has no words
        there is shown as it is.

    >>> Mistake("row-by-chance", {"row": 2}, (("likeness of the last row", "0.03, wanted 1.00"),)).name
    'row-by-chance'
    """

    name: str
    words: Mapping[str, str | int] = field(default_factory=dict)
    shown: tuple[tuple[str, str], ...] | None = None
