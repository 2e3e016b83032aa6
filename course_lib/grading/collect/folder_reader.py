"""A folder that somebody unpacked already: the same members, without an archive around them."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from course_lib.grading.collect.members import (
    Damaged,
    Limits,
    Member,
    Refused,
    decode_name,
    name_decoder,
    safe_name,
)
from course_lib.grading.handed_in.submission import Unreadable, read_notebook


def read_folder(path: Path, limits: Limits, wanted: Callable[[str], bool]) -> Iterator[Member]:
    """Every file below a folder, with the bytes of those that are `wanted`; no link is followed. Raises Damaged."""
    count = 0
    closed: list[OSError] = []
    for folder, folders, files in os.walk(path, onerror=closed.append):
        folders.sort()
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in sorted(files + links):
            count += 1
            if count > limits.members:
                raise Damaged(f"it holds more than {limits.members:,} files")
            yield _member(path, Path(folder) / name, limits, wanted)
    for error in closed:
        yield Member(str(Path(error.filename).relative_to(path)), refused=f"it cannot be read ({error.strerror})")


def _member(root: Path, path: Path, limits: Limits, wanted: Callable[[str], bool]) -> Member:
    raw = os.fsencode(path.relative_to(root).as_posix())
    name = decode_name(raw, name_decoder([raw]))
    try:
        safe = safe_name(name)
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            raise Refused("it is a link or a device, not a file")
        time = datetime.fromtimestamp(status.st_mtime, UTC) if status.st_mtime > 0 else None
        return Member(safe, time, _read(path, limits) if wanted(safe) else None)
    except Refused as reason:
        return Member(name, refused=str(reason))
    except OSError as error:
        return Member(name, refused=f"it cannot be read ({error.strerror})")


def _read(path: Path, limits: Limits) -> bytes:
    try:
        data = read_notebook(path)
    except Unreadable as reason:
        raise Refused(str(reason)) from reason
    if len(data) > limits.member_bytes:
        raise Refused(f"it is larger than {limits.member_bytes / 2**20:.3g} MiB (its outputs cleared, it will not be)")
    return data
