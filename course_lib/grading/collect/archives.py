"""Which reader an archive needs, told by its first bytes: never by its name."""

from __future__ import annotations

import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

from course_lib.errors import CourseError
from course_lib.grading.collect.folder_reader import read_folder
from course_lib.grading.collect.members import Limits, Member
from course_lib.grading.collect.tar_reader import read_tar
from course_lib.grading.collect.zip_reader import read_zip

Reader = Callable[[Path, Limits, Callable[[str], bool]], Iterator[Member]]


def reader_of(path: Path) -> Reader:
    """The function that reads this archive. Raises CourseError when it is none that we know."""
    if path.is_dir():
        return read_folder
    if not path.is_file():
        raise CourseError(f"There is no archive {path}.", "Name the file that your learning platform let you download.")
    with path.open("rb") as file:
        start = file.read(512)
    if start[:4] in (b"PK\3\4", b"PK\5\6"):
        return read_zip
    if start[:2] == b"\x1f\x8b" or start[257:262] == b"ustar" or _is_old_tar(start):
        return read_tar
    raise CourseError(
        f"{path} is neither a zip file nor a tar file (.tar, .tar.gz).",
        "Download it as one of these, or unpack it and name the folder.",
    )


def _is_old_tar(start: bytes) -> bool:
    try:
        return len(start) == 512 and bool(tarfile.TarInfo.frombuf(start, "utf-8", "surrogateescape").name)
    except tarfile.TarError:
        return False
