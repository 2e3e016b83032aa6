"""Lexicons whose members hold spaces, and label-marked templates: English counterparts of `grammar.read_lexicon`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


def read_phrases(path: Path) -> dict[str, tuple[str, ...]]:
    """Categories written ``name: member; member``, or parted by spaces where a line has no semicolon.

    A category named twice is the union of both; a member named twice is drawn twice as often.
    """
    found: dict[str, tuple[str, ...]] = {}
    for line in lines(path):
        name, _, members = line.partition(": ")
        parts = members.split(";") if ";" in members else members.split()
        found[name] = found.get(name, ()) + tuple(part.strip() for part in parts if part.strip())
    return found


def lines(path: Path) -> Iterator[str]:
    """The lines of a data file, without comments and empty ones."""
    written = path.read_text(encoding="utf-8").splitlines()
    return (line.strip() for line in written if line.strip() and not line.startswith("#"))
