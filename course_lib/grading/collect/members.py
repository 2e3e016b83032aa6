"""What an archive holds, one member at a time: a safe name, a time, and the bytes or why they are not taken."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from course_lib.grading.handed_in.submission import MAX_BYTES

_DRIVE = re.compile(r"[A-Za-z]:")
#: Names that open a device on Windows, whatever stands after the first dot.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)[ .]*(?:\..*)?", re.IGNORECASE)
#: What operating systems and Jupyter leave beside people's files.
_BY_THE_SYSTEM = re.compile(r"__MACOSX|\.ipynb_checkpoints|\._.*|\.DS_Store|Thumbs\.db|desktop\.ini", re.IGNORECASE)
_ARCHIVE = re.compile(r".*\.(?:zip|tar|tgz|gz|bz2|xz|7z|rar|tbz2?|txz)", re.IGNORECASE | re.DOTALL)
_NOTEBOOK = re.compile(r".*\.ipynb(?:\.(?:txt|json))?", re.IGNORECASE | re.DOTALL)  # some browsers add .txt or .json
MAX_NAME = 1000


class Refused(Exception):
    """This member is not taken; the text says why, for the instructor."""


class Damaged(Exception):
    """The archive cannot be read (on) from here; the text says why."""


@dataclass(frozen=True)
class Limits:
    """How much is taken from archives: files in each, bytes of a file and of all together, and bytes made of one.

    `ratio` is asked only of what is larger than a MiB: a short file of one letter is no bomb.
    """

    members: int = 20_000
    member_bytes: int = MAX_BYTES
    total_bytes: int = 4 * 2**30
    ratio: int = 200


@dataclass(frozen=True)
class Member:
    """One file of an archive. `data` is None for what is not a notebook, and for what is `refused`."""

    name: str
    time: datetime | None = None
    data: bytes | None = None
    refused: str = ""


def is_notebook(name: str) -> bool:
    return _NOTEBOOK.fullmatch(name) is not None


def left_by_the_system(name: str) -> bool:
    """Files that nobody handed in: checkpoints, and what macOS and Windows add."""
    return any(_BY_THE_SYSTEM.fullmatch(part) for part in name.split("/"))


def why_not_a_notebook(name: str) -> str:
    if _ARCHIVE.fullmatch(name):
        return "an archive inside the archive, which is not opened: ask for the notebook itself"
    return "not a notebook (.ipynb)"


def safe_name(name: str) -> str:
    """`name` with ``/`` between its parts. Raises Refused for what must not become a path.

    >>> safe_name("alice\\\\04-tokenizer.ipynb")
    'alice/04-tokenizer.ipynb'
    """
    if len(name) > MAX_NAME:
        raise Refused(f"its name is longer than {MAX_NAME} characters")
    if any(unicodedata.category(c) == "Cs" or c == "\ufffd" for c in name):
        raise Refused("its name is broken: no encoding that we know gives it")
    if any(unicodedata.category(c) in ("Cc", "Zl", "Zp") for c in name):
        raise Refused("its name holds control characters")
    name = name.replace("\\", "/")
    if name.startswith("/") or _DRIVE.match(name):
        raise Refused("its name is an absolute path")
    parts = [part for part in name.split("/") if part not in ("", ".")]
    if ".." in parts:
        raise Refused("its name leads out of the archive (..)")
    if any(is_device(part) for part in parts):
        raise Refused("its name is one that Windows keeps for devices")
    if not parts:
        raise Refused("it has no name")
    return "/".join(parts)


def is_device(name: str) -> bool:
    """Whether Windows takes a file of this name for a device: ``nul``, ``Con.ipynb``."""
    return _DEVICE.fullmatch(name) is not None


def name_decoder(raw_names: list[bytes]) -> str:
    """The encoding of names that are not UTF-8 in an archive: GB 18030 when any of them is plainly Chinese.

    One archive is made by one program, so the names are judged together: what is common Chinese in one of them
    (GB 2312, which no European name looks like) settles it for the rarer characters of the others.
    """
    return "gb18030" if any(_is(raw, "gb2312") and not _is(raw, "utf-8") for raw in raw_names) else "cp437"


def decode_name(raw: bytes, fallback: str) -> str:
    """The text of a name: UTF-8 where it is that, else `fallback`, else with U+FFFD, which `safe_name` refuses."""
    for encoding in ("utf-8", fallback):
        if _is(raw, encoding):
            return raw.decode(encoding)
    return raw.decode("utf-8", "replace")


def _is(raw: bytes, encoding: str) -> bool:
    try:
        raw.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
