"""The files in data/: sections of phrases, and phrases with alternatives.

``[name]`` opens a section, ``#`` a comment. In a phrase ``(a|b|)`` stands for one of its alternatives, here also
for nothing, and may hold further ones; ``{x}`` is a place that the caller fills. A marked section's lines begin
with a language and a sign for what they are: ``zh? …`` a question, ``en= …`` an answer.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
_CHOICE = re.compile(r"\(([^()]*)\)")
_MARK = re.compile(r"((?:zh|en).|use:) ?(.*)")

Phrases = Mapping[str, Sequence[str]]


@cache
def sections(name: str) -> dict[str, tuple[str, ...]]:
    """Section -> its lines, of the file data/`name`.txt, in order."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in (DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            lines = found.setdefault(line.strip("[] "), [])
        elif line.strip() and not line.startswith("#"):
            lines.append(line.strip())
    return {title: tuple(lines) for title, lines in found.items()}


@cache
def marked(name: str) -> dict[str, dict[str, tuple[str, ...]]]:
    """Section -> mark (``zh?``) -> its phrases, of a file whose lines are marked."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for title, lines in sections(name).items():
        marks: dict[str, list[str]] = {}
        for line in lines:
            match = _MARK.fullmatch(line)
            if match is None:
                raise ValueError(f"{name}.txt, [{title}]: a line without a mark, {line[:40]!r}")
            marks.setdefault(match[1], []).append(match[2])
        found[title] = {mark: tuple(phrases) for mark, phrases in marks.items()}
    return found


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The lines of a file without sections, each parted at its strokes."""
    text = (DATA / f"{name}.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return tuple(tuple(cell.strip() for cell in line.split("|")) for line in lines)


def expand(phrase: str, rng: random.Random) -> str:
    """`phrase` with every alternative decided.

    >>> expand("(很|)好", random.Random(0)) in ("很好", "好")
    True
    """
    while "(" in phrase:
        phrase = _CHOICE.sub(lambda match: rng.choice(match[1].split("|")), phrase)
    return phrase


def pick(phrases: Sequence[str], rng: random.Random, **places: str) -> str:
    """One of `phrases`, its alternatives decided and its places filled."""
    text = expand(rng.choice(phrases), rng)
    for place, value in places.items():
        text = text.replace("{" + place + "}", value)
    return text


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
