"""The roster: a CSV file that says which student stands behind a platform's number, login or name."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from course_lib.errors import CourseError
from course_lib.grading.collect.folder_names import folder_name

MAX_ROSTER = 16 * 2**20

#: Headings of Canvas's and Moodle's exports, and what people write themselves; letters and digits only.
_STUDENT_ID = ("studentid", "studentnumber", "studentno", "sisuserid", "sisid", "idnumber", "学号", "学生编号")
_SIS = ("sisuserid", "sisid")
_LOGIN = ("sisloginid", "loginid", "login", "username", "用户名", "登录名")
_PLATFORM_ID = ("id", "canvasid", "canvasuserid", "userid", "identifier", "participantid", "标识符")
_CANVAS_ID = ("canvasid", "canvasuserid")
_EMAIL = ("email", "emailaddress", "mail", "电子邮件", "电子邮件地址", "电子邮箱", "邮箱")
_NAME = ("student", "studentname", "name", "fullname", "displayname", "sortablename", "姓名", "学生姓名", "全名")
_FIRST, _LAST = ("firstname", "givenname", "名"), ("lastname", "surname", "familyname", "姓")
#: Columns of whole numbers, and what a spreadsheet makes of long ones: ``2.02312E+11``, ``20231201.0``.
_OF_A_PLATFORM = ("platform", "canvas")
_IDS = ("student", "login", "sis", "number", *_OF_A_PLATFORM)
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)
_DECIMAL = re.compile(r"(\d+)\.0+")
#: Rows of a Canvas gradebook that are nobody.
_NOBODY = re.compile(r"\s*(?:points possible.*|student, test|test student)\s*", re.IGNORECASE)
#: How Excel keeps a cell from being taken for a number: ``="007"``, with every quote inside it doubled.
_KEPT_AS_TEXT = re.compile(r"""(?P<before>^|[,;\t])="(?P<text>(?:[^"\r\n]|"")*)"(?=[,;\t\r\n]|$)""", re.MULTILINE)
#: The first line that tells Excel what stands between the cells.
_SEPARATOR = re.compile(r'"?sep=(?P<separator>[^\r\n"])"?[,;\t]*(?:\r\n|\r|\n|$)', re.IGNORECASE)


@dataclass(frozen=True)
class Account:
    """What the roster says of a student's account on a platform, cell by cell; empty where it says nothing.

    `canvas_id` is Canvas's own number, `login` Canvas's SIS Login ID or Moodle's username, `id_number` Moodle's.
    """

    name: str = ""
    canvas_id: str = ""
    sis_user_id: str = ""
    login: str = ""
    id_number: str = ""
    email: str = ""


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
    account: Account = Account()


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


def read_roster(path: Path, tell: Callable[[str], None] | None = None) -> tuple[Student, ...]:
    """The students of a CSV file, by the headings of its columns. Raises CourseError when it has none that we know.

    `tell` is called with what the instructor should know of how the file was read.
    """
    text, guessed = _text(path)
    if guessed and tell is not None:
        tell(f"{path} is not UTF-8: it was taken for {guessed}. If names look wrong, save it as “CSV UTF-8”.")
    rows = _rows(path, text)
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
            "sis": _SIS,
            "number": tuple(name for name in _STUDENT_ID if name not in _SIS),
        }.items()
    }
    canvas_ids = (*_CANVAS_ID, "id") if _of_canvas(head) else _CANVAS_ID
    columns["canvas"] = [at for at, cell in enumerate(head) if cell in canvas_ids]
    if not any(columns[kind] for kind in ("student", "login", "platform", "email", "name")):
        raise CourseError(
            f"{path} has no column with students' ids or names; its first line is: {', '.join(rows[0][:8])}.",
            "Its first line must name the columns, for example: student id, name, email.",
        )
    students: dict[str, Student] = {}
    decimals: set[str] = set()
    for number, row in enumerate(rows[1:], 2):
        cells = {kind: [row[at].strip() for at in places if at < len(row)] for kind, places in columns.items()}
        for kind in _IDS:
            rounded = next((cell for cell in cells[kind] if _ROUNDED.fullmatch(cell)), "")
            if rounded and kind in _OF_A_PLATFORM:  # one id of several: the student is known by another
                cells[kind] = [cell for cell in cells[kind] if not _ROUNDED.fullmatch(cell)]
            elif rounded:
                raise CourseError(
                    f"{path}, line {number}: {rounded!r} is no id. A spreadsheet has rounded it; its digits are lost.",
                    "Export the roster again. To edit it in a spreadsheet, set the column to “Text” before it is "
                    "opened (in Excel: Data > From Text/CSV).",
                )
            decimals |= {cell for cell in cells[kind] if _DECIMAL.fullmatch(cell)}
            cells[kind] = [_DECIMAL.sub(r"\1", cell) for cell in cells[kind]]
        student = _student({kind: [cell for cell in found if cell] for kind, found in cells.items()})
        if student is not None:
            students[student.id] = _merged(students[student.id], student) if student.id in students else student
    if decimals and tell is not None:
        tell(f"{path}: a spreadsheet has made decimals of {len(decimals)} ids (20231201.0); their “.0” was left out.")
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
    account = Account(
        name,
        next((cell for cell in cells["canvas"] if re.fullmatch(r"[0-9]{1,20}", cell)), ""),
        *(next(iter(cells[kind]), "") for kind in ("sis", "login", "number", "email")),
    )
    return Student(folder_name(own), name, frozenset(users), frozenset(logins), name_forms(name), account)


