"""The folder of a class: ``SUBMITTED/STUDENT/LESSON/LESSON.ipynb``, and whatever else people put there."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from course_lib.errors import CourseError

_STUDENT = re.compile(r"(?!\.)[^/\\\x00-\x1f]{1,100}")


@dataclass(frozen=True)
class Submission:
    student: str
    lesson: str
    path: Path

    @property
    def handed_in(self) -> bool:
        return self.path.parent.is_dir() and not self.path.parent.is_symlink()


def find_submissions(submitted: Path, lessons: list[str]) -> tuple[list[Submission], list[str]]:
    """Every student × every lesson that anyone handed in, and the folders that are neither."""
    if not submitted.is_dir():
        raise CourseError(f"There is no folder {submitted}.", "Name the folder that holds STUDENT/LESSON/LESSON.ipynb.")
    folders = [path for path in sorted(submitted.iterdir()) if path.is_dir()]
    students = [path for path in folders if _can_be_read(path) and _STUDENT.fullmatch(path.name)]
    inside = [path for student in students for path in sorted(student.iterdir()) if path.is_dir()]
    known = [path for path in inside if path.name in lessons and _can_be_read(path)]
    handed_in = sorted({path.name for path in known})
    left = {*folders, *inside} - {*students, *known}
    ignored = sorted(str(path.relative_to(submitted)).encode("utf-8", "replace").decode() for path in left)
    if not handed_in:
        raise CourseError(
            f"{submitted} holds no submission of a lesson of this course ({', '.join(lessons)}).",
            "Its layout is STUDENT/LESSON/LESSON.ipynb.",
        )
    found = [Submission(s.name, lesson, s / lesson / f"{lesson}.ipynb") for s in students for lesson in handed_in]
    return found, ignored


def _can_be_read(folder: Path) -> bool:
    """A real folder, which we may look into, whose name can be written down: no link, and no broken encoding."""
    try:
        folder.name.encode()
        return not folder.is_symlink() and os.access(folder, os.R_OK | os.X_OK)
    except UnicodeEncodeError:  # unpacked from an archive of another encoding
        return False
