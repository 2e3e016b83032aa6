"""Several notebooks of one student for one lesson: which is the newest, and how that is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from course_lib.grading.collect.canvas_and_moodle_downloads import Person

UNKNOWN = "nothing tells which one is the newest: the last one in the archives was taken"


@dataclass(frozen=True)
class Candidate:
    """One notebook that could be somebody's submission; its bytes lie in `staged`.

    `attachment`, `time` and `number` put it in order: the platform's number for the upload, the time that the archive
    gives, the number in a copy's name. `submitted` is that time where it tells when the file was saved, and None
    where it only tells when the archive was made. `marked_late` is the platform's mark, None where it makes none.
    """

    archive: str
    name: str
    person: Person
    lesson: str
    staged: Path
    digest: str
    attachment: int | None = None
    time: datetime | None = None
    number: int = 0
    submitted: datetime | None = None
    marked_late: bool | None = None


@dataclass(frozen=True)
class Choice:
    taken: Candidate
    others: tuple[Candidate, ...] = ()
    why: str = ""


_ORDERS: tuple[tuple[Callable[[Candidate], Any], str], ...] = (
    (lambda c: c.attachment, "the platform's number for the upload is the highest"),
    (lambda c: c.time, "its time in the archive is the newest"),
    (lambda c: c.number, "the number in its name is the highest"),
)


def newest(candidates: Sequence[Candidate]) -> Choice:
    """The newest of these, in the order in which the archives were named; with the reason for the choice.

    An order counts only where all of them have a place in it. When none decides, the last one is taken and the reason
    says that it was not known.
    """
    left, why = list(candidates), UNKNOWN
    for place, reason in _ORDERS:
        places = [place(candidate) for candidate in left]
        if None not in places and len(set(places)) > 1:
            left, why = [c for c, p in zip(left, places, strict=True) if p == max(places)], reason
        if len(left) == 1:
            break
    taken = left[-1]
    if len({candidate.digest for candidate in candidates}) == 1:
        why = "they are the same, byte for byte"
    elif len({candidate.digest for candidate in left}) > 1:
        why = UNKNOWN
    others = tuple(candidate for candidate in candidates if candidate is not taken)
    return Choice(taken, others, why if others else "")
