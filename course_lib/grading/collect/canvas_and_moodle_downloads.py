"""Who handed a file in, by where it lies in what a learning platform made.

What the platforms write was read in their own sources (Canvas: ``ContentZipper``; Moodle: ``mod_assign\\downloader``):

- Canvas: ``NAME_[LATE_]USER_ATTACHMENT_FILE`` in one folder. NAME is the sortable name in small letters, without
  blanks, and without any ``_DIGITS_``; an anonymous assignment has ``[LATE_]anon_CODE_ATTACHMENT_FILE``.
- Moodle: ``NAME_ID_assignsubmission_file/FILE`` (older: one more ``_``) or, without folders,
  ``NAME_ID_assignsubmission_file_FILE``. NAME has no underscore. ID is a participant's number in that one
  assignment, or the number of a team; students without a team have none.

Both stamp every file with the time of the download: their archives tell no time of submission.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from course_lib.grading.collect.lesson_names import lesson_in_name, lesson_of_folder, without_copy_marks
from course_lib.grading.collect.members import is_notebook

CANVAS, MOODLE, PLAIN = "canvas", "moodle", "plain"

# Everything before the first place that fits is the platform's; what follows is the student's own file name.
_CANVAS = re.compile(
    r"(?:(?P<mark>LATE_)?anon_(?P<code>[0-9A-Za-z]+)|(?P<name>.*?)_(?P<late>LATE_)?(?P<user>[0-9]{1,20}))"
    r"_(?P<attachment>[0-9]{1,20})_(?P<file>.+)",
    re.DOTALL,
)
_MOODLE_FOLDER = re.compile(r"(?P<name>[^_]*)(?:_(?P<user>[0-9]{1,20}))?_assignsubmission_[a-z0-9]+_?")
_MOODLE_FILE = re.compile(
    r"(?P<name>[^_]*)(?:_(?P<user>[0-9]{1,20}))?_assignsubmission_[a-z0-9]+_(?P<file>.+)", re.DOTALL
)


@dataclass(frozen=True)
class Person:
    """Whoever handed in: the platform, its number for them (may be empty), and the name it shows."""

    platform: str
    user: str
    name: str


@dataclass(frozen=True)
class HandIn:
    """What the place of a file says: who, and what they called it.

    `attachment` grows with every upload to the platform; `late` is the platform's own mark, None where it makes none.
    `folder` is the lesson that the folder around the file is named after; `number` tells copies of a file apart.
    """

    person: Person
    file: str
    attachment: int | None = None
    late: bool | None = None
    folder: str = ""
    number: int = 0


def hand_ins(names: Sequence[str], lessons: Sequence[str], lesson: str = "") -> list[HandIn | str]:
    """For each of the names in one archive: who handed it in, or why that cannot be told.

    Parameters
    ----------
    names:
        Safe names, ``/`` between their parts, of the notebooks in the archive.
    lessons:
        The lessons of the course.
    lesson:
        The one that all files are of, where the instructor says so: then ``STUDENT.ipynb`` is understood.
    """
    paths = [name.split("/") for name in names]
    tops = {path[0] if len(path) > 1 else "" for path in paths}
    wrapped = len(tops) == 1 and "" not in tops and not _MOODLE_FOLDER.fullmatch(min(tops))
    found = [_on_a_platform(path[1:] if wrapped else path) for path in paths]
    if wrapped and 2 * sum(hand_in is not None for hand_in in found) <= len(found):
        found = [None for _ in found]  # the one folder is a student's, whatever the files in it are called
    rest = [path for path, hand_in in zip(paths, found, strict=True) if hand_in is None]
    layout = _Plain.of(rest, lessons, lesson)
    return [hand_in or layout.read(path) for path, hand_in in zip(paths, found, strict=True)]


def _on_a_platform(path: list[str]) -> HandIn | None:
    if found := (_MOODLE_FOLDER if len(path) > 1 else _MOODLE_FILE).fullmatch(path[0]):
        person = Person(MOODLE, found["user"] or "", found["name"].strip())
        return HandIn(person, path[-1] if len(path) > 1 else found["file"])
    found = _CANVAS.fullmatch(path[0]) if len(path) == 1 else None
    if not found:
        return None
    person = Person(CANVAS, found["user"] or f"anon_{found['code']}", found["name"] or "")
    return HandIn(person, found["file"], int(found["attachment"]), bool(found["late"] or found["mark"]))


@dataclass(frozen=True)
class _Plain:
    """How to read the files that no platform named: ``[TOP/]STUDENT/[LESSON/]FILE`` or ``[TOP/]STUDENT.ipynb``."""

    lessons: Sequence[str]
    lesson: str
    top: str
    files_are_students: bool
    in_folder: Counter[str]

    @classmethod
    def of(cls, paths: list[list[str]], lessons: Sequence[str], lesson: str) -> _Plain:
        people = [_split(path, lessons)[0] for path in paths]
        firsts = {folders[0] if folders else "" for folders in people}
        top = min(firsts) if len(firsts) == 1 else ""
        depths = {len(folders) for folders in people}
        nameless = all(not lesson_in_name(path[-1], lessons).lessons for path in paths)
        in_one_folder = bool(lesson) and nameless and depths == {1} and bool(top) and len(paths) > 1
        return cls(
            lessons,
            lesson,
            top if in_one_folder or depths == {2} else "",
            in_one_folder and all(not _split(path, lessons)[1] for path in paths),
            Counter("/".join(path[:-1]) for path in paths if is_notebook(path[-1])),
        )

    def read(self, path: list[str]) -> HandIn | str:
        folders, lesson = _split(path, self.lessons)
        if self.top and folders[0] == self.top:
            folders = folders[1:] if len(folders) > 1 or self.files_are_students else folders
        file = path[-1]
        if not folders:
            return self._student_file(file, lesson)
        if len(folders) > 1:
            return "it lies deeper than STUDENT/LESSON.ipynb or STUDENT/LESSON/LESSON.ipynb"
        said = lesson_in_name(file, self.lessons)
        if lesson and not said.lessons and self.in_folder["/".join(path[:-1])] > 1:
            return f"it lies in {lesson} with other notebooks, and its own name is no lesson's"
        return HandIn(Person(PLAIN, "", folders[0]), file, folder=lesson, number=said.number)

    def _student_file(self, file: str, lesson: str) -> HandIn | str:
        if lesson or lesson_in_name(file, self.lessons).lessons:
            return "its place does not say whose it is: put it into a folder of that student's name"
        if not self.lesson:
            return "its place does not say whose it is: if its name is its student's, name the lesson with --lesson"
        student, number = without_copy_marks(file)
        return HandIn(Person(PLAIN, "", student), file, number=number)


def _split(path: list[str], lessons: Sequence[str]) -> tuple[list[str], str]:
    """The folders above a file without the one named after a lesson, and that lesson."""
    folders = path[:-1]
    lesson = lesson_of_folder(folders[-1], lessons) if folders else ""
    return (folders[:-1], lesson) if lesson else (folders, "")
