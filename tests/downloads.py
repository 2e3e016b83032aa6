"""Archives as learning platforms make them, and what `course collect` makes of them."""

from __future__ import annotations

import io
import json
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from course_lib.course_root import Course
from course_lib.grading.collect.collection import Collecting, Collection, collect

LESSONS = ["00-start-here", "04-tokenizer", "05-new-tokens"]
ROOT = Path(__file__).parents[1]
Files = dict[str, bytes] | list[tuple[str, bytes]]
CANVAS_ROSTER = """Student,ID,SIS User ID,SIS Login ID,Section,Task (12)
"    Points Possible",,,,,10
"Smith, John",101,S-1,jsmith,A,
"Müller, Ann Marie",102,S-2,amueller,A,
"Nobody, Yet",103,S-3,nyet,A,
"Student, Test",199,,f00,A,
"""


def notebook(text: str = "", *ids: str) -> bytes:
    """A notebook that can be told from others by `text`, with code cells of these ids."""
    cells: list[dict[str, Any]] = [{"cell_type": "markdown", "id": "said", "metadata": {}, "source": text}]
    cells += [{"cell_type": "code", "id": name, "metadata": {}, "source": "", "outputs": []} for name in ids]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


def zipped(path: Path, files: Files, when: tuple[int, ...] = (2026, 11, 19, 12, 0, 0)) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items() if isinstance(files, dict) else files:
            info = zipfile.ZipInfo(name, when)  # type: ignore[arg-type]
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return path


def raw_zip(path: Path, entries: Iterable[tuple[bytes, bytes, dict[str, int]]]) -> Path:
    """A zip file by hand: each entry a name, its bytes, and what it is to lie about (flags, size, method, start)."""
    body, directory, count = b"", b"", 0
    for name, data, lies in entries:
        packed = zlib.compressobj(9, zlib.DEFLATED, -15)
        squeezed = packed.compress(data) + packed.flush()
        flags, method = lies.get("flags", 0), lies.get("method", 8)
        size, start = lies.get("size", len(data)), lies.get("start", len(body))
        common = (flags, method, 0, 0x5D73, zlib.crc32(data), len(squeezed), size, len(name))
        local = struct.pack("<4s5HL2L2H", b"PK\3\4", 20, *common, 0)
        directory += struct.pack(
            "<4s6H3L5H2L", b"PK\1\2", 20 | 3 << 8, 20, *common, 0, 0, 0, 0, lies.get("mode", 0o100644) << 16, start
        )
        directory += name
        body += local + name + squeezed
        count += 1
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(directory), len(body), 0)
    path.write_bytes(body + directory + end)
    return path


def tarred(path: Path, members: Iterable[tuple[tarfile.TarInfo, bytes]], mode: str = "w:gz") -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for info, data in members:
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


def member(name: str, mtime: int = 1_795_000_000, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.mtime, info.type, info.linkname = mtime, kind, link
    return info


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "submitted"


@pytest.fixture
def gather(course: Course, tmp_path: Path, out: Path) -> Any:
    """Collect some files as one zip archive (or archives that are there already) into `out`."""

    def run(files: Files | Path | list[Path], **how: Any) -> Collection:
        if isinstance(files, dict) or (isinstance(files, list) and files and isinstance(files[0], tuple)):
            files = zipped(tmp_path / "download.zip", files)  # type: ignore[arg-type]
        archives = files if isinstance(files, list) else [files]
        return collect(course, archives, out, Collecting(**how))  # type: ignore[arg-type]

    return run


def placed(out: Path) -> list[str]:
    """Where notebooks lie now; and nothing of how they got there is left."""
    assert not list(out.glob(".collecting-*"))
    return sorted(path.relative_to(out).as_posix() for path in out.rglob("*.ipynb"))


def said(out: Path, student: str, lesson: str = "04-tokenizer") -> str:
    path = out / student / lesson / f"{lesson}.ipynb"
    return str(json.loads(path.read_text(encoding="utf-8"))["cells"][0]["source"])


def reasons(found: Collection) -> dict[str, str]:
    return {left.name: left.reason for left in found.left}