def _of_canvas(head: Sequence[str]) -> bool:
    """Whether a column called ID is Canvas's own number; in a table of the instructor's it may be any."""
    return not {"sisuserid", "sisloginid"}.isdisjoint(head) or tuple(head[:2]) == ("student", "id")


def _merged(one: Student, other: Student) -> Student:
    return Student(
        one.id,
        one.name or other.name,
        one.users | other.users,
        one.logins | other.logins,
        one.names | other.names,
        # Two lines that disagree are two people, or a mistake: nobody's marks go by either.
        Account(*(a or b if a == b or not (a and b) else "" for a, b in _cells(one, other))),
    )


def _cells(one: Student, other: Student) -> Iterable[tuple[str, str]]:
    return zip(astuple(one.account), astuple(other.account), strict=True)


def _rows(path: Path, text: str) -> list[list[str]]:
    if separator := _SEPARATOR.match(text):
        text = text[separator.end() :]
    text = _KEPT_AS_TEXT.sub(r'\g<before>"\g<text>"', text)
    first = text.partition("\n")[0]
    delimiter = separator["separator"] if separator else max(",;\t", key=first.count)
    try:
        read = [[_unwrapped(cell) for cell in row] for row in csv.reader(io.StringIO(text), delimiter=delimiter)]
        rows = [row for row in read if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise CourseError(f"{path} is not a CSV file ({error}).", "Export the roster as CSV.") from error
    if not rows:
        raise CourseError(f"{path} is empty.", "Name the CSV file that your platform exports.")
    return rows


def _unwrapped(cell: str) -> str:
    """What a cell holds that Excel was to keep as text: such a cell may itself stand in quotes."""
    kept = re.fullmatch(r'\s*="(.*)"\s*', cell, re.DOTALL)
    return kept[1].replace('""', '"') if kept else cell


def _text(path: Path) -> tuple[str, str]:
    """The text, and the name of its encoding where that is a guess."""
    if not path.is_file():
        raise CourseError(f"There is no roster {path}.", "Name the CSV file that your platform exports.")
    if path.stat().st_size > MAX_ROSTER:
        raise CourseError(f"{path} is larger than {MAX_ROSTER // 2**20} MiB.", "Name a CSV file of one class.")
    data = path.read_bytes()
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text, guessed = _decoded(data, "utf-16"), ""
    elif (text := _decoded(data, "utf-8-sig")) is not None:
        guessed = ""
    elif _is_western(data.decode("gb18030", "replace")):
        text, guessed = _decoded(data, "cp1252"), "Windows-1252 (Western European)"
    else:
        text, guessed = _decoded(data, "gb18030"), "GBK (Chinese)"
    if text is None or "\0" in text:
        raise CourseError(
            f"{path} is text neither in UTF-8 nor in GBK nor in Windows-1252.", "Save it as “CSV UTF-8” and try again."
        )
    return text, guessed


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_western(text: str) -> bool:
    """Whether text that was read as GB18030 is Western: almost any two bytes are a Chinese character there.

    An accented letter makes one together with the letter behind it, rare and amid Latin letters (``M黮ler``), while
    Chinese names are made of the common ones of GB 2312, and stand alone.
    """
    sensible = strange = 0
    for before, character, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if character.isascii():
            continue
        trail = character.encode("gb18030", "replace")[1:2]
        amid = all(letter.isascii() and letter.isalpha() for letter in (before, after))
        if amid or trail.isalpha() or character == "\ufffd" or unicodedata.category(character) == "Co":
            strange += 1
        elif "一" <= character <= "鿿" and trail >= b"\xa1":
            sensible += 1
    return strange > sensible
