"""The student half stands alone: it never imports the instructor half, and the command starts without torch."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from imports import PACKAGE, ROOT, belongs, imports

INSTRUCTOR = ("course_lib.authoring", "course_lib.grading")
# Only instructors install these; the student half may not need them.
INSTRUCTOR_LIBRARIES = ("nbgrader", "jupytext", "nbclient", "nbformat")


def student_modules() -> list[Path]:
    halves = [PACKAGE / name.partition(".")[2] for name in INSTRUCTOR]
    return sorted(p for p in PACKAGE.rglob("*.py") if not any(p.is_relative_to(half) for half in halves))


@pytest.mark.parametrize("path", student_modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_the_student_half_imports_nothing_of_the_instructors(path: Path) -> None:
    assert [module for module in imports(path) if belongs(module, INSTRUCTOR + INSTRUCTOR_LIBRARIES)] == []


@pytest.mark.parametrize(
    "line",
    [
        "import course_lib.grading.command",
        "from course_lib.authoring import build",
        "from course_lib import grading",
        "from . import authoring",
        "from .grading.command import run",
        "def f():\n    from course_lib.grading import x",
        "import_module('course_lib.authoring.build')",
        "import nbgrader.apps",
    ],
)
def test_no_way_of_importing_goes_unseen(line: str, tmp_path: Path) -> None:
    path = tmp_path / "course_lib" / "module.py"
    path.parent.mkdir()
    path.write_text(line, encoding="utf-8")
    assert any(belongs(module, INSTRUCTOR + INSTRUCTOR_LIBRARIES) for module in imports(path, tmp_path))


@pytest.mark.parametrize(
    "program",
    [
        "import course_lib",
        "from course_lib.cli import main; main(['--help'])",
        "from course_lib.cli import main\ntry: main(['lab', '--help'])\nexcept SystemExit: pass",
        "from course_lib.cli import main\ntry: main(['doctor', '--help'])\nexcept SystemExit: pass",
        "from course_lib.cli import main\ntry: main(['reset', '--help'])\nexcept SystemExit: pass",
    ],
)
def test_starting_up_loads_nothing_heavy(program: str) -> None:
    heavy = ("torch", "transformers", "numpy", "datasets", "jupyterlab", "nbgrader", "IPython")
    asked = f"{program}\nimport sys; print('LOADED', [m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert done.stdout.splitlines()[-1] == "LOADED []"
