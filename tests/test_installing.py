"""`make lab` sets up in a few quiet lines, and what pip said is in a log when somebody needs it."""

from __future__ import annotations

import ast
import io
import sys
from pathlib import Path

import pytest

from course_lib.lab import installing
from course_lib.lab.installing import Stage, install, stages

PIP_SAYS = """Obtaining file:///home/me/course
Collecting torch>=2.6 (from glassbox-course==0.1.0)
  Downloading torch-2.13.0-cp311-none-any.whl (191.8 MB)
Collecting numpy>=2.0 (from torch)
  Downloading numpy-2.4.0.whl (800.0 kB)
Requirement already satisfied: numpy in ./lib
Installing collected packages: numpy, torch
Successfully installed numpy-2.4.0 torch-2.13.0
"""


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def pip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pip that says what it would say, and fails when it is asked for `broken`."""
    script = tmp_path / "pip.py"
    script.write_text(f"import sys; print({PIP_SAYS!r}, end=''); sys.exit('broken' in sys.argv)", encoding="utf-8")
    monkeypatch.setattr(installing, "PIP", [sys.executable, str(script)])
    return tmp_path / "install.log"


def test_each_stage_is_one_line_and_pips_words_are_in_the_log(pip: Path) -> None:
    screen = io.StringIO()
    assert install([Stage("the tools", ["a"]), Stage("the rest", ["b"])], pip, screen) == 0
    first, second = screen.getvalue().splitlines()
    assert first.startswith("[1/2] the tools: 3 packages, 193 MB, ")
    assert second.startswith("[2/2] the rest: 3 packages, 193 MB, ")
    assert pip.read_text(encoding="utf-8") == 2 * PIP_SAYS


def test_a_screen_shows_how_far_it_is(pip: Path) -> None:
    screen = Screen()
    install([Stage("all", ["a"])], pip, screen)
    shown = screen.getvalue().split("\r\x1b[K")
    assert "[1/1] all … 2 packages, 192 MB" in shown
    assert "[1/1] all … 3 packages, 193 MB, writing them" in shown


def test_a_failure_shows_the_last_lines_and_where_the_log_is(pip: Path) -> None:
    screen = io.StringIO()
    assert install([Stage("the tools", ["broken"]), Stage("the rest", ["b"])], pip, screen) == 1
    said = screen.getvalue()
    assert "[1/2] the tools: failed" in said and "Successfully installed numpy" in said
    assert str(pip) in said and "Next step:" in said and "the rest" not in said


def test_what_is_installed_is_pinned() -> None:
    without, own = stages("lab"), stages("lab,test", "https://example.org/cpu")
    assert [len(without), len(own)] == [2, 3]
    assert all("constraints.txt" in stage.arguments for stage in [*without, *own])
    assert "setuptools" in own[0].arguments and "https://example.org/cpu" in own[1].arguments
    assert own[2].arguments[-1] == ".[lab,test]" and "--no-build-isolation" in own[2].arguments


def test_it_runs_before_anything_is_installed() -> None:
    tree = ast.parse(Path(installing.__file__).read_text(encoding="utf-8"))
    names = {node.module if isinstance(node, ast.ImportFrom) else node.names[0].name
             for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom))}  # fmt: skip
    assert {str(name).partition(".")[0] for name in names} <= sys.stdlib_module_names
