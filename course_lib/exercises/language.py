"""Which language a student reads: said by COURSE_LANG, or by the folder that the notebook lies in."""

from __future__ import annotations

import os
from pathlib import Path

from course_lib.course_root import LANGUAGES
from course_lib.errors import CourseError


def current_language() -> str:
    """``"en"`` or ``"zh"``.

    A kernel starts in its notebook's folder, ``…/zh/04-tokenizer``: the folder above names the language.
    Elsewhere (Colab, a script) it is English unless COURSE_LANG says otherwise.
    """
    said = os.environ.get("COURSE_LANG", "")
    if said and said not in LANGUAGES:
        raise CourseError(f"COURSE_LANG is {said!r}.", f"Set it to one of: {', '.join(LANGUAGES)}.")
    folder = Path.cwd().parent.name
    return said or (folder if folder in LANGUAGES else "en")
