"""Collecting: from archives to SUBMITTED, and an account of everything that was taken or left."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from course_lib.course_root import Course
from course_lib.errors import CourseError
from course_lib.grading.collect.archives import Reader, reader_of
from course_lib.grading.collect.canvas_and_moodle_downloads import MOODLE, PLAIN, HandIn, Person, hand_ins
from course_lib.grading.collect.choices import Candidate, Choice, newest
from course_lib.grading.collect.lateness import Lateness, lateness
from course_lib.grading.collect.lesson_names import lesson_in_name, lessons_in_cells
from course_lib.grading.collect.members import (
    Damaged,
    Limits,
    Member,
    is_notebook,
    left_by_the_system,
    why_not_a_notebook,
)
from course_lib.grading.collect.people import Placed, place_people
from course_lib.grading.collect.roster import Student
from course_lib.grading.collect.submitted_folder import SubmittedFolder


@dataclass(frozen=True)
class Collecting:
    """How to collect: `lesson` where all files are of one, `due` where lateness is asked for."""

    lesson: str = ""
    roster: tuple[Student, ...] | None = None
    due: datetime | None = None
    force: bool = False
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True)
class Left:
    """A file that was not taken (or, without a name, the rest of an archive), and why."""

    archive: str
    name: str
    reason: str


@dataclass(frozen=True)
class Taken:
    student: str
    choice: Choice
    what: str
    late: Lateness


@dataclass(frozen=True)
class Collection:
    """What `course collect` did. `missing` holds, by lesson, the roster's students who handed nothing in."""

    taken: tuple[Taken, ...]
    left: tuple[Left, ...]
    placed: Placed
    missing: dict[str, tuple[str, ...]]
    strangers: tuple[str, ...]


def collect(course: Course, archives: Sequence[Path], out: Path, how: Collecting | None = None) -> Collection:
    """Lay out the notebooks of some archives as ``OUT/STUDENT/LESSON/LESSON.ipynb``.

    Parameters
    ----------
    archives:
        Zip files, tar files and folders, as a learning platform lets one download them; later ones count as newer
        where nothing else tells.
    out:
        An empty or new folder, or one that an earlier run filled: that one is brought up to date.

    Raises CourseError when an archive is not there or is none, and when `out` holds other people's files. What is
    wrong inside an archive is told in the result and stops nothing.
    """
    how = how or Collecting()
    readers = [reader_of(archive) for archive in archives]
    _keep_apart(archives, out)
    folder = SubmittedFolder(out, force=how.force)
    lessons = course.lessons()
    staging = folder.open()
    try:
        candidates: list[Candidate] = []
        left: list[Left] = []
        budget = how.limits.total_bytes
        for place, (archive, reader) in enumerate(zip(archives, readers, strict=True)):
            held = _Archive(str(archive), staging / str(place), lessons, how, budget)
            held.staging.mkdir()
            held.read(archive, reader)
            budget -= held.size
            candidates += held.candidates()
            left += held.left
        return _lay_out(folder, candidates, left, how)
    finally:
        folder.close(staging)


class _Archive:
    """One archive: its notebooks, kept in `staging`, and what was left."""

    def __init__(self, label: str, staging: Path, lessons: list[str], how: Collecting, budget: int) -> None:
        self.label = label
        self.staging = staging
        self.lessons = lessons
        self.how = how
        self.limits = replace(how.limits, total_bytes=budget)
        self.size = 0
        self.left: list[Left] = []
        self.kept: list[tuple[Member, Path, str, tuple[str, ...]]] = []

    def read(self, path: Path, reader: Reader) -> None:
        try:
            for member in _with_progress(reader(path, self.limits, _wanted), Path(self.label).name):
                self._take(member)
                if self.size > self.limits.total_bytes:
                    raise Damaged("all archives together hold more than is taken at once")
        except Damaged as reason:
            self._leave("", str(reason))
        except OSError as error:
            self._leave("", f"it cannot be read on ({error.strerror or error})")

    def _take(self, member: Member) -> None:
        if left_by_the_system(member.name):
            self._leave(member.name, "left there by the system: nobody handed it in")
            return
        if member.refused or member.data is None:
            self._leave(member.name, member.refused or why_not_a_notebook(member.name))
            return
        self.size += len(member.data)
        staged = self.staging / str(len(self.kept))
        staged.write_bytes(member.data)
        cells = lessons_in_cells(member.data, self.lessons)
        self.kept.append((replace(member, data=None), staged, hashlib.sha256(member.data).hexdigest(), cells))

    def _leave(self, name: str, reason: str) -> None:
        self.left.append(Left(self.label, name, reason))

    def candidates(self) -> Iterator[Candidate]:
        """The notebooks whose student and lesson are known; the others are left."""
        found = hand_ins([member.name for member, *_ in self.kept], self.lessons, self.how.lesson)
        made = max((member.time for member, *_ in self.kept if member.time), default=None)
        for (member, staged, digest, cells), hand_in in zip(self.kept, found, strict=True):
            if isinstance(hand_in, str):
                self._leave(member.name, hand_in)
                continue
            lesson, reason = _lesson(hand_in, cells, self.lessons, self.how.lesson)
            if reason:
                self._leave(member.name, reason)
                continue
            plain = hand_in.person.platform == PLAIN
            yield Candidate(
                self.label,
                member.name,
                hand_in.person,
                lesson,
                staged,
                digest,
                hand_in.attachment,
                member.time if plain else made if hand_in.person.platform == MOODLE else None,
                hand_in.number or lesson_in_name(hand_in.file, self.lessons).number,
                member.time if plain else None,
                hand_in.late,
            )


