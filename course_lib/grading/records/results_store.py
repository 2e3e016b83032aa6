"""Results that are kept: one file a submission, named by a hash of all that they depend on.

A rerun grades what has no file yet, so a run that was killed is finished by the next one, and a mark never outlives the
notebook, the lesson, the judge or the course that it was made with.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import course_lib
from course_lib.course_root import Course
from course_lib.exercises.catalogue import lesson_folder
from course_lib.grading.judging.one_submission import Result
from course_lib.grading.limits import Limits

FOLDER = ".results"
#: Kinds of files in the library, and what is there for other people than students: changed, it grades nobody anew.
_HAVE_A_SAY = ("*.py", "*.toml", "*.safetensors", "tokenizer.json")
_HAVE_NO_SAY = ("authoring/", "commands/", "doctor/", "grading/collect/", "grading/reports/", "lab/", "lessons/lesson_")


@dataclass(frozen=True)
class ResultsStore:
    """The results of one class, below its output folder."""

    folder: Path

    def load(self, key: str) -> tuple[Result, ...] | None:
        """The results kept under `key`; None when there are none, or none that can be read."""
        try:
            return tuple(Result(**row) for row in json.loads(self._path(key).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def save(self, key: str, results: Iterable[Result]) -> None:
        """All or nothing: a kill leaves the old file, or the new one."""
        self._make_folder()
        path = self._path(key)
        new = path.with_suffix(f".{os.getpid()}.new")
        new.write_text(json.dumps([asdict(result) for result in results], ensure_ascii=False), encoding="utf-8")
        new.replace(path)

    def is_published(self, key: str, with_marks: str) -> bool:
        """Whether the feedback page of these results was written whole, with these marks by hand."""
        try:
            return self._path(key).with_suffix(".published").read_text(encoding="utf-8") == with_marks
        except (OSError, ValueError):
            return False

    def mark_published(self, key: str, with_marks: str) -> None:
        self._make_folder()
        self._path(key).with_suffix(".published").write_text(with_marks, encoding="utf-8")

    def forget(self) -> None:
        """Forget everything: the next run grades every submission anew."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _make_folder(self) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.json"


def lesson_version(course: Course, lesson: str, seed: str, language: str, limits: Limits) -> str:
    """A hash of all but the notebook: the release, the judge, the questions, the course's code, words and models."""
    files = [*sorted((course.root / "notebooks").glob(f"*/{lesson}/*")), course.solutions / lesson / "judge.py"]
    files += sorted(path for kind in _HAVE_A_SAY for path in lesson_folder(lesson).rglob(kind))  # and no other lesson's
    digest = hashlib.sha256(repr((lesson, seed, language, limits, _library())).encode())
    _add(digest, files)
    return digest.hexdigest()


@cache
def _library() -> str:
    """A hash of what of the course's library has a say in marks. A process that runs keeps what it has imported."""
    package = Path(course_lib.__file__).parent
    files = (path for kind in _HAVE_A_SAY for path in package.rglob(kind))
    digest = hashlib.sha256()
    _add(digest, sorted(path for path in files if not path.relative_to(package).as_posix().startswith(_HAVE_NO_SAY)))
    return digest.hexdigest()


def _add(digest: Any, files: Iterable[Path]) -> None:
    for path in files:
        if path.is_file():
            digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())


def result_key(version: str, student: str, notebook: bytes) -> str:
    """The name under which the results of one notebook are kept."""
    return hashlib.sha256(f"{version}\0{student}\0".encode() + notebook).hexdigest()[:40]
