"""Reading a submitted notebook: a file from a stranger, of which only cell sources and ids are taken."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course_lib.exercises.texts import common_texts

MAX_BYTES = 20 * 2**20
MAX_CELLS = 2000
MAX_CODE = 2**20  # characters in all code cells together
MAX_VERSION = 40  # characters of what the notebook says of its release


class Unreadable(Exception):
    """The file is no notebook that can be graded.

    `why` is a key of the texts' table ``unreadable``, `most` the limit that its words name. ``str`` is English.
    """

    def __init__(self, why: str, most: int = 0) -> None:
        super().__init__(why, most)
        self._why, self._most = why, most

    def __str__(self) -> str:
        return self.told("en")

    def told(self, language: str) -> str:
        """Why, for the student: what stands after a colon, without a full stop."""
        return str(common_texts(language)["unreadable"][self._why].format(most=self._most))


def why_unreadable(error: Unreadable, language: str) -> str:
    """The reason that a student is given for a notebook that could not be read, a whole sentence."""
    return str(common_texts(language)["grade"]["unreadable"].format(error=error.told(language)))


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
        raise Unreadable("link")
    if not path.is_file():
        raise Unreadable("missing")
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):  # changed since it was looked at
            raise Unreadable("no-file")
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise Unreadable("too-large", MAX_BYTES // 2**20)
    return data


def read_cells(data: bytes) -> tuple[SubmittedCell, ...]:
    """The code cells in the bytes of a notebook, in its order. Raises Unreadable.

    Tags, points, schema versions and outputs are not even looked at: they have no say.
    """
    try:
        notebook = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise Unreadable("broken") from error
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list):
        raise Unreadable("no-notebook")
    if len(cells) > MAX_CELLS:
        raise Unreadable("too-many-cells", MAX_CELLS)
    code = tuple(_code_cells(cells))
    if sum(len(cell.source) for cell in code) > MAX_CODE:
        raise Unreadable("too-long", MAX_CODE)
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


def read_version(data: bytes) -> str:
    """The release of the course that a notebook says it is of; empty where it says none, or is no notebook."""
    try:
        version = json.loads(data.decode("utf-8-sig"))["metadata"]["glassbox"]["version"]
    except (UnicodeDecodeError, ValueError, RecursionError, TypeError, LookupError):
        return ""
    return version.encode("utf-8", "replace").decode()[:MAX_VERSION] if isinstance(version, str) else ""
