"""Which language a command answers in: what it was told, what the environment says, or that of the copies in work/."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from course_lib.course_root import find_course
from course_lib.errors import CourseError
from course_lib.language import LANGUAGES
from course_lib.language.current import VARIABLE


def add_language(parser: argparse.ArgumentParser) -> None:
    """The option ``--language``."""
    said = "the language of the answer (default: that of your lessons in work/, else en)"
    parser.add_argument("--language", choices=LANGUAGES, help=said)


def answer_in(told: str | None, named: Path | None) -> None:
    """Have everything that this process says said in the language that was `told`.

    Untold, it is what COURSE_LANG says; else that of the lessons in work/ of the course here, or of the one `named`,
    where they are in one language.
    """
    language = told or os.environ.get(VARIABLE) or _copies_language(named)
    if language:
        os.environ[VARIABLE] = language


def _copies_language(named: Path | None) -> str:
    try:
        work = find_course(named=named).work
    except CourseError:
        return ""
    found = [language for language in LANGUAGES if any((work / language).glob("*/*.ipynb"))]
    return found[0] if len(found) == 1 else ""
