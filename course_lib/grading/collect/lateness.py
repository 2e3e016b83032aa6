"""Late or not: told from what the archive knows, and called not known where it knows nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from course_lib.errors import CourseError
from course_lib.grading.collect.choices import Candidate

_WITH_SECONDS = re.compile(r"\d\d:\d\d:\d\d")
LATE, IN_TIME = "late", "in time"
MARKED, NOT_MARKED = "marked late", "not marked late"
NOT_KNOWN = "not known"


@dataclass(frozen=True)
class Lateness:
    """`status` is one of the five words above; `by_minutes` only where it is late by a time that is known."""

    status: str
    by_minutes: int | None = None


def parse_due(text: str) -> datetime:
    """A date and a time, here or with an offset: ``2026-11-20 23:59``, ``2026-11-20T23:59+08:00``. One without seconds
    is meant to the end of its minute, as the platforms mean it.

    >>> parse_due("2026-11-20 23:59").second
    59

    Raises CourseError for anything else; for a date alone too, which would mean the first minute of that day.
    """
    try:
        due = datetime.fromisoformat(text.strip())
        if ":" not in text:
            raise ValueError("no time of day")
        if not _WITH_SECONDS.search(text):
            due = due.replace(second=59, microsecond=999_999)
        return due.astimezone() if due.tzinfo is None else due
    except (ValueError, OverflowError, OSError) as error:
        raise CourseError(
            f"{text!r} is no date and time.",
            'Write it like this: --due "2026-11-20 23:59" (an offset may follow: +08:00).',
        ) from error


def lateness(candidate: Candidate, due: datetime | None) -> Lateness:
    """Whether it was handed in late: the platform's mark where it makes one, else its own time against `due`."""
    if candidate.marked_late is not None:
        return Lateness(MARKED if candidate.marked_late else NOT_MARKED)
    if due is None or candidate.submitted is None:
        return Lateness(NOT_KNOWN)
    over = (candidate.submitted - due).total_seconds()
    return Lateness(LATE, max(1, round(over / 60))) if over > 0 else Lateness(IN_TIME)
