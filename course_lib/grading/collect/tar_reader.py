"""Tar files from strangers, plain or gzipped, through the standard library's ``tarfile`` under our caps."""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from course_lib.grading.collect.members import (
    Damaged,
    Limits,
    Member,
    Refused,
    decode_name,
    name_decoder,
    safe_name,
)

_ONE_READ = 2**20  # tarfile reads a header of any size in one go; nobody's name is longer than this
_SMALLEST = 512


class _Capped(io.RawIOBase):
    """A stream that ends the archive instead of the memory: no long reads, and no more than a number of bytes.

    Every read counts as one block at least, so that headers which lead in a circle come to an end too.
    """

    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        self._file = file
        self._left = limits.total_bytes
        self._furthest = limits.total_bytes

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= _ONE_READ:
            raise Damaged("it is a broken tar file (a header larger than any header is)")
        self._left -= max(size, _SMALLEST)
        if self._left < 0:
            raise Damaged("it holds more than is taken from an archive")
        return self._file.read(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        if whence != 0 or not 0 <= offset <= self._furthest:
            raise Damaged("it holds more than is taken from an archive")
        return self._file.seek(offset)

    def tell(self) -> int:
        return self._file.tell()


def read_tar(path: Path, limits: Limits, wanted: Callable[[str], bool]) -> Iterator[Member]:
    """Every file of a tar archive, with the bytes of those that are `wanted`. Raises Damaged.

    Links and devices are yielded as refused; folders are not yielded.
    """
    with path.open("rb") as raw:
        packed = raw.read(2) == b"\x1f\x8b"
        raw.seek(0)
        with gzip.GzipFile(fileobj=raw) if packed else raw as file:
            try:
                yield from _members(_Capped(file, limits), limits, wanted)  # type: ignore[arg-type]
            except (tarfile.TarError, EOFError, OSError, zlib.error) as error:
                raise Damaged("it is a broken tar file (was the download cut short?)") from error
            except (ValueError, OverflowError, RecursionError, struct.error) as error:
                raise Damaged("it is a broken tar file (a header that nothing can be made of)") from error


def _members(file: _Capped, limits: Limits, wanted: Callable[[str], bool]) -> Iterator[Member]:
    with tarfile.open(fileobj=file, mode="r:", encoding="utf-8", errors="surrogateescape") as archive:
        for count, info in enumerate(archive):
            if count >= limits.members:
                raise Damaged(f"it holds more than {limits.members:,} files")
            if not info.isdir():
                yield _member(archive, info, limits, wanted)


def _member(archive: tarfile.TarFile, info: tarfile.TarInfo, limits: Limits, wanted: Callable[[str], bool]) -> Member:
    raw = info.name.encode("utf-8", "surrogateescape")
    name = decode_name(raw, name_decoder([raw]))
    try:
        safe = safe_name(name)
        if not info.isreg() or info.issparse():
            raise Refused("it is a link or a device, not a file")
        return Member(safe, _time(info), _read(archive, info, limits) if wanted(safe) else None)
    except Refused as reason:
        return Member(name, refused=str(reason))


def _time(info: tarfile.TarInfo) -> datetime | None:
    try:
        return datetime.fromtimestamp(info.mtime, UTC) if info.mtime > 0 else None
    except (ValueError, OverflowError, OSError):
        return None


def _read(archive: tarfile.TarFile, info: tarfile.TarInfo, limits: Limits) -> bytes:
    if not 0 <= info.size <= limits.member_bytes:
        raise Refused(f"it is larger than {limits.member_bytes / 2**20:.3g} MiB (its outputs cleared, it will not be)")
    file = archive.extractfile(info)
    assert file is not None  # a regular file, as was asked above
    data = bytearray()
    while chunk := file.read(64 * 1024):
        data += chunk
    if len(data) != info.size:
        raise Refused("it is damaged (it is not whole)")
    return bytes(data)
