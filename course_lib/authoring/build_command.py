"""`course build`: make the notebooks from the lesson sources, or check that they are up to date."""

from __future__ import annotations

import argparse

from course_lib.authoring.build import build, check_build
from course_lib.authoring.lesson_source import chosen_lessons
from course_lib.cli import Report
from course_lib.course_root import find_course


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lessons", nargs="*", metavar="LESSON", help="which lessons (default: all)")
    parser.add_argument("--check", action="store_true", help="change nothing; fail when a notebook is stale")
    parser.add_argument(
        "--execute", action="store_true", help="run the reference notebook even if its code is unchanged"
    )


def run(args: argparse.Namespace) -> Report:
    course = find_course(named=args.course)
    lessons = chosen_lessons(course, args.lessons)
    if args.check:
        found = [check_build(course, lesson) for lesson in lessons]
        problems = [problem for built in found for problem in built.problems]
        data = {"lessons": lessons, "problems": problems}
        return Report("\n".join(problems) or f"{len(lessons)} lessons are up to date.", data, 1 if problems else 0)
    written = [path for lesson in lessons for path in build(course, lesson, execute=args.execute).written]
    names = [path.relative_to(course.root).as_posix() for path in written]
    return Report(
        "\n".join(f"wrote {name}" for name in names) or "Everything was up to date.",
        {"lessons": lessons, "written": names},
    )
