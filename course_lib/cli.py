"""The `course` command: one table of subcommands, each imported only when it runs.

A subcommand is a module with two functions: ``configure(parser)`` adds its arguments, and
``run(args)`` does the work and returns a `Report`. ``run`` raises CourseError for what a person can
put right. Long work shows its progress on stderr; stdout holds the report alone.
"""

from __future__ import annotations

import argparse
import errno
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn

from course_lib.errors import CourseError

#: What the system refuses about a file or folder that somebody named, and not for a slip of ours.
_REFUSALS = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.ENOTDIR, errno.ENAMETOOLONG)


@dataclass(frozen=True)
class Report:
    """What a subcommand found: `text` for people, `data` for ``--json``, `exit_code` for scripts."""

    text: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    exit_code: int = 0


@dataclass(frozen=True)
class Command:
    module: str
    summary: str


COMMANDS = {
    "lab": Command("course_lib.commands.lab", "open JupyterLab on your own copies of the lessons"),
    "reset": Command("course_lib.commands.reset", "renew your copy of one lesson, keeping a backup"),
    "progress": Command("course_lib.commands.progress", "show which exercises you have passed"),
    "doctor": Command(
        "course_lib.commands.doctor", "look for what is wrong with this installation, and say how to mend it"
    ),
    "run": Command("course_lib.commands.run", "run a tutorial of elsewhere without a network, into a copy of it"),
    "hub": Command("course_lib.commands.hub", "run the hub of lessons 10 to 13, for a terminal or for a class"),
    "zoo": Command("course_lib.commands.zoo", "list, measure and retrain the embedded models"),
    "build": Command("course_lib.authoring.build_command", "make the notebooks from the lesson sources"),
    "verify": Command("course_lib.authoring.verify_command", "prove that the checks and judges are right"),
    "release": Command("course_lib.authoring.release_command", "write what a class receives"),
    "demo-class": Command(
        "course_lib.authoring.demo_class_command", "make up a class and grade it, to try before the first"
    ),
    "collect": Command("course_lib.grading.collect", "lay out what a learning platform lets you download, for grading"),
    "grade": Command("course_lib.grading.command", "grade a class"),
}


class _Parser(argparse.ArgumentParser):
    """argparse's own errors, said as ours are: with what to do next, and as JSON where that was asked for."""

    def error(self, message: str) -> NoReturn:
        usage = " ".join(self.format_usage().split()).replace(" [-h] [--course DIR] [--json]", "")
        usage = usage.removeprefix("usage: ")
        raise CourseError(
            f"{message[:1].upper()}{message[1:]}.", f"Write `{usage}`; `{self.prog} --help` explains each."
        )


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand; the exit status is its own, or 2 for an error that says what to do."""
    words = list(sys.argv[1:] if argv is None else argv)
    name = next((word for word in words if not word.startswith("-")), None)
    if name not in COMMANDS:
        return _overview(words, name)
    words.remove(name)
    as_json = "--json" in words
    try:
        with _refusals_told():
            report = _run(name, words)
    except CourseError as error:
        if as_json:
            _print(json.dumps({"error": {"problem": error.problem, "next_step": error.next_step}}, ensure_ascii=False))
        sys.stderr.write(f"course {name}: {error}\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write(f"\ncourse {name}: stopped.\n")
        return 130
    if as_json:
        _print(json.dumps(report.data, ensure_ascii=False, indent=2))
    elif report.text:
        _print(report.text)
    return report.exit_code


@contextmanager
def _refusals_told() -> Iterator[None]:
    """Say what the system refused as an error of ours: a traceback tells nobody what to do about a folder."""
    try:
        yield
    except OSError as error:
        if error.errno not in _REFUSALS or not error.filename:
            raise
        raise CourseError(
            f"{error.filename}: {error.strerror}.", "Look at that folder's rights and its disk, or name another one."
        ) from error


def _run(name: str, words: list[str]) -> Report:
    command = COMMANDS[name]
    package = command.module.rpartition(".")[0]
    if find_spec(package) is None:
        raise CourseError(
            f"`course {name}` belongs to the instructor's edition, and this is the student's.",
            "Install the full course from its repository to use it.",
        )
    parser = _Parser(prog=f"course {name}", description=command.summary)
    parser.add_argument(
        "--course", type=Path, metavar="DIR", help="the course folder (default: found from here upwards)"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    try:
        module = import_module(command.module)
        module.configure(parser)
        report = module.run(parser.parse_args(words))
    except ModuleNotFoundError as missing:
        package = (missing.name or "course_lib").partition(".")[0]
        if package == "course_lib":
            raise  # a slip of ours, which no installation mends
        raise CourseError(
            f"`course {name}` needs the Python package {package!r}, which is not installed.",
            "Run `make test` once, or `pip install -e '.[lab,instructor]' -c constraints.txt`.",
        ) from missing
    assert isinstance(report, Report)
    return report


def _overview(words: list[str], name: str | None) -> int:
    width = max(map(len, COMMANDS))
    table = "\n".join(f"  {key:<{width}}  {command.summary}" for key, command in COMMANDS.items())
    text = (
        f"usage: course COMMAND [--course DIR] [--json] …\n\n{table}\n\n`course COMMAND --help` shows what each takes."
    )
    if name is None and (not words or words[0] in ("-h", "--help")):
        _print(text)
        return 0
    sys.stderr.write(f"course: there is no command {name or words[0]!r}.\n\n{text}\n")
    return 2


def _print(text: str) -> None:
    # A Windows console may not speak UTF-8; a lesson's title is often Chinese.
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
    sys.stdout.write(text + "\n")
