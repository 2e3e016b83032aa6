"""Plain text that lines up: visible characters, their width on a screen, aligned columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_NAMED = {" ": "␣", "\n": "↵", "\t": "⇥"}
_JOINER = "\u200d"  # holds the parts of an emoji together


def visible(text: str) -> str:
    """`text` with everything that cannot be seen made visible, and nothing left that could disturb a page.

    Spaces become ␣, line breaks ↵, tabs ⇥; control, private and direction-changing characters become
    their code; a combining mark with nothing before it gets a dotted circle.

    >>> visible("a b\\n")
    'a␣b↵'
    """
    shown = "".join(_visible_character(text, place) for place in range(len(text)))
    return "◌" + shown if shown and unicodedata.combining(shown[0]) else shown


def legible(text: str) -> str:
    """`visible`, except that a space stays a space: for names and sentences."""
    return " ".join(map(visible, text.split(" ")))


def _visible_character(text: str, place: int) -> str:
    character = text[place]
    if character in _NAMED:
        return _NAMED[character]
    category = unicodedata.category(character)
    if category == "Zs":
        return "␣"
    inside = 0 < place < len(text) - 1
    if category in ("Cc", "Cs", "Co", "Zl", "Zp") or (category == "Cf" and not (character == _JOINER and inside)):
        code = ord(character)
        return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    return character


def width(text: str) -> int:
    """How many columns `text` takes in a fixed-width font: a Chinese character takes two."""
    return sum(
        0 if unicodedata.combining(c) or c == _JOINER else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def pad(text: str, columns: int) -> str:
    return text + " " * max(0, columns - width(text))


def aligned(rows: Sequence[Sequence[str]], gap: str = "  ") -> list[str]:
    """Rows of equally many cells as lines whose columns line up."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return [gap.join(pad(cell, w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in rows]


def wrapped(labels: Sequence[str], columns: Sequence[Sequence[str]], limit: int = 100) -> str:
    """Columns side by side under one another's `labels`, broken into blocks no wider than `limit`.

    Each column holds one cell per label: ``wrapped(["token", "id"], [["[CLS]", "101"], ["我", "2769"]])``.
    """
    head = max(map(width, labels))
    blocks: list[list[Sequence[str]]] = [[]]
    used = head
    for column in columns:
        wanted = 2 + max(map(width, column))
        if blocks[-1] and used + wanted > limit:
            blocks.append([])
            used = head
        blocks[-1].append(column)
        used += wanted
    return "\n\n".join("\n".join(aligned(list(zip(labels, *block, strict=True)))) for block in blocks)


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """``1 token``, ``2 tokens``."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"
