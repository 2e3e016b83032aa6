"""What is told of a list of texts, one for each piece that came, when it is not the list asked for."""

from __future__ import annotations

from typing import Any

from course_lib.exercises.exercise import Mistake
from course_lib.exercises.properties import is_list_of


def piece_by_piece(value: Any, expected: list[str]) -> str | Mistake | None:
    """None, or how the list parts from the one asked for: type, what it says joined, how many, and when."""
    if value == expected and type(value) is list:
        return None
    if isinstance(value, str):
        return "in-one-text"
    if problem := is_list_of(value, str):
        return problem
    mine, wanted = "".join(value), "".join(expected)
    if value == expected[:-1] and not expected[-1]:
        return "no-text-for-the-end"
    if value == [text for text in expected if text]:
        return "empty-texts-left-out"
    if mine != wanted:
        return "differs"
    if len(value) != len(expected):
        return Mistake("another-number-of-texts", {"count": len(value), "wanted": len(expected)})
    for number in range(len(expected)):
        given, due = len("".join(value[: number + 1])), len("".join(expected[: number + 1]))
        if given != due:
            return Mistake("too-late" if given < due else "too-early", {"number": number})
    return "differs"
