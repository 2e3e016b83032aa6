"""The `course` command: its table, its errors, and what --json prints."""

from __future__ import annotations

import argparse
import errno
import json
import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest

from course_lib import cli
from course_lib.cli import COMMANDS, Command, Report, main
from course_lib.course_root import find_course
from course_lib.errors import CourseError

ROOT = Path(__file__).parents[1]

MAKEFILE = (Path(__file__).parents[1] / "Makefile").read_text(encoding="utf-8")
CALLED_BY_MAKE = re.findall(r"^\t@?\$\(COURSE\) ([a-z ]+)$", MAKEFILE, re.M)


def offer(monkeypatch: pytest.MonkeyPatch, run: object) -> None:
    """Make ``course probe`` a command that does `run`."""
    module = SimpleNamespace(configure=lambda parser: parser.add_argument("--times", type=int, default=1), run=run)
    monkeypatch.setitem(COMMANDS, "probe", Command("course_lib.commands.probe", "for this test"))
    monkeypatch.setattr(cli, "import_module", lambda name: module)


@pytest.mark.parametrize("words", [[], ["--help"], ["-h"]])
def test_without_a_command_it_lists_them(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 0
    out = capsys.readouterr().out
    assert all(f"  {name} " in out for name in COMMANDS)


def test_an_unknown_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["larb"]) == 2
    said = capsys.readouterr()
    assert "there is no command 'larb'" in said.err and said.out == ""


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    import_module(COMMANDS[name].module)
    with pytest.raises(SystemExit) as stop:
        main([name, "--help"])
    assert stop.value.code == 0
    assert COMMANDS[name].summary[:30] in " ".join(capsys.readouterr().out.split())


def test_a_report_as_text_and_as_json(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    offer(monkeypatch, lambda args: Report(f"{args.times} 次", {"times": args.times}, exit_code=args.times))
    assert main(["probe", "--times", "3"]) == 3
    assert capsys.readouterr().out == "3 次\n"
    assert main(["--json", "probe", "--times", "3"]) == 3
    assert json.loads(capsys.readouterr().out) == {"times": 3}


def test_an_error_that_a_person_can_mend(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fail(args: object) -> Report:
        raise CourseError("It is broken.", "Mend it.")

    offer(monkeypatch, fail)
    assert main(["probe"]) == 2
    said = capsys.readouterr()
    assert said.err == "course probe: It is broken.\nNext step: Mend it.\n" and said.out == ""
    assert main(["probe", "--json"]) == 2
    assert json.loads(capsys.readouterr().out) == {"error": {"problem": "It is broken.", "next_step": "Mend it."}}


@pytest.mark.parametrize(
    "refused", [PermissionError(errno.EACCES, "Permission denied", "/x"), OSError(errno.ENOSPC, "No space left", "/x")]
)
def test_what_the_system_refuses(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], refused: OSError
) -> None:
    def run(args: argparse.Namespace) -> Report:
        raise refused

    offer(monkeypatch, run)
    assert main(["probe", "--json"]) == 2
    said = capsys.readouterr()
    assert json.loads(said.out)["error"]["problem"] == f"/x: {refused.strerror}."
    assert "Next step" in said.err and "Traceback" not in said.err


@pytest.mark.parametrize("slip", [FileNotFoundError(errno.ENOENT, "No such file", "/x"), PermissionError("no name")])
def test_a_slip_of_ours_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch, slip: OSError) -> None:
    def run(args: argparse.Namespace) -> Report:
        raise slip

    offer(monkeypatch, run)
    with pytest.raises(type(slip)):
        main(["probe"])


def test_ctrl_c(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(args: object) -> Report:
        raise KeyboardInterrupt

    offer(monkeypatch, interrupted)
    assert main(["probe"]) == 130
    assert "stopped" in capsys.readouterr().err


def test_a_students_edition_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(COMMANDS, "grade", Command("course_lib.nowhere.command", "grade a class"))
    assert main(["grade"]) == 2
    assert "instructor's edition" in capsys.readouterr().err


def test_a_library_that_is_not_installed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def absent(name: str) -> None:
        raise ModuleNotFoundError("No module named 'nbgrader'", name="nbgrader")

    monkeypatch.setattr(cli, "import_module", absent)
    assert main(["doctor"]) == 2
    said = capsys.readouterr().err
    assert "'nbgrader'" in said and "constraints.txt" in said


def test_outside_a_course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["reset", "04"]) == 2
    assert "--course DIR" in capsys.readouterr().err
    assert main(["reset", "04", "--course", str(tmp_path)]) == 2
    assert "is not a course" in capsys.readouterr().err


def test_it_runs_as_a_module_and_in_any_locale() -> None:
    environment = {
        **os.environ,
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONIOENCODING": "ascii",
        "PYTHONCOERCECLOCALE": "0",
    }
    done = subprocess.run(
        [sys.executable, "-m", "course_lib"], cwd=ROOT, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert b"tokenizer" not in done.stderr and b"lab" in done.stdout


def test_a_folder_of_results_is_no_course(tmp_path: Path) -> None:
    (tmp_path / "nbgrader_config.py").touch()
    results = tmp_path / "graded"
    results.mkdir()
    (results / "nbgrader_config.py").touch()
    (results / ".class-seed").touch()
    assert find_course(results).root == tmp_path.resolve()


@pytest.mark.parametrize("words", CALLED_BY_MAKE)
def test_what_make_calls_is_understood(words: str) -> None:
    name, *arguments = words.split()
    parser = argparse.ArgumentParser()
    import_module(COMMANDS[name].module).configure(parser)
    parser.parse_args(arguments)


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["grade"], "required: SUBMITTED, --out."),
        (["grade", "x", "--out", "y", "--jobs", "two"], "--jobs: must be a whole number, 1 or more, and is 'two'."),
        (["grade", "x", "--out", "y", "--time-limit", "long"], "must be a number, more than 0, and is 'long'."),
        (["reset", "04", "--colour", "blue"], "Unrecognized arguments: --colour blue."),
    ],
)
def test_arguments_that_are_not_understood(words: list[str], problem: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    said = capsys.readouterr()
    assert problem in said.err and f"Next step: Write `course {words[0]} " in said.err and said.out == ""
    assert main([*words, "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["error"]["problem"].endswith(problem)


def test_a_library_that_is_missed_while_a_command_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(missing: str) -> int:
        def without(args: object) -> Report:
            raise ModuleNotFoundError(f"No module named {missing!r}", name=missing)

        offer(monkeypatch, without)
        return main(["probe"])

    assert run("alembic.migration") == 2
    said = capsys.readouterr().err
    assert "needs the Python package 'alembic'" in said and "[lab,instructor]" in said and "Traceback" not in said
    with pytest.raises(ModuleNotFoundError):  # a slip of ours is no matter of the installation
        run("course_lib.nowhere")
