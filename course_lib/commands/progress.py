"""`course progress`: which exercises are passed, tried, and still to come."""

from __future__ import annotations

import argparse
import os

from course_lib.cli import Report
from course_lib.commands.language import add_language, answer_in
from course_lib.course_root import PACKAGED, find_course
from course_lib.errors import CourseError
from course_lib.exercises.student_progress import progress


def configure(parser: argparse.ArgumentParser) -> None:
    add_language(parser)


def run(args: argparse.Namespace) -> Report:
    try:
        course = find_course(named=args.course)
        os.environ.setdefault("COURSE_PROGRESS", str(course.work / ".progress.json"))
    except CourseError:
        if args.course is not None or not PACKAGED.is_dir():  # else what notebooks outside a course folder keep
            raise
    answer_in(args.language, args.course)
    found = progress()
    lessons = [
        {
            "lesson": lesson.lesson,
            "passed": lesson.passed,
            "exercises": [
                {"title": title, "passed": state is True, "tried": state is not None}
                for title, state in lesson.exercises
            ],
        }
        for lesson in found.lessons
    ]
    return Report(repr(found), {"passed": found.passed, "total": found.total, "lessons": lessons})
