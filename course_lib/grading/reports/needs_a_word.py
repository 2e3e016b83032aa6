"""Students who solved nothing in a lesson, by what probably stands in their way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from course_lib.grading.reports.marks import Marks

#: Kind -> how a report puts it, the most pressing first.
KINDS = {
    "unreadable": "The file cannot be read",
    "crashed": "Everything they tried crashed or never ended",
    "none-solved": "Tried, and solved nothing",
    "untouched": "Handed in as it was released",
    "nothing": "Handed in nothing",
}


@dataclass(frozen=True)
class NeedsAWord:
    """One student in one lesson; `kind` is a key of `KINDS`, `reason` what the student was told about a file."""

    kind: str
    lesson: str
    student: str
    reason: str = ""


def who_needs_a_word(marks: Iterable[Marks]) -> tuple[NeedsAWord, ...]:
    """Every student without a solved exercise in a lesson, ordered by kind."""
    found = [
        NeedsAWord(kind, mark.lesson, mark.student, mark.results[0].reason if kind == "unreadable" else "")
        for mark in marks
        if (kind := _kind(mark))
    ]
    return tuple(sorted(found, key=lambda one: (list(KINDS).index(one.kind), one.lesson)))


def _kind(mark: Marks) -> str:
    outcomes = set(mark.outcomes)
    if not mark.handed_in:
        return "nothing"
    if "unreadable" in outcomes:
        return "unreadable"
    if outcomes <= {"unattempted"}:
        return "untouched"
    if outcomes <= {"crashed", "timeout", "unattempted"}:
        return "crashed"
    return "" if "passed" in outcomes else "none-solved"
