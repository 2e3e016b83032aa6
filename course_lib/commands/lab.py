"""`course lab`: fill work/ with a student's own copies, and open JupyterLab on them."""

from __future__ import annotations

import argparse
import sys
from importlib.util import find_spec
from pathlib import Path

from course_lib.cli import Report
from course_lib.course_root import LANGUAGES, PACKAGED, Course, find_course, make_student_folder
from course_lib.errors import CourseError
from course_lib.lab.access import password_file
from course_lib.lab.copies import Filled, fill, wanted_lessons
from course_lib.lab.ports import is_loopback, refuse_taken_port
from course_lib.lab.server import Lab, Plan, running

FIRST = "00-start-here"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8888, help="the port to listen on (default: 8888)")
    parser.add_argument("--no-browser", action="store_true", help="print the address only")
    parser.add_argument(
        "--language", choices=LANGUAGES, default="en", help="the language of lessons and menus (default: en)"
    )
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        metavar="ADDRESS",
        help="listen here, for a shared server: wants a password (asked for, or COURSE_LAB_PASSWORD)",
    )
    parser.add_argument(
        "--force", action="store_true", help="make a course folder of this one even though it holds other files"
    )


def run(args: argparse.Namespace) -> Report:
    course = _course(args.course, force=args.force)
    if find_spec("jupyterlab") is None:
        raise CourseError(
            "JupyterLab is not installed here.",
            "Run `make lab`, or `pip install -e '.[lab]' -c constraints.txt`.",
        )
    refuse_taken_port(args.host, args.port)
    filled = fill(course, args.language)
    _tell(filled)
    password = None if is_loopback(args.host) else password_file(course.work / ".lab-password.json")
    plan = Plan(
        course,
        start_notebook(course, args.language),
        host=args.host,
        port=args.port,
        browser=not args.no_browser,
        language=args.language,
        password_file=password,
    )
    sys.stderr.write("Starting JupyterLab …\n")
    with running(plan) as lab:
        try:
            lab.wait_until_ready()
            _say_where(lab, as_json=args.json)
            lab.wait()
            ended = "JupyterLab was shut down."
        except KeyboardInterrupt:
            sys.stderr.write("\nStopping JupyterLab …\n")
            ended = "JupyterLab has stopped."
    data = {"url": lab.url, "work": str(course.work), "copied": filled.copied, "outdated": filled.outdated}
    return Report(f"{ended} Your notebooks are in {course.work}.", data)


def _course(named: Path | None, *, force: bool) -> Course:
    """The course that is there, or the folder for it that a student who installed the package wants."""
    try:
        return find_course(named=named)
    except CourseError:
        if not PACKAGED.is_dir():
            raise
    made = make_student_folder(named or Path.cwd(), force=force)
    sys.stderr.write(f"{made.root} is your course folder now: run `course` commands here.\n")
    return made


def start_notebook(course: Course, language: str) -> str:
    """The notebook to open first, as a path below work/: ``en/00-start-here/00-start-here.ipynb``."""
    lessons = wanted_lessons(course, language)
    language, lesson = next((found for found in lessons if found[1] == FIRST), lessons[0])
    return f"{language}/{lesson}/{lesson}.ipynb"


def _tell(filled: Filled) -> None:
    lessons = sorted({name.split("/")[1] for name in filled.renewed})
    if lessons:
        sys.stderr.write(f"Updated, since you had not changed them: {', '.join(lessons)}.\n")
    for language, lesson in sorted({(name.split("/")[0], name.split("/")[1]) for name in filled.outdated}):
        option = "" if language == "en" else f" --language {language}"
        sys.stderr.write(
            f"{lesson} has changed in the course since you began it; yours was left alone. "
            f"`course reset {lesson}{option}` brings the new one, and keeps yours as a backup.\n"
        )


def _say_where(lab: Lab, *, as_json: bool) -> None:
    # With --json, stdout is for the one object at the end.
    out = sys.stderr if as_json else sys.stdout
    out.write(f"JupyterLab is open at {lab.url}\n")
    out.flush()
    if lab.plan.password_file is not None:
        sys.stderr.write(
            f"Others enter at {lab.plan.address_for_others} with the password, and work in your name.\n"
            "Nothing is encrypted: share it on networks you trust.\n"
        )
    sys.stderr.write("Leave this window open while you work; Ctrl-C here ends JupyterLab.\n")
