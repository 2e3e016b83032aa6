"""Reading a submitted notebook: a file from a stranger, of which only cell sources and ids are taken."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MAX_BYTES = 20 * 2**20
MAX_CELLS = 2000
MAX_CODE = 2**20  # characters in all code cells together


class Unreadable(Exception):
    """The file is no notebook that can be graded; the text says why, for the student."""


@dataclass(frozen=True)
class SubmittedCell:
    """A code cell: its source, and the ids it claims to have (nbgrader's first, then its own)."""

    source: str
    ids: tuple[str, ...]


def read_notebook(path: Path) -> bytes:
    """The bytes of a submitted notebook. Raises Unreadable.

    Only a regular file inside the size limit is opened: no link, no pipe that would never end.
    """
    if path.is_symlink():
        raise Unreadable("it is a link, not a file")
    if not path.is_file():
        raise Unreadable("there is no notebook of that name")
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):  # changed since it was looked at
            raise Unreadable("it is not a file")
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise Unreadable(f"it is larger than {MAX_BYTES // 2**20} MiB (clear its outputs and save it again)")
    return data


def read_cells(data: bytes) -> tuple[SubmittedCell, ...]:
    """The code cells in the bytes of a notebook, in its order. Raises Unreadable.

    Tags, points, schema versions and outputs are not even looked at: they have no say.
    """
    try:
        notebook = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise Unreadable("it is not a whole notebook file (its JSON is broken)") from error
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list):
        raise Unreadable("it is JSON, but not a notebook of format 4")
    if len(cells) > MAX_CELLS:
        raise Unreadable(f"it has more than {MAX_CELLS} cells")
    code = tuple(_code_cells(cells))
    if sum(len(cell.source) for cell in code) > MAX_CODE:
        raise Unreadable(f"its code is longer than {MAX_CODE:,} characters")
    return code


def _code_cells(cells: list[Any]) -> Iterator[SubmittedCell]:
    for cell in cells:
        if not isinstance(cell, dict) or cell.get("cell_type") != "code":
            continue
        source = cell.get("source", "")
        if isinstance(source, list):
            source = "".join(line for line in source if isinstance(line, str))
        if not isinstance(source, str):
            continue
        metadata = cell.get("metadata")
        nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
        grade_id = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
        ids = tuple(x for x in (grade_id, cell.get("id")) if isinstance(x, str))
        # A lone surrogate is legal in JSON and in no file that we could write.
        source = source.encode("utf-8", "replace").decode()
        yield SubmittedCell(source.replace("\r\n", "\n").replace("\r", "\n"), ids)
