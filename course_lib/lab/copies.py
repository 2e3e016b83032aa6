"""The copies of the lessons that a student edits: filling work/, and renewing one lesson.

``notebooks/en/04-tokenizer/04-tokenizer.ipynb`` is copied to ``work/en/04-tokenizer/04-tokenizer.ipynb``.
A file that the student changed is never written over. To know which those are, ``work/.copies.json`` keeps
the hash that each file had when it was copied: of a notebook, the hash of its cells, for JupyterLab writes outputs
and notes of its own into one that was only looked at.
"""

from __future__ import annotations

import errno
import hashlib
import json
import platform
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from course_lib.course_root import Course, pick_lesson
from course_lib.errors import CourseError

LEDGER = ".copies.json"
_NOTEBOOK = ".ipynb"


@dataclass(frozen=True)
class Filled:
    """What `fill` did, as paths below work/: ``zh/00-start-here/00-start-here.ipynb``.

    `outdated` are files that both sides changed: the course's is newer, and the student's was left alone.
    """

    copied: tuple[str, ...] = ()
    renewed: tuple[str, ...] = ()
    outdated: tuple[str, ...] = ()


@dataclass(frozen=True)
class Renewed:
    """What `renew` did: the fresh copy, and where the student's own went (None: nothing to keep)."""

    lesson: str
    copy: Path
    backup: Path | None


def fill(course: Course, language: str = "en") -> Filled:
    """Give the student a copy of every lesson file in `language` that they have none of.

    Lessons that this language lacks come in English. A copy that its owner never changed follows the
    course when the course changes; one that they did change is named in `outdated`.
    Raises CourseError when the course holds no notebooks, or work/ cannot be written.

    >>> fill(find_course(), "en").copied
    ('en/00-start-here/00-start-here.ipynb', 'en/04-tokenizer/04-tokenizer.ipynb')
    """
    files = [path for lang, lesson in wanted_lessons(course, language) for path in _files(course, lang, lesson)]
    if not files:
        raise CourseError(
            f"{course.notebooks} holds no lessons.",
            "Fetch the course again; authors: run `course build` to make them.",
        )
    ledger = _ledger(course)
    done: dict[str, list[str]] = {"copied": [], "renewed": [], "outdated": []}
    for source in files:
        name = source.relative_to(course.notebooks).as_posix()
        state = _state(source, course.work / name, ledger.get(name))
        if state in ("copied", "renewed"):
            _copy(source, course.work / name)
        if state in ("copied", "renewed", "same"):
            ledger[name] = _fingerprint(source)
        if state in done:
            done[state].append(name)
    _keep(course, ledger)
    return Filled(*(tuple(done[key]) for key in ("copied", "renewed", "outdated")))


def renew(course: Course, lesson: str, language: str = "en", *, now: datetime | None = None) -> Renewed:
    """A fresh copy of one lesson; the student's notebook goes to ``LESSON.backup-DATE-TIME.ipynb`` beside it.

    `lesson` is the full name, the number or the slug; one that `language` lacks is taken in English.
    Raises CourseError for a lesson that the course does not have.

    >>> renew(find_course(), "04").backup.name
    '04-tokenizer.backup-20260304-101500.ipynb'
    """
    languages = {name: lang for lang, name in wanted_lessons(course, language)}
    name = pick_lesson(lesson, sorted(languages))
    stamp = (now or datetime.now()).strftime("%Y%m%d-%H%M%S")
    ledger = _ledger(course)
    backup = None
    for source in _files(course, languages[name], name):
        key = source.relative_to(course.notebooks).as_posix()
        mine = course.work / key
        if mine.is_file() and _fingerprint(mine) != _fingerprint(source):
            kept = _set_aside(mine, stamp)
            backup = kept if mine.stem == name else backup
        _copy(source, mine)
        ledger[key] = _fingerprint(source)
    _keep(course, ledger)
    return Renewed(name, course.work / languages[name] / name / f"{name}.ipynb", backup)


def wanted_lessons(course: Course, language: str) -> list[tuple[str, str]]:
    """(language, lesson) for every lesson, in order: in `language` where there is one, else in English."""
    own = set(course.lessons(language))
    return [(language if lesson in own else "en", lesson) for lesson in sorted(own | set(course.lessons("en")))]


def _state(source: Path, copy: Path, copied_hash: str | None) -> str:
    if not copy.is_file():
        return "copied"
    if _fingerprint(copy) == _fingerprint(source):
        return "same"
    if _is(source, copied_hash):
        return "edited"
    if _is(copy, copied_hash):
        return "renewed"
    if copied_hash is None and source.stat().st_mtime <= copy.stat().st_mtime:
        return "edited"
    return "outdated"


def _files(course: Course, language: str, lesson: str) -> list[Path]:
    folder = course.notebooks / language / lesson
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def _set_aside(mine: Path, stamp: str) -> Path:
    backup = mine.with_name(f"{mine.stem}.backup-{stamp}{mine.suffix}")
    number = 2
    while backup.exists():
        backup = mine.with_name(f"{mine.stem}.backup-{stamp}-{number}{mine.suffix}")
        number += 1
    return mine.rename(backup)


def _copy(source: Path, target: Path) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        # Written aside and moved into place: half a copy would pass for the student's own work.
        part = target.with_name(f".{target.name}.part")
        try:
            # Content only: a course that is shared read-only would else hand out copies that cannot be saved.
            shutil.copyfile(source, part)
            if source.suffix == _NOTEBOOK:
                _write_as_this_jupyter_would(part)
            part.replace(target)
        except OSError:
            part.unlink(missing_ok=True)
            raise
    except OSError as error:
        step = "Make the folder work/ writable for you, or copy the whole course into your own folder."
        raise CourseError(f"{target} cannot be written: {error.strerror or error}.", _step(error, step)) from error


def _step(error: OSError, otherwise: str) -> str:
    full = error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
    return "Free some space on this disk, then start again: nothing of yours is lost." if full else otherwise


def _write_as_this_jupyter_would(notebook: Path) -> None:
    """Note this machine's Python in a copy, as JupyterLab does when it opens one: then saving it changes no byte."""
    try:
        content = json.loads(notebook.read_text(encoding="utf-8"))
        content["metadata"]["language_info"]["version"] = platform.python_version()
    except (ValueError, KeyError, TypeError):  # not a notebook of ours
        return
    notebook.write_text(json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _ledger(course: Course) -> dict[str, str]:
    try:
        kept = json.loads((course.work / LEDGER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(key): str(value) for key, value in kept.items()} if isinstance(kept, dict) else {}


def _keep(course: Course, ledger: dict[str, str]) -> None:
    text = json.dumps(ledger, indent=1, sort_keys=True, ensure_ascii=False)
    try:
        (course.work / LEDGER).write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        step = _step(error, "Make the folder work/ writable for you.")
        raise CourseError(f"{course.work} cannot be written: {error.strerror or error}.", step) from error


def _is(path: Path, kept: str | None) -> bool:
    """Whether a file is still what it was when `kept` was noted; earlier versions noted the hash of all its bytes."""
    return kept is not None and kept in (_fingerprint(path), _hash(path))


def _fingerprint(path: Path) -> str:
    """Of a notebook what people write, the kind and text of its cells in their order; of any other file all of it."""
    if path.suffix != _NOTEBOOK:
        return _hash(path)
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        written = [(cell["cell_type"], "".join(cell["source"]), cell.get("attachments", {})) for cell in cells]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return _hash(path)
    text = json.dumps(written, ensure_ascii=False, sort_keys=True)
    return "cells:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
