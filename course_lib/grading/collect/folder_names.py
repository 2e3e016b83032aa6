"""A name from a stranger as the name of a folder, on every system."""

from __future__ import annotations

import re
import unicodedata

from course_lib.grading.collect.members import is_device

_LONGEST, _LONGEST_BYTES = 80, 180  # below what `class_folder` reads and file systems keep, with room for a number


def folder_name(name: str) -> str:
    """What a folder for this name is called: no path, no device of Windows, not hidden, not too long.

    >>> folder_name("../Li, Na: 李娜. ")
    '_Li, Na_ 李娜'
    """
    text = unicodedata.normalize("NFC", name)
    text = "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp"))
    text = re.sub(r'[<>:"/\\|?*]+', "_", text)
    text = re.sub(r"\s+", " ", text).strip(" .")[:_LONGEST]
    text = text.encode()[:_LONGEST_BYTES].decode("utf-8", "ignore").strip(" .")
    return f"{text}_" if is_device(text) else text or "unnamed"


def same_folder(name: str) -> str:
    """What two names have in common that are one folder on some system: case, and how accents are written."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())
