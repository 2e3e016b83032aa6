"""The text that a picture or a step is asked to be of: what was given is named where it is no text."""

from __future__ import annotations

from course_lib.errors import CourseError


def want_text(value: object, name: str) -> None:
    """Raise CourseError unless `value` is a str that can be encoded."""
    if isinstance(value, (list, tuple)):
        raise CourseError(
            f"`{name}` should be one text, and it is a {type(value).__name__} of {len(value)}.",
            "For a pair, give two texts: encode(text, pair). For a batch: tokenizer([...], padding=True).",
        )
    if not isinstance(value, str):
        raise CourseError(
            f"`{name}` should be a text (str), and it is {described(value)}.",
            "To turn ids into text, use decode(ids)." if isinstance(value, int) else "Give it as a str.",
        )
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise CourseError(
            f"`{name}` holds half a character (a lone surrogate), which no tokenizer can encode.",
            "Read the file or page it came from as UTF-8, or leave that character out.",
        )


def described(value: object) -> str:
    """A value in an error's words: its type, and how it begins.

    >>> described(12)
    'an int: 12'
    """
    kind = type(value).__name__
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}: {value!r:.60}"
