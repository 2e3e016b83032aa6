"""Hand-ins that were made in another release of the course than the one that grades them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from course_lib.course_root import __version__
from course_lib.grading.handed_in.class_folder import Submission


@dataclass(frozen=True)
class OtherRelease:
    """Who, of all who handed in a lesson, did so in the release `version`; empty where notebooks do not say which."""

    lesson: str
    version: str
    students: tuple[str, ...]
    handed_in: int


def other_releases(versions: Iterable[tuple[Submission, str]], ours: str = __version__) -> tuple[OtherRelease, ...]:
    """Lesson by lesson, the notebooks whose `versions` are not `ours`."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    all_of_it: Counter[str] = Counter()
    for submission, version in versions:
        all_of_it[submission.lesson] += 1
        if version != ours:
            found[submission.lesson, version].append(submission.student)
    return tuple(
        OtherRelease(lesson, version, tuple(students), all_of_it[lesson])
        for (lesson, version), students in sorted(found.items())
    )
