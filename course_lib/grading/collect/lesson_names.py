"""Which lesson a notebook is of: by what its file is called, and by the exercises in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from course_lib.exercises.catalogue import exercises_of
from course_lib.grading.handed_in.submission import Unreadable, read_cells

_LONGEST = 250  # characters that are looked at: file systems keep no longer names
_SUFFIX = re.compile(r"\.ipynb(?:\.(?:txt|json))?$", re.IGNORECASE)
_COPY = r"(?:copy|kopie|copie|copia)"
#: What browsers, file managers, Drive and Canvas make of the name of a second copy.
_MARKS = tuple(
    re.compile(pattern, re.IGNORECASE | re.DOTALL)
    for pattern in (
        rf"{_COPY}(?: (?P<number>\d{{1,3}}))? (?:of|von|de|di) (?P<rest>.+)",
        r"副本\s?(?P<rest>.+)",
        r"(?P<rest>.+?)[\s_-]*\((?P<number>\d{1,3})\)",
        rf"(?P<rest>.+?)(?:[\s_-]+{_COPY}|\s*\({_COPY}\))(?:[\s_-]*(?P<number>\d{{1,3}}))?",
        r"(?P<rest>.+?)[\s_-]*(?:的?副本|复制|拷贝)\s?(?P<number>\d{1,3})?",
        r"(?P<rest>.+)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
    )
)
#: A number at the end is as often part of a name: taken away only where the name of a lesson is left.
_NUMBERED = re.compile(r"(?P<rest>.+?)[\s_-]+(?P<number>\d{1,3})", re.DOTALL)


@dataclass(frozen=True)
class NamedLesson:
    """The lessons a name speaks of (none, one or more), and the number that tells it from its copies."""

    lessons: tuple[str, ...]
    number: int = 0


def lesson_in_name(file: str, lessons: Sequence[str]) -> NamedLesson:
    """Which lessons a file name speaks of.

    >>> lesson_in_name("Copy of 04_tokenizer（1）.ipynb", ["04-tokenizer", "05-new-tokens"])
    NamedLesson(lessons=('04-tokenizer',), number=1)
    """
    stem, number = _stem(file), 0
    while True:
        if found := _whole(stem, lessons):
            return NamedLesson(found, number)
        shorter, further = _without_mark(stem, (*_MARKS, _NUMBERED))
        if shorter == stem:
            return NamedLesson(_inside(_stem(file), lessons))
        stem, number = shorter, max(number, further)


def without_copy_marks(file: str) -> tuple[str, int]:
    """A file's name without suffix and without what a second copy of it adds, and that copy's number.

    >>> without_copy_marks("Ann-2 (3).ipynb")
    ('Ann-2', 3)
    """
    stem, number = _stem(file), 0
    while True:
        shorter, further = _without_mark(stem, _MARKS)
        if shorter == stem:
            return stem, number
        stem, number = shorter, max(number, further)


def lesson_of_folder(folder: str, lessons: Sequence[str]) -> str:
    """The lesson whose full name a folder has; the empty string when it is none."""
    return next((lesson for lesson in lessons if _words(_stem(folder)) == lesson), "")


def lessons_in_cells(data: bytes, lessons: Sequence[str]) -> tuple[str, ...]:
    """The lessons whose exercises stand in a notebook, by the ids of its cells; none for what cannot be read."""
    try:
        ids = {name.removesuffix("-check") for cell in read_cells(data) for name in cell.ids}
    except Unreadable:
        return ()
    return tuple(lesson for lesson in lessons if ids & {exercise.id for exercise in exercises_of(lesson)})


def _stem(file: str) -> str:
    """The name without its suffix; full-width brackets and digits become plain ones."""
    return _SUFFIX.sub("", unicodedata.normalize("NFKC", file[-_LONGEST:]).strip()).strip()


def _words(stem: str) -> str:
    words = [word for word in re.split(r"[\s_.+-]+", stem.casefold()) if word]
    if words and words[0].isdecimal():
        words[0] = words[0].zfill(2)
    return "-".join(words)


def _without_mark(stem: str, marks: Sequence[re.Pattern[str]]) -> tuple[str, int]:
    for mark in marks:
        if found := mark.fullmatch(stem):
            number = found.groupdict().get("number")
            return found["rest"].strip(), int(number) if number else 1
    return stem, 0


def _whole(stem: str, lessons: Sequence[str]) -> tuple[str, ...]:
    """Lessons that are the whole name: in full, by number, or by slug."""
    words = _words(stem)
    return tuple(lesson for lesson in lessons if words and words in (lesson, *lesson.split("-", 1)))


def _inside(stem: str, lessons: Sequence[str]) -> tuple[str, ...]:
    """Lessons that stand somewhere in a name, number and slug together: ``wang 04 tokenizer final``."""
    return tuple(lesson for lesson in lessons if f"-{lesson}-" in f"-{_words(stem)}-")
