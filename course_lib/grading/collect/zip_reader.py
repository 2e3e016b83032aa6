"""Zip files from strangers: names in any encoding, sizes that lie, members that overlap.

The standard library's ``zipfile`` decides about an archive as a whole: one name that is no UTF-8, or one broken
extra field, and nobody's work can be read. It also builds every entry of a directory before anyone can count them.
So the directory is read here, entry by entry, and the bytes are inflated by ``zlib`` under our own caps; only the two
methods that platforms use are taken, because those are the two that can be stopped in the middle.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
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

_END = struct.Struct("<4s4H2LH")
_END64_LOCATOR = struct.Struct("<4sLQL")
_END64 = struct.Struct("<4sQ2H2L4Q")
_ENTRY = struct.Struct("<4s4B4HL2L5H2L")
_LOCAL = struct.Struct("<4s5HL2L2H")
_STORED, _DEFLATED = 0, 8
_ENCRYPTED, _UTF8, _MASKED = 0x1, 0x800, 0x2000
_UNIX, _FORMAT, _REGULAR = 3, 0o170000, 0o100000
_CHUNK = 64 * 1024
_ENTRY_BYTES = 2048  # of the directory, per member that we would take: far more than a platform writes


@dataclass(frozen=True)
class _Entry:
    raw: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    start: int
    dos_time: tuple[int, int]
    extra: bytes
    made_by: int
    mode: int


def read_zip(path: Path, limits: Limits, wanted: Callable[[str], bool]) -> Iterator[Member]:
    """Every file of a zip archive, with the bytes of those that are `wanted`. Raises Damaged."""
    with path.open("rb") as file:
        directory, start = _directory(file, limits)
        entries = [entry for entry in _entries(directory, limits) if not entry.raw.endswith(b"/")]
        encoding = name_decoder([entry.raw for entry in entries if not entry.flags & _UTF8])
        overlapping = _overlapping(file, entries, start)
        for place, entry in enumerate(entries):
            name = _name(entry, encoding)
            try:
                safe = safe_name(name)
                _check(entry, start, place in overlapping)
                data = _read(file, entry, limits) if wanted(safe) else None
                yield Member(safe, _time(entry), data)
            except Refused as reason:
                yield Member(name, refused=str(reason))


def _directory(file: BinaryIO, limits: Limits) -> tuple[bytes, int]:
    """The central directory, and where it starts."""
    end_of_file = file.seek(0, 2)
    tail_start = max(0, end_of_file - _END.size - 0xFFFF)
    file.seek(tail_start)
    tail = file.read()
    at = tail.rfind(b"PK\5\6")
    if at < 0 or at + _END.size > len(tail):
        raise Damaged("it is not a whole zip file (its end is missing: was the download cut short?)")
    *_, size, start, _ = _END.unpack_from(tail, at)
    found = tail_start + at
    if size == 0xFFFFFFFF or start == 0xFFFFFFFF:
        file.seek(max(0, found - _END64_LOCATOR.size))
        locator = file.read(_END64_LOCATOR.size)
        if len(locator) != _END64_LOCATOR.size or locator[:4] != b"PK\6\7":
            raise Damaged("it is a broken zip file (its end does not say where its directory is)")
        place = _END64_LOCATOR.unpack(locator)[2]
        file.seek(min(place, end_of_file))
        record = file.read(_END64.size)
        if len(record) != _END64.size or record[:4] != b"PK\6\6":
            raise Damaged("it is a broken zip file (its end does not say where its directory is)")
        *_, size, start = _END64.unpack(record)
    if size > limits.members * _ENTRY_BYTES:
        raise Damaged(f"it lists far more than {limits.members:,} files")
    if start + size > found:
        raise Damaged("it is a broken zip file (its directory does not fit into it)")
    file.seek(start)
    return file.read(size), start


def _entries(directory: bytes, limits: Limits) -> Iterator[_Entry]:
    at = count = 0
    while at + _ENTRY.size <= len(directory):
        (magic, _version, system, _, _, flags, method, clock, day, crc, packed, size, *rest) = _ENTRY.unpack_from(
            directory, at
        )
        name_size, extra_size, comment_size, _, _, attributes, start = rest
        if magic != b"PK\1\2":
            raise Damaged("it is a broken zip file (its directory is not one)")
        count += 1
        if count > limits.members:
            raise Damaged(f"it holds more than {limits.members:,} files")
        name_at = at + _ENTRY.size
        raw = directory[name_at : name_at + name_size]
        extra = directory[name_at + name_size : name_at + name_size + extra_size]
        at = name_at + name_size + extra_size + comment_size
        entry = _Entry(raw, flags, method, crc, packed, size, start, (day, clock), extra, system, attributes >> 16)
        yield _with_long_sizes(entry)


def _with_long_sizes(entry: _Entry) -> _Entry:
    """The entry with those of its numbers that did not fit in 32 bits, from its zip64 field."""
    field = _extra(entry.extra, 0x0001)
    numbers = [n[0] for n in struct.iter_unpack("<Q", field[: len(field) // 8 * 8])]
    for name in ("size", "packed", "start"):
        if getattr(entry, name) == 0xFFFFFFFF and numbers:
            entry = replace(entry, **{name: numbers.pop(0)})
    return entry


def _extra(extra: bytes, wanted: int) -> bytes:
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        if kind == wanted:
            return extra[at + 4 : at + 4 + size]
        at += 4 + size
    return b""


def _overlapping(file: BinaryIO, entries: list[_Entry], directory: int) -> set[int]:
    """The places in `entries` of those whose bytes are another's too, or lie where no member may lie."""
    found: set[int] = set()
    furthest, holder = 0, -1
    for place in sorted(range(len(entries)), key=lambda p: (entries[p].start, p)):
        entry = entries[place]
        file.seek(min(entry.start, directory))
        header = file.read(_LOCAL.size)
        if len(header) < _LOCAL.size or header[:4] != b"PK\3\4":
            continue  # damaged, and told so when it is read
        *_, name_size, extra_size = _LOCAL.unpack(header)
        end = entry.start + _LOCAL.size + name_size + extra_size + entry.packed
        if entry.start < furthest:
            found |= {place, holder}
        if end > directory:
            found.add(place)
        if end > furthest:
            furthest, holder = end, place
    return found


