"""Nothing of the user's is overwritten: which files in a folder did we write ourselves?

A command that fills a folder leaves a hidden manifest in it: the files it wrote, each with the hash of
its content. The next run may replace those files and no others; a file that somebody else put there, or
that was changed since, is a reason to stop.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from course_lib.language import Words

MANIFEST = ".glassbox.json"
words = Words(Path(__file__).parent)


def refuse_foreign_files(directory: Path, *, force_hint: str) -> None:
    """Raise CourseError when `directory` holds files that the course did not write.

    Parameters
    ----------
    directory:
        The folder about to be filled; it need not exist.
    force_hint:
        How the caller may be overruled, for the error's next step: ``"pass force=True"``.
    """
    if directory.exists() and not directory.is_dir():
        raise words.error("file-for-folder", folder=directory)
    written = _read(directory)
    foreign = sorted(
        str(path.relative_to(directory))
        for path in directory.rglob("*")
        if path.is_file()
        and path.name != MANIFEST
        and path.parent.name != "__pycache__"  # Python's own, made by whoever tried the course out there
        and written.get(path.relative_to(directory).as_posix()) != _hash(path)
    )
    if foreign:
        shown = ", ".join(foreign[:5]) + (words("and-more", n=len(foreign) - 5) if len(foreign) > 5 else "")
        raise words.error("foreign-files", folder=directory, files=shown, force=force_hint)


def refuse_unless_ours(directory: Path, *, force_hint: str) -> None:
    """Raise CourseError when `directory` holds anything and no earlier run left its manifest there.

    For a folder whose files others may rightly change after we wrote them: a gradebook, say.
    """
    if directory.is_dir() and (directory / MANIFEST).is_file():
        return
    refuse_foreign_files(directory, force_hint=force_hint)


def remember_written(directory: Path, files: Iterable[Path]) -> None:
    """Note in the manifest that `files`, all below `directory`, are ours."""
    written = _read(directory) | {path.relative_to(directory).as_posix(): _hash(path) for path in files}
    text = json.dumps({"written by the course": written}, indent=1, sort_keys=True, ensure_ascii=False)
    (directory / MANIFEST).write_text(text + "\n", encoding="utf-8")


def _read(directory: Path) -> dict[str, str]:
    try:
        return dict(json.loads((directory / MANIFEST).read_text(encoding="utf-8"))["written by the course"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
