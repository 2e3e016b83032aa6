"""The roster: a CSV file that says which student stands behind a platform's number, login or name."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from course_lib.errors import CourseError
from course_lib.grading.collect.folder_names import folder_name

MAX_ROSTER = 16 * 2**20

#: Headings of Canvas's and Moodle's exports, and what people write themselves; letters and digits only.
_STUDENT_ID = ("studentid", "studentnumber", "studentno", "sisuserid", "sisid", "idnumber", "学号", "学生编号")
_LOGIN = ("sisloginid", "loginid", "login", "username", "用户名", "登录名")
_PLATFORM_ID = ("id", "canvasid", "canvasuserid", "userid", "identifier", "participantid", "标识符")
_EMAIL = ("email", "emailaddress", "mail", "电子邮件", "电子邮件地址", "电子邮箱", "邮箱")
_NAME = ("student", "studentname", "name", "fullname", "displayname", "sortablename", "姓名", "学生姓名", "全名")
_FIRST, _LAST = ("firstname", "givenname", "名"), ("lastname", "surname", "familyname", "姓")
#: Rows of a Canvas gradebook that are nobody.
_NOBODY = re.compile(r"\s*(?:points possible.*|student, test|test student)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Student:
    """One line of a roster: the id that names the folder, and all that a platform may call this student.

    `users` are numbers of a platform, `logins` are matched as they stand, `names` in any order of their words.
    """

    id: str
    name: str
    users: frozenset[str]
    logins: frozenset[str]
    names: frozenset[str]


def name_forms(name: str) -> frozenset[str]:
    """A person's name as letters alone, from each of its words on: platforms differ in what comes first.

    >>> sorted(name_forms("Smith, John"))
    ['johnsmith', 'smithjohn']
    """
    words = [kept for word in re.split(r"[\s,，_.]+", unicodedata.normalize("NFKC", name)) if (kept := letters(word))]
    return frozenset("".join(words[at:] + words[:at]) for at in range(len(words)))


def letters(text: str) -> str:
    """Letters and digits only, in one case."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def read_roster(path: Path) -> tuple[Student, ...]:
    """The students of a CSV file, by the headings of its columns. Raises CourseError when it has none that we know."""
    rows = _rows(path)
    head = [letters(cell) for cell in rows[0]]
    columns = {
        kind: [at for name in names for at, cell in enumerate(head) if cell == name]
        for kind, names in {
            "student": _STUDENT_ID,
            "login": _LOGIN,
            "platform": _PLATFORM_ID,
            "email": _EMAIL,
            "name": _NAME,
            "first": _FIRST,
            "last": _LAST,
        }.items()
    }
    if not any(columns[kind] for kind in ("student", "login", "platform", "email", "name")):
        raise CourseError(
            f"{path} has no column with students' ids or names; its first line is: {', '.join(rows[0][:8])}.",
            "Its first line must name the columns, for example: student id, name, email.",
        )
    students: dict[str, Student] = {}
    for row in rows[1:]:
        cells = {kind: [row[at].strip() for at in places if at < len(row)] for kind, places in columns.items()}
        student = _student({kind: [cell for cell in found if cell] for kind, found in cells.items()})
        if student is not None:
            students[student.id] = _merged(students[student.id], student) if student.id in students else student
    if not students:
        raise CourseError(f"{path} names no student.", "Name the CSV file that your platform exports.")
    return tuple(students.values())


def _student(cells: dict[str, list[str]]) -> Student | None:
    name = next(iter(cells["name"]), " ".join([*cells["first"][:1], *cells["last"][:1]]))
    if not cells["student"] and _NOBODY.fullmatch(name):
        return None
    ids = [*cells["student"], *cells["login"], *cells["email"], *cells["platform"], name]
    own = next((cell for cell in ids if cell), "")
    if not own:
        return None
    emails = [email.partition("@")[0] for email in cells["email"]]
    logins = {cell.casefold() for cell in (*cells["student"], *cells["login"], *cells["email"], *emails, own)}
    users = {number[0] for cell in cells["platform"] if (number := re.findall(r"[0-9]+$", cell))}
    return Student(folder_name(own), name, frozenset(users), frozenset(logins), name_forms(name))


def _merged(one: Student, other: Student) -> Student:
    return Student(
        one.id, one.name or other.name, one.users | other.users, one.logins | other.logins, one.names | other.names
    )


def _rows(path: Path) -> list[list[str]]:
    if not path.is_file():
        raise CourseError(f"There is no roster {path}.", "Name the CSV file that your platform exports.")
    if path.stat().st_size > MAX_ROSTER:
        raise CourseError(f"{path} is larger than {MAX_ROSTER // 2**20} MiB.", "Name a CSV file of one class.")
    text = _text(path)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = [row for row in csv.reader(io.StringIO(text), delimiter=delimiter) if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise CourseError(f"{path} is not a CSV file ({error}).", "Export the roster as CSV.") from error
    if not rows:
        raise CourseError(f"{path} is empty.", "Name the CSV file that your platform exports.")
    return rows


def _text(path: Path) -> str:
    data = path.read_bytes()
    encodings: Sequence[str] = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CourseError(f"{path} is neither UTF-8 nor GBK text.", "Save it as “CSV UTF-8” and try again.")