def _name(entry: _Entry, encoding: str) -> str:
    unicode_path = _extra(entry.extra, 0x7075)  # Info-ZIP's: version, checksum of the old name, the name in UTF-8
    if len(unicode_path) > 5 and struct.unpack_from("<L", unicode_path, 1)[0] == zlib.crc32(entry.raw):
        return decode_name(unicode_path[5:], "utf-8")
    return decode_name(entry.raw, "utf-8" if entry.flags & _UTF8 else encoding)


def _time(entry: _Entry) -> datetime | None:
    stamp = _extra(entry.extra, 0x5455)
    if len(stamp) >= 5 and stamp[0] & 1:
        seconds = struct.unpack_from("<l", stamp, 1)[0]
        return datetime.fromtimestamp(seconds, UTC) if seconds > 0 else None
    day, clock = entry.dos_time
    try:  # a wall clock without a time zone: taken for the one here
        local = datetime(
            1980 + (day >> 9), day >> 5 & 15, day & 31, clock >> 11, clock >> 5 & 63, min((clock & 31) * 2, 59)
        )
        return local.astimezone() if local > datetime(1980, 1, 2) else None
    except (ValueError, OverflowError, OSError):
        return None


def _check(entry: _Entry, directory: int, overlaps: bool) -> None:
    if entry.start >= directory:
        raise Refused("it is damaged (it is not where the archive says)")
    if entry.made_by == _UNIX and entry.mode & _FORMAT not in (0, _REGULAR):
        raise Refused("it is a link or a device, not a file")
    if overlaps:
        raise Refused("its bytes overlap another file's (a sign of a zip bomb)")
    if entry.flags & (_ENCRYPTED | _MASKED):
        raise Refused("it is encrypted")
    if entry.method not in (_STORED, _DEFLATED):
        raise Refused(f"it is packed by a method that is not taken (number {entry.method}; zip it again as usual)")


def _read(file: BinaryIO, entry: _Entry, limits: Limits) -> bytes:
    """The bytes of a member, never more than the limits allow, whatever it says about itself."""
    file.seek(entry.start)
    header = file.read(_LOCAL.size)
    if len(header) < _LOCAL.size or header[:4] != b"PK\3\4":
        raise Refused("it is damaged (it is not where the archive says)")
    *_, name_size, extra_size = _LOCAL.unpack(header)
    file.seek(name_size + extra_size, 1)
    most = min(limits.member_bytes, max(2**20, entry.packed * limits.ratio))
    inflate = zlib.decompressobj(-zlib.MAX_WBITS) if entry.method == _DEFLATED else None
    left, data = entry.packed, bytearray()
    try:
        while left and (chunk := file.read(min(left, _CHUNK))):
            left -= len(chunk)
            data += inflate.decompress(chunk, most + 1 - len(data)) if inflate else chunk
            if len(data) > most:
                raise _too_large(len(data), limits)
    except zlib.error as error:
        raise Refused("it is damaged (it cannot be unpacked)") from error
    if left or (inflate is not None and not inflate.eof) or zlib.crc32(data) != entry.crc:
        raise Refused("it is damaged (it is not whole, or its checksum is another)")
    return bytes(data)


def _too_large(size: int, limits: Limits) -> Refused:
    if size > limits.member_bytes:
        return Refused(f"it is larger than {limits.member_bytes / 2**20:.3g} MiB (its outputs cleared, it will not be)")
    return Refused(f"it unpacks to more than {limits.ratio} times its size (a sign of a zip bomb)")
