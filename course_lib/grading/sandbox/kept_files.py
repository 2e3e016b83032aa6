"""The files that a worker had when a copy of it was left: the copy finds them as they were, whatever came later.

The folders that a submission can write to are read and written from outside, by the template, through the file
descriptors of folders and never through a link: their content is a stranger's.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

#: Bytes kept for one submission. A copy of one that has written more is not used.
MOST = 16 * 2**20


class CannotKeep(Exception):
    """There is more than may be kept, or something that is neither file, folder nor link, or it cannot be read."""


@dataclass(frozen=True)
class Entry:
    """One file (its bytes), link (its target) or folder. `stamp` changes when anybody writes to it."""

    mode: int
    stamp: tuple[int, ...]
    content: bytes | str | None = None


#: By its place and the path in it; folders come before what they hold.
Kept = Mapping[tuple[Path, str], Entry]


def keep(places: Sequence[Path], before: Kept) -> Kept:
    """What lies in these folders. What has not changed since `before` is not read again. Raises CannotKeep."""
    found: dict[tuple[Path, str], Entry] = {}
    total = 0
    for place in places:
        for path, name, folder, seen in _entries(place):
            stamp = _stamp(seen)
            known = before.get((place, path))
            if known is not None and known.stamp == stamp:
                found[place, path] = known
            else:
                found[place, path] = Entry(seen.st_mode, stamp, _content(name, folder, seen))
            total += len(found[place, path].content or b"")
            if total > MOST:
                raise CannotKeep
    return found


def are_empty(places: Sequence[Path]) -> bool:
    """Whether there is nothing in these folders, each the root of its file system, but folders: no file either that
    has no name any more and is still open somewhere.
    """
    for place in places:
        found = [seen for _, _, _, seen in _entries(place)]
        room = os.statvfs(place)
        if room.f_files - room.f_ffree != 1 + len(found) or not all(stat.S_ISDIR(seen.st_mode) for seen in found):
            return False
    return True


def put_back(places: Sequence[Path], kept: Kept) -> None:
    """Make these folders hold what was kept and nothing else. Nobody else may be writing to them. Raises CannotKeep."""
    try:
        for place in places:
            _remove_what_was_not(place, kept)
            seen = {path: _stamp(found) for path, _, _, found in _entries(place)}
            for (where, path), entry in kept.items():
                if where == place and seen.get(path) != entry.stamp:
                    _write(place, path, entry)
    except OSError as error:
        raise CannotKeep from error


def _entries(place: Path) -> Iterator[tuple[str, str, int, os.stat_result]]:
    """Path, name, the folder's descriptor and the status of all that lies below `place`. Raises CannotKeep."""

    def fail(error: OSError) -> None:
        raise error

    try:
        for folder, folders, files, descriptor in os.fwalk(place, onerror=fail):
            below = Path(folder).relative_to(place)
            for name in (*folders, *files):
                seen = os.stat(name, dir_fd=descriptor, follow_symlinks=False)
                yield str(below / name), name, descriptor, seen
    except (OSError, RecursionError) as error:
        raise CannotKeep from error


def _stamp(seen: os.stat_result) -> tuple[int, ...]:
    if stat.S_ISDIR(seen.st_mode):
        return (stat.S_IFDIR,)  # a folder is what it holds
    return seen.st_mode, seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns


def _content(name: str, folder: int, seen: os.stat_result) -> bytes | str | None:
    try:
        if stat.S_ISDIR(seen.st_mode):
            return None
        if stat.S_ISLNK(seen.st_mode):
            return os.readlink(name, dir_fd=folder)
        if not stat.S_ISREG(seen.st_mode) or seen.st_size > MOST:
            raise CannotKeep
        descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
        with os.fdopen(descriptor, "rb") as file:
            return file.read(MOST + 1)
    except OSError as error:
        raise CannotKeep from error


def _remove_what_was_not(place: Path, kept: Kept) -> None:
    for folder, folders, files, descriptor in os.fwalk(place):
        below = Path(folder).relative_to(place)
        for name in (*folders, *files):
            was = kept.get((place, str(below / name)))
            seen = os.stat(name, dir_fd=descriptor, follow_symlinks=False)
            if was is not None and _stamp(seen) == was.stamp:
                continue
            if stat.S_ISDIR(seen.st_mode):
                shutil.rmtree(name, dir_fd=descriptor)
                folders.remove(name)
            else:
                os.unlink(name, dir_fd=descriptor)


def _write(place: Path, path: str, entry: Entry) -> None:
    # Nothing below is a link: what was not kept is gone, and what was kept as a folder is one.
    where = place / path
    if entry.content is None:
        where.mkdir(exist_ok=True)
    elif isinstance(entry.content, str):
        where.symlink_to(entry.content)
    else:
        descriptor = os.open(where, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(entry.content)
    if not isinstance(entry.content, str):
        with suppress(OSError):
            where.chmod(stat.S_IMODE(entry.mode))
