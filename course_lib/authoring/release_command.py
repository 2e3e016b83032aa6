"""`course release DIR`: write what a class receives."""

from __future__ import annotations

import argparse
from pathlib import Path

from course_lib.authoring.build import check_build
from course_lib.authoring.class_copy import release
from course_lib.authoring.lesson_source import chosen_lessons
from course_lib.cli import Report
from course_lib.course_root import find_course
from course_lib.errors import CourseError


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("target", type=Path, metavar="DIR", help="an empty or new folder, or an earlier release")
    parser.add_argument(
        "--with-solutions", action="store_true", help="with what solution() shows: after the deadline"
    )
    parser.add_argument("--force", action="store_true", help="write into DIR even though it holds other files")


def run(args: argparse.Namespace) -> Report:
    course = find_course(named=args.course)
    stale = [problem for lesson in chosen_lessons(course, []) for problem in check_build(course, lesson).problems]
    if stale:
        raise CourseError("The notebooks are not up to date:\n" + "\n".join(stale), "Run `course build` first.")
    written = release(course, args.target, force=args.force, with_solutions=args.with_solutions)
    data = {"out": str(args.target), "files": [path.as_posix() for path in written]}
    return Report(f"Wrote {len(written)} files to {args.target}. Students run `make lab` there.", data)
