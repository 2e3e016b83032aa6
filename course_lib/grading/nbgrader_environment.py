"""What nbgrader needs around it before it can make a database."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


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
