"""`course reset LESSON`: a fresh copy of one lesson, with the student's own kept beside it."""

from __future__ import annotations

import argparse

from course_lib.cli import Report
from course_lib.course_root import LANGUAGES, find_course
from course_lib.lab.copies import renew


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lesson", metavar="LESSON", help="its name, number or slug: 04-tokenizer, 04 or tokenizer")
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="the lesson's language (default: en)")


def run(args: argparse.Namespace) -> Report:
    course = find_course(named=args.course)
    renewed = renew(course, args.lesson, args.language)
    copy = renewed.copy.relative_to(course.root)
    text = f"Fresh: {copy}"
    if renewed.backup is not None:
        text += f"\nYours is kept as {renewed.backup.relative_to(course.root)}"
    backup = None if renewed.backup is None else str(renewed.backup)
    return Report(text, {"lesson": renewed.lesson, "copy": str(renewed.copy), "backup": backup})
