"""Writing SUBMITTED: what an earlier run wrote may be replaced, what is the instructor's own may not.

A hidden file in the folder notes what was written: for whom, its hash, and what put it in order. So a late hand-in
replaces an earlier one, an older download does not, and whoever comes second with a name gets another folder. What
rosters said of the people is kept there too: `class_people` reads it when the class is graded.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Set
from dataclasses import asdict, astuple, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from course_lib.errors import CourseError
from course_lib.grading.collect.canvas_and_moodle_downloads import Person
from course_lib.grading.collect.choices import Candidate, newest
from course_lib.grading.collect.people import Known
from course_lib.grading.collect.roster import Account
from course_lib.grading.handed_in.class_people import RECORD
from course_lib.ownership import MANIFEST, refuse_foreign_files, remember_written

_WORK = ".collecting-"
NEW, REPLACED, UNCHANGED, OLDER, CHANGED = "new", "replaced", "unchanged", "older", "changed by hand"


@dataclass(frozen=True)
class Written:
    """A file that we wrote: whose it is, what is in it, and its place in the order of hand-ins."""

    person: Person
    digest: str
    archive: str
    name: str
    attachment: int | None = None
    time: datetime | None = None
    number: int = 0


class SubmittedFolder:
    """SUBMITTED, with the record of what earlier runs wrote into it."""

    def __init__(self, root: Path, *, force: bool = False) -> None:
        """Raises CourseError when `root` holds files that no `course collect` wrote, unless `force` is set."""
        if root.exists() and not root.is_dir():
            raise CourseError(f"{root} is a file, not a folder.", "Name another folder.")
        if not force and not (root / RECORD).is_file():
            refuse_foreign_files(root, force_hint="add --force")
        self.existed = root.exists()
        self.root = root
        self.force = force
        self.written, self.people = _load(root / RECORD)
        self._put: list[str] = []

    def open(self) -> Path:
        """Make it ours, so that a run which is cut short can be repeated; gives an empty folder to work in.

        That folder lies inside, so that a file gets from there to its place in one step.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        for rest in self.root.glob(f"{_WORK}*"):  # of a run that was killed
            shutil.rmtree(rest, ignore_errors=True)
        self.save()
        return Path(tempfile.mkdtemp(prefix=_WORK, dir=self.root))

    def close(self, work: Path) -> None:
        """Remove the folder that `open` gave, and everything else if nothing came of it."""
        shutil.rmtree(work, ignore_errors=True)
        if not self.existed and not self.written:
            (self.root / RECORD).unlink(missing_ok=True)
            (self.root / MANIFEST).unlink(missing_ok=True)
            with contextlib.suppress(OSError):  # somebody else put something there meanwhile
                self.root.rmdir()

    def known(self) -> list[Known]:
        """Who has a folder here already, and the lessons in it."""
        found: dict[tuple[Person, str], set[str]] = {}
        for path, written in self.written.items():
            student, lesson, _ = path.split("/")
            found.setdefault((written.person, student), set()).add(lesson)
        return [Known(person, folder, frozenset(lessons)) for (person, folder), lessons in found.items()]

    def remember(self, people: Mapping[str, Account], ids: Set[str]) -> None:
        """Note what a roster with these ids says of the people in these folders; what is known of others stays."""
        numbers = {account.canvas_id for account in people.values()} - {""}
        # Another's since: the folder of an id that its student does not have, and the one a student had before.
        others = {folder for folder, a in self.people.items() if folder in ids or a.canvas_id in numbers}
        kept = {folder: a for folder, a in self.people.items() if folder in people or folder not in others}
        self.people = kept | {folder: _updated(kept.get(folder), account) for folder, account in people.items()}

    def handed_in(self, student: str, lesson: str) -> bool:
        return (self.root / _place(student, lesson)).is_file()

    def put(self, student: str, candidate: Candidate) -> str:
        """Move a notebook to its place, in one step, or leave what is there; gives one of the five words above."""
        place = _place(student, candidate.lesson)
        target = self.root / place
        before = self.written.get(place)
        if _links_above(target, self.root) or (target.exists() and not target.is_file()):
            return CHANGED
        if target.exists():
            found = _hash(target)
            if found == candidate.digest:
                self._note(place, candidate)
                return UNCHANGED
            ours = before is not None and found == before.digest
            if not ours and not self.force:
                return CHANGED
            if ours and before is not None and _is_older(candidate, before):
                return OLDER
        existed = target.exists()
        target.parent.mkdir(parents=True, exist_ok=True)
        candidate.staged.chmod(0o644)
        candidate.staged.replace(target)
        self._put.append(place)
        self._note(place, candidate)
        return REPLACED if existed else NEW

    def _note(self, place: str, c: Candidate) -> None:
        self.written[place] = Written(c.person, c.digest, c.archive, c.name, c.attachment, c.time, c.number)

    def save(self) -> None:
        """Keep the record, in one step. Files that are no longer there are forgotten."""
        files = {place: w for place, w in sorted(self.written.items()) if (self.root / place).is_file()}
        record: dict[str, Any] = {place: asdict(written) for place, written in files.items()}
        record["people"] = {folder: asdict(account) for folder, account in sorted(self.people.items())}
        text = json.dumps(record, indent=1, default=str)
        new = self.root / f"{RECORD}.new"
        new.write_text(text + "\n", encoding="utf-8")
        new.replace(self.root / RECORD)
        remember_written(self.root, [self.root / place for place in self._put])


def _place(student: str, lesson: str) -> str:
    return f"{student}/{lesson}/{lesson}.ipynb"


def _is_older(candidate: Candidate, before: Written) -> bool:
    there = Candidate(
        before.archive,
        before.name,
        before.person,
        candidate.lesson,
        candidate.staged,
        before.digest,
        before.attachment,
        before.time,
        before.number,
    )
    # What comes now stands last: it is taken unless it is known to be the older one.
    return newest([there, candidate]).taken is there


def _links_above(target: Path, root: Path) -> bool:
    return any(path.is_symlink() for path in (target, *target.parents) if path.is_relative_to(root) and path != root)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _updated(before: Account | None, now: Account) -> Account:
    """What is known now, and what was known before of the same student where the roster has no such column."""
    return Account(*(new or old for new, old in zip(astuple(now), astuple(before or Account()), strict=True)))


def _load(path: Path) -> tuple[dict[str, Written], dict[str, Account]]:
    """The record; whatever in it cannot be understood is as if it had not been written."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}, {}
    pairs: Iterable[tuple[str, Any]] = kept.items() if isinstance(kept, dict) else ()
    found = {}
    for place, fields in pairs:
        try:
            time = datetime.fromisoformat(fields["time"]) if fields["time"] else None
            written = Written(**(fields | {"person": Person(**fields["person"]), "time": time}))
        except (TypeError, KeyError, ValueError):
            continue
        if place.count("/") == 2:
            found[place] = written
    return found, _accounts(kept.get("people") if isinstance(kept, dict) else None)


def _accounts(kept: Any) -> dict[str, Account]:
    found = {}
    for folder, fields in kept.items() if isinstance(kept, dict) else ():
        try:
            account = Account(**fields)
        except TypeError:
            continue
        if all(isinstance(value, str) for value in astuple(account)):
            found[folder] = account
    return found