def _wanted(name: str) -> bool:
    return is_notebook(name) and not left_by_the_system(name)


def _lesson(hand_in: HandIn, cells: tuple[str, ...], lessons: list[str], only: str) -> tuple[str, str]:
    """The lesson of a notebook, or why it is not known: its name, its folder and its exercises must agree."""
    named = {*lesson_in_name(hand_in.file, lessons).lessons, *([hand_in.folder] if hand_in.folder else [])}
    inside = set(cells)
    if named and inside and not named & inside:
        return "", f"it is called after {_list(named)} and holds exercises of {_list(inside)}"
    said = named & inside or named or inside
    if not said and only:
        said = {only}
    if only and only in said:
        said = {only}
    if len(said) != 1:
        told = f"it could be of {_list(said)}" if said else "neither its name nor its cells say which lesson it is"
        return "", told + ("" if only else " (--lesson says it for all files)")
    lesson = said.pop()
    return (lesson, "") if not only or lesson == only else ("", f"it is of {lesson}, and --lesson says {only}")


def _list(lessons: set[str]) -> str:
    return " and ".join(sorted(lessons))


def _lay_out(folder: SubmittedFolder, candidates: list[Candidate], left: list[Left], how: Collecting) -> Collection:
    people: dict[Person, frozenset[str]] = {}
    for candidate in candidates:
        people[candidate.person] = people.get(candidate.person, frozenset()) | {candidate.lesson}
    placed = place_people(people, how.roster or (), folder.known())
    groups: dict[tuple[str, str], list[Candidate]] = {}
    for candidate in candidates:
        groups.setdefault((placed.folders[candidate.person], candidate.lesson), []).append(candidate)
    accounts = {place: student.account for place, student in placed.holders.items()}
    folder.remember(accounts, {student.id for student in how.roster or ()})
    taken = []
    try:
        for (student, _), group in sorted(groups.items()):
            choice = newest(group)
            late = lateness(choice.taken, how.due)
            taken.append(Taken(student, choice, folder.put(student, choice.taken), late))
    finally:
        if taken or how.roster:
            folder.save()
    missing, strangers = _against_roster(folder, taken, placed, how.roster)
    return Collection(tuple(taken), tuple(left), placed, missing, strangers)


def _against_roster(
    folder: SubmittedFolder, taken: list[Taken], placed: Placed, roster: tuple[Student, ...] | None
) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """By lesson, the students of whom nothing is there; and the folders of people who are not in the roster."""
    if roster is None:
        return {}, ()
    lessons = sorted({t.choice.taken.lesson for t in taken})
    missing = {lesson: tuple(s.id for s in roster if not folder.handed_in(s.id, lesson)) for lesson in lessons}
    strangers = {f for person, f in placed.folders.items() if person not in placed.students}
    return {lesson: ids for lesson, ids in missing.items() if ids}, tuple(sorted(strangers))


def _keep_apart(archives: Sequence[Path], out: Path) -> None:
    for archive in archives:
        one, other = archive.resolve(), out.resolve()
        if archive.is_dir() and (one.is_relative_to(other) or other.is_relative_to(one)):
            raise CourseError(f"{out} and {archive} lie in one another.", "Name a folder outside the archive.")


def _with_progress(members: Iterator[Member], label: str) -> Iterator[Member]:
    """The same members, with a bar on stderr that counts them."""
    from tqdm import tqdm

    with tqdm(members, desc=label[:40], file=sys.stderr, unit=" files") as bar:
        yield from bar
