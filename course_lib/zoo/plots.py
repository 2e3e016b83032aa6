"""Small stories that hold together: plots whose every step is told in one of several hand-written lines.

A plot file has a title in brackets for each plot, then lines that begin with the number of their step; a step marked
with a question mark may be left out. ``{thing}`` stands for a word of that category, chosen once for a story, so
that what is lost in the first sentence is what is found in the last; ``{thing2}`` for another of the same category.
The word file names a category a line, and its members.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_PLACE = re.compile(r"\{(\w+?)(\d?)\}")
# How likely a story is to end early, after each step but the first: people write notes of two sentences, too.
_EARLY_END = 0.12
_OPTIONAL = 0.5


@dataclass(frozen=True)
class Plot:
    """One plot: its steps, each with the lines that can tell it and whether it may be left out."""

    title: str
    steps: tuple[tuple[tuple[str, ...], bool], ...]


@dataclass
class Cast:
    """The words that one story has settled on; `given` are those that the teller has settled before."""

    words: Mapping[str, Sequence[str]]
    rng: random.Random
    given: dict[str, str] = field(default_factory=dict)

    def word(self, place: str, number: str) -> str:
        key = place + number
        if key not in self.given:
            taken = {value for other, value in self.given.items() if other.rstrip("0123456789") == place}
            members = [word for word in self.words[place] if word not in taken]
            self.given[key] = self.rng.choice(members)
        return self.given[key]

    def fill(self, line: str) -> str:
        return _PLACE.sub(lambda match: self.word(match[1], match[2]), line)


def read_plots(*paths: Path) -> tuple[Plot, ...]:
    """The plots of some files, in order."""
    found: list[Plot] = []
    for path in paths:
        title = ""
        steps: dict[str, tuple[list[str], bool]] = {}
        for line in [*path.read_text(encoding="utf-8").splitlines(), "[]"]:
            if line.startswith("["):
                if steps:
                    found.append(Plot(title, tuple((tuple(lines), soft) for lines, soft in steps.values())))
                title, steps = line.strip("[] "), {}
            elif line.strip() and not line.startswith("#"):
                number, _, text = line.partition(" ")
                lines, _ = steps.setdefault(number.rstrip("?"), ([], number.endswith("?")))
                lines.append(text.strip())
    return tuple(found)


def read_words(path: Path, separator: str | None = None) -> dict[str, tuple[str, ...]]:
    """Category -> members, parted by `separator` or, without one, by blanks."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            name, _, members = line.partition(":")
            found[name.strip()] = tuple(member.strip() for member in members.split(separator))
    return found


def tell(plot: Plot, rng: random.Random, fill: Callable[[str], str]) -> list[str]:
    """The lines of one telling of `plot`, each filled by `fill`, in order."""
    told: list[str] = []
    for lines, optional in plot.steps:
        if optional and rng.random() > _OPTIONAL:
            continue
        if len(told) >= 2 and rng.random() < _EARLY_END:
            break
        told.append(fill(rng.choice(lines)))
    return told
