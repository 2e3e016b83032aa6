"""By which rules a reply counts as right: written down before the model that is judged by them was trained.

The items of heldout_apart.jsonl are judged here, by kind. A rule is lenient about wording and strict about content:
what must be said (``any``, ``all``), what must not (``none``), the form of a poem, and that an answer from a passage is
an answer and not the passage.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

LINES, CHARACTERS = 4, 5
_BETWEEN_LINES = re.compile(r"[，。！？；、,.!?;\s]+")
_LINE = re.compile(rf"[一-鿿]{{{CHARACTERS}}}")
_LONGEST_SHARE = 0.6
"""An answer from a passage is at most this share of the message that holds the passage."""


def lines_of(text: str) -> list[str]:
    """The lines of a poem, by its marks and line ends.

    >>> lines_of("春风吹绿柳，细雨润新花。")
    ['春风吹绿柳', '细雨润新花']
    """
    return [line for line in _BETWEEN_LINES.split(text) if line]


def is_quatrain(text: str) -> bool:
    """Four lines of five Chinese characters and nothing else, no line twice.

    >>> is_quatrain("春风吹绿柳，\\n细雨润新花。\\n燕子归旧家，\\n青草绿河边。")
    True
    >>> is_quatrain("春风吹绿柳，\\n春风吹绿柳。\\n燕子归旧家，\\n青草绿河边。")
    False
    """
    lines = lines_of(text)
    return len(lines) == LINES == len(set(lines)) and all(_LINE.fullmatch(line) for line in lines)


def is_about(text: str, words: Sequence[str]) -> bool:
    """Whether at least one of a theme's words stands in a poem."""
    return any(word in text for word in words)


def is_verse(text: str, count: int) -> bool:
    """Whether an English text has at least `count` lines of two words or more, no line twice."""
    lines = [line.strip().lower() for line in text.splitlines() if len(line.split()) > 1]
    return len(lines) >= count and len(set(lines)) == len(lines)


def says(text: str, part: str) -> bool:
    """Whether `part` is said in a text; a number only where it stands as a whole: 12 says no 2.

    >>> says("It is 12.", "2"), says("It is 12.", "12"), says("十二", "二")
    (False, True, True)
    """
    if part.isdecimal() and part.isascii():
        return part in re.findall(r"\d+", text)
    return part.lower() in text.lower()


def serves(reply: str, item: Mapping[str, Any], about: Mapping[str, Sequence[str]]) -> bool:
    """Whether a reply is what an item of the held-out file asks for; `about` holds each theme's words."""
    kind = item["kind"]
    if not reply.strip():
        return False
    if kind in ("poem", "poem-without"):
        without = item.get("without", "")
        return is_quatrain(reply) and is_about(reply, about[item["theme"]]) and not (without and without in reply)
    if item.get("lines") and not is_verse(reply, item["lines"]):
        return False
    if kind == "reading" and len(reply) > _LONGEST_SHARE * len(item["messages"][-1]["content"]):
        return False
    wanted = not item.get("any") or any(says(reply, part) for part in item["any"])
    whole = all(says(reply, part) for part in item.get("all", ()))
    return wanted and whole and not any(says(reply, part) for part in item.get("none", ()))
