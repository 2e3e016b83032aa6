"""Reading a submitted notebook: a file from a stranger, of which only cell sources and ids are taken."""

from __future__ import annotations

import codecs
import json
import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course_lib.exercises.texts import common_texts

MAX_BYTES = 20 * 2**20
#: With the pictures in its outputs, at which nobody looks when grading.
MAX_WITH_PICTURES = 200 * 2**20
#: A picture in an output: a long text of nothing but letters, digits and few signs, and the ends of its lines.
_PICTURE = re.compile(rb'"[A-Za-z0-9+/=\\]{65536,}"')
#: What git writes into a file that two people changed.
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?: |$)", re.MULTILINE)
MAX_NAME = 100
MAX_CELLS = 2000
MAX_CODE = 2**20  # characters in all code cells together
MAX_VERSION = 40  # characters of what the notebook says of its release


class Unreadable(Exception):
    """The file is no notebook that can be graded.

    `why` is a key of the texts' table ``unreadable``, `most` the number that its words name (a limit, a line), `name` a
    file's. ``str`` is English.
    """

    def __init__(self, why: str, most: int = 0, name: str = "") -> None:
        super().__init__(why, most, name)
        self._why, self._most, self._name = why, most, name

    def __str__(self) -> str:
        return self.told("en")

    def told(self, language: str) -> str:
        """Why, for the student: what stands after a colon, without a full stop."""
        return str(common_texts(language)["unreadable"][self._why].format(most=self._most, name=self._name))


def why_unreadable(error: Unreadable, language: str) -> str:
    """The reason that a student is given for a notebook that could not be read, a whole sentence."""
    return str(common_texts(language)["grade"]["unreadable"].format(error=error.told(language)))


@dataclass(frozen=True)
class SubmittedCell:
    """A cell: its source, the ids it claims to have (nbgrader's first, then its own), and code, raw or markdown."""

    source: str
    ids: tuple[str, ...]
    kind: str = "code"


def read_notebook(path: Path) -> bytes:
    """The bytes of a submitted notebook, large pictures in it left out. Raises Unreadable.

    Only a regular file inside the size limit is opened: no link, no pipe that would never end.
    """
    if path.is_symlink():
        raise Unreadable("link")
    if not path.is_file():
        others = _notebooks_beside(path)
        raise Unreadable("other-name", name=others[0]) if len(others) == 1 else Unreadable("missing")
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):  # changed since it was looked at
            raise Unreadable("no-file")
        data = file.read(MAX_WITH_PICTURES + 1)
    if len(data) > MAX_WITH_PICTURES:
        raise Unreadable("too-large", MAX_WITH_PICTURES // 2**20)
    data = data if len(data) <= MAX_BYTES else _PICTURE.sub(b'""', data)
    if len(data) > MAX_BYTES:
        raise Unreadable("too-large", MAX_BYTES // 2**20)
    return data


def _notebooks_beside(path: Path) -> list[str]:
    """Names of files in a notebook's folder that may be meant for it: ``LESSON (1).ipynb``, ``LESSON.ipynb.txt``."""
    try:
        found = sorted(file.name for file in path.parent.iterdir() if ".ipynb" in file.name and file.is_file())
    except OSError:
        return []
    return [name.encode("utf-8", "replace").decode()[:MAX_NAME] for name in found]


def read_cells(data: bytes) -> tuple[SubmittedCell, ...]:
    """The cells in the bytes of a notebook, in its order; of those that hold no code, only such as claim to be an
    exercise's. Raises Unreadable.

    Tags, points, schema versions and outputs are not even looked at: they have no say.
    """
    notebook = _json(data)
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list):
        raise Unreadable("no-notebook")
    if len(cells) > MAX_CELLS:
        raise Unreadable("too-many-cells", MAX_CELLS)
    found = tuple(_cells(cells))
    if sum(len(cell.source) for cell in found) > MAX_CODE:
        raise Unreadable("too-long", MAX_CODE)
    return found


def _json(data: bytes) -> Any:
    """What a file says that is JSON, whatever editor it went through. Raises Unreadable."""
    text = _decoded(data)
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        if conflict := _CONFLICT.search(text):
            raise Unreadable("conflict", text.count("\n", 0, conflict.start()) + 1) from error
        raise Unreadable("broken") from error


def _decoded(data: bytes) -> str:
    # JSON is UTF-8. Editors on Windows write UTF-16, and Chinese ones the encoding that has every Chinese character.
    marked = data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        with suppress(UnicodeDecodeError):
            return data.decode(encoding)
    raise Unreadable("encoding")


def _cells(cells: list[Any]) -> Iterator[SubmittedCell]:
    for cell in cells:
        if not isinstance(cell, dict) or cell.get("cell_type") not in ("code", "raw", "markdown"):
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
        if cell["cell_type"] != "code" and not ids:
            continue
        # A lone surrogate is legal in JSON and in no file that we could write.
        source = source.encode("utf-8", "replace").decode()
        yield SubmittedCell(source.replace("\r\n", "\n").replace("\r", "\n"), ids, cell["cell_type"])


def read_version(data: bytes) -> str:
    """The release of the course that a notebook says it is of; empty where it says none, or is no notebook."""
    try:
        version = _json(data)["metadata"]["glassbox"]["version"]
    except (Unreadable, TypeError, LookupError):
        return ""
    return version.encode("utf-8", "replace").decode()[:MAX_VERSION] if isinstance(version, str) else ""
