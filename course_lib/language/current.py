"""Which language the reader of a notebook reads: that of the notebook, wherever it lies.

A Chinese lesson that was fetched flat from a hub, or opened on Colab, answers in Chinese.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from course_lib.errors import CourseError

#: The languages that the course is written in.
LANGUAGES = ("en", "zh")
VARIABLE = "COURSE_LANG"
#: Where Jupyter tells a kernel which notebook it was started for.
SESSION = "JPY_SESSION_NAME"
#: What the first cell of every notebook defines: ``{"language": "zh", "version": "0.1.0"}``.
FIRST_CELL = "GLASSBOX"

# Notebook -> what the kernel's first cell had said when that notebook was first asked for its language.
_said_at_first: dict[str, str] = {}


def current_language() -> str:
    """``"en"`` or ``"zh"``: the first of these that says it.

    1. The environment variable COURSE_LANG, by which a person or a command decides.
    2. The file of the notebook, in its ``metadata.glassbox.language``; Jupyter names it to the kernel. If its first
       cell has said something else since, another notebook has taken the kernel over, and that one counts.
    3. The first cell that was run here (on Colab no file can be seen).
    4. The folder: a kernel starts in its notebook's, ``…/zh/04-tokenizer``, and the folder above names the language.
    5. English.

    Cheap enough to be asked for every word: a notebook is read again only when it has changed. Raises CourseError
    when COURSE_LANG names no language of the course.

    >>> current_language()
    'en'
    """
    said = os.environ.get(VARIABLE, "")
    if said in LANGUAGES:
        return said
    if said:
        raise CourseError(f"{VARIABLE} is {said!r}.", f"Set it to one of: {', '.join(LANGUAGES)}.")
    name, cell = os.environ.get(SESSION, ""), first_cell_language()
    notebook = notebook_language(name)
    if notebook and (not cell or cell == _said_at_first.setdefault(name, cell)):
        return notebook
    return cell or notebook or _folder_language() or LANGUAGES[0]


def notebook_language(name: str) -> str:
    """What the notebook file says that Jupyter calls `name`; "" where there is none, or nothing of the kind in it.

    `name` is a path, absolute or, with older servers, below a folder that the kernel does not know: then only its
    last part helps, since a kernel starts in its notebook's folder.
    """
    for path in (name, Path(name).name) if name.endswith(".ipynb") else ():
        try:
            found = Path(path).stat()
        except (OSError, ValueError):
            continue
        return _language_in(str(Path(path).absolute()), found.st_mtime_ns, found.st_size)
    return ""


def first_cell_language() -> str:
    """What the notebook's first cell said in this process; "" where none has run."""
    said = _user_names().get(FIRST_CELL)
    return _known(said.get("language")) if isinstance(said, Mapping) else ""


def _user_names() -> Mapping[str, object]:
    """The names that a notebook's cells define; in a plain script, those of the script."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None and hasattr(ipython, "get_ipython") else None
    names = getattr(shell, "user_ns", None)
    return names if isinstance(names, Mapping) else getattr(sys.modules.get("__main__"), "__dict__", {})


@lru_cache(maxsize=8)
def _language_in(path: str, changed: int, size: int) -> str:
    # Asked anew when the file has changed, by its time or its size.
    try:
        metadata = json.loads(Path(path).read_bytes())["metadata"]
        return _known(metadata["glassbox"]["language"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ""


def _folder_language() -> str:
    try:
        return _known(Path.cwd().parent.name)
    except OSError:  # the folder is gone
        return ""


def _known(said: object) -> str:
    return said if isinstance(said, str) and said in LANGUAGES else ""
