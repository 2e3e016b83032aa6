"""The text that a picture or a step is asked to be of: what was given is named where it is no text."""

from __future__ import annotations

from course_lib.display.words import words


def want_text(value: object, name: str) -> None:
    """Raise CourseError unless `value` is a str that can be encoded."""
    if isinstance(value, (list, tuple)):
        raise words.error("several-texts", name=name, kind=type(value).__name__, length=len(value))
    if not isinstance(value, str):
        raise words.error("id-for-text" if isinstance(value, int) else "no-text", name=name, seen=described(value))
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise words.error("surrogate", name=name)


def described(value: object) -> str:
    """A value in an error's words: its type, and how it begins.

    >>> described(12)
    'an int: 12'
    """
    kind = type(value).__name__
    return words(f"described.{'an' if kind[0] in 'aeiou' else 'a'}", kind=kind, value=f"{value!r:.60}")
