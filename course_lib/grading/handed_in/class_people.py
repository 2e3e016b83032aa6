"""Who the students of a class are on Canvas: what `course collect` knew of them, for the table that Canvas imports.

`course collect` leaves a hidden record in SUBMITTED: under ``people`` what a roster says of each student's folder, and
under each notebook's place the file that it came from, in whose name Canvas writes its own number for the student. The
folder comes from outside, so the record may be anything: what cannot be understood in it is as if it were not there.
"""

from __future__ import annotations

import json
import os
import re
import stat
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

RECORD = ".collected.json"
MAX_RECORD = 64 * 2**20
MAX_VALUE = 200

#: Where Canvas's ``_USER_ATTACHMENT_FILE`` may begin; its numbers have no leading zero, unlike those of lessons.
_NUMBERS = re.compile(r"_(?P<user>[1-9][0-9]{0,19})(?=_[1-9][0-9]{0,19}_.)", re.DOTALL)


@dataclass(frozen=True)
class Person:
    """What Canvas calls a student; empty where it is not known."""

    name: str = ""
    canvas_id: str = ""
    sis_user_id: str = ""
    login: str = ""


def known_people(submitted: Path) -> dict[str, Person]:
    """Folder -> who that is on Canvas, as far as `course collect` knew; {} without a record that can be read.

    Canvas would take a wrong number without a word. So a number in the archive counts only where it is the folder's
    only one and nobody else's; and what a roster says of a folder is not believed where all files in it bear another
    number than the roster has: somebody else handed them in.
    """
    record = _read(submitted / RECORD)
    numbers = _archive_numbers(record)
    people = {}
    for folder, person in _roster_people(record).items():
        if not (person.canvas_id and numbers[folder] and person.canvas_id not in numbers[folder]):
            people[folder] = person
    holders = Counter(number for found in numbers.values() for number in found)
    claimed = {person.canvas_id for person in people.values()}
    for folder, found in numbers.items():
        number = next(iter(found)) if len(found) == 1 else ""
        person = people.get(folder, Person())
        if number and holders[number] == 1 and number not in claimed:
            people[folder] = replace(person, canvas_id=number)
    return people


def _roster_people(record: Mapping[str, Any]) -> dict[str, Person]:
    people = record.get("people")
    found = {}
    for folder, fields in people.items() if isinstance(people, dict) else ():
        if isinstance(fields, dict):
            person = Person(*(_text(fields.get(key)) for key in ("name", "canvas_id", "sis_user_id", "login")))
            number = re.fullmatch(r"[0-9]{1,20}", person.canvas_id)
            found[folder] = person if number else replace(person, canvas_id="")
    return {folder: person for folder, person in found.items() if person != Person()}


def _archive_numbers(record: Mapping[str, Any]) -> defaultdict[str, set[str]]:
    """Folder -> Canvas's numbers in the names of its files. A name that can be read in two ways tells none."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for place, fields in record.items():
        person = fields.get("person") if isinstance(fields, dict) else None
        if place.count("/") != 2 or not isinstance(person, dict) or person.get("platform") != "canvas":
            continue
        # A student may choose a name that holds somebody else's number: then there are several places that fit.
        numbers = [match["user"] for match in _NUMBERS.finditer(_text(fields.get("name"), 1000).rpartition("/")[2])]
        if len(numbers) == 1 and numbers[0] == person.get("user"):
            found[place.partition("/")[0]].add(numbers[0])
    return found


def _text(value: Any, longest: int = MAX_VALUE) -> str:
    """A text in one line, or none: half an id would be somebody else's."""
    return " ".join(value.split()) if isinstance(value, str) and len(value) <= longest else ""


def _read(path: Path) -> dict[str, Any]:
    """The record. Only a regular file inside the size limit is opened: no link, no pipe that would never end."""
    try:
        if path.is_symlink() or not path.is_file():
            return {}
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):  # changed since it was looked at
                return {}
            record = json.loads(file.read(MAX_RECORD))  # of a larger one this is no whole JSON
    except (OSError, ValueError, RecursionError):
        return {}
    return record if isinstance(record, dict) else {}
