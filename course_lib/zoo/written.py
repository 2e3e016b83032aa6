"""What people wrote, sentence by sentence, for a model to learn from: data/written_*.*, one file a writer.

A grammar teaches a model the grammar. These sentences follow none: each writer wrote without seeing the others' files
or what the model is measured on. Empty lines and lines that begin with # say nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import permutations
from pathlib import Path

from course_lib.zoo.near_copies import shared


def writers(data: Path, kind: str = "written") -> dict[str, tuple[str, ...]]:
    """Writer -> the lines of his file ``<kind>_<writer>.*``, in order; empty where nobody wrote."""
    found = {}
    for path in sorted(data.glob(f"{kind}_*.*")):
        lines = path.read_text(encoding="utf-8").splitlines()
        found[path.stem.removeprefix(f"{kind}_")] = tuple(
            line for line in lines if line.strip() and not line.startswith("#")
        )
    return found


@cache
def lines(data: Path, kind: str = "written") -> tuple[str, ...]:
    """The lines of every writer."""
    return tuple(line for own in writers(data, kind).values() for line in own)


def alikeness(of: Mapping[str, Sequence[str]], text: Callable[[str], str] = str) -> str:
    """How alike the writers write, for a card: the share of one's runs of three words that another has too.

    `text` takes from a line what is read, without labels.

    >>> alikeness({"a": ["one two three four"], "b": ["two three four five"]})
    '2 writers; of the runs of three words or characters of one, another has 50% too on the average (at most 50%)'
    """
    shares = [
        shared([text(line) for line in of[one]], [text(line) for line in of[other]])
        for one, other in permutations(of, 2)
    ]
    if not shares:
        return f"{len(of)} writers"
    return (
        f"{len(of)} writers; of the runs of three words or characters of one, another has "
        f"{sum(shares) / len(shares):.0%} too on the average (at most {max(shares):.0%})"
    )
