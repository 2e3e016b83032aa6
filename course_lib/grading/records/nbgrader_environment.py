"""What nbgrader needs around it: a program on PATH for a new database, and a folder that formgrader can work in."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

#: Below the folder of results: the lessons as they were released, which is where formgrader learns of them.
RELEASED = "released"
_CONFIG = f'''"""nbgrader's settings for this folder. Start JupyterLab *in* it, then choose Nbgrader > Formgrader."""

c = get_config()  # type: ignore[name-defined]  # noqa: F821  (nbgrader provides it)

c.CourseDirectory.source_directory = "{RELEASED}"
# What formgrader counts as handed in. There are pages here and no notebooks, so that its Autograde button, which would
# run a student's code with your rights and without a sandbox, finds nothing to run: `course grade` grades.
c.CourseDirectory.submitted_directory = "feedback"
c.FormgradeExtension.debug = False
'''


@contextmanager
def alembic_on_path() -> Iterator[None]:
    """nbgrader starts `alembic` by name for a new gradebook; in an environment that was not activated
    (``.venv/bin/course …``) that name is not on PATH, though the program stands beside the interpreter."""
    before = os.environ.get("PATH", "")
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), before])
    try:
        yield
    finally:
        os.environ["PATH"] = before


def let_formgrader_in(folder: Path, lesson: str, notebook: Any) -> None:
    """Make `folder`, which holds a gradebook, one that nbgrader's formgrader opens, and list `lesson` there.

    Writes ``nbgrader_config.py``, unless there is one (somebody may have added to it), and the released
    `notebook` as the lesson's source.
    """
    import nbformat

    config = folder / "nbgrader_config.py"
    if not config.exists():
        config.write_text(_CONFIG, encoding="utf-8")
    source = folder / RELEASED / lesson / f"{lesson}.ipynb"
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")
