"""`course grade`: a class in one command."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from course_lib.cli import Report
from course_lib.course_root import LANGUAGES, find_course
from course_lib.grading.class_run import ClassResults, grade_class

UNPROTECTED = (
    "Careful: each submission runs in a process of its own, but with your rights on this machine. "
    "Grade classes you trust, or grade inside a container or a virtual machine.\n"
)


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "submitted", type=Path, metavar="SUBMITTED", help="the folder that holds STUDENT/LESSON/LESSON.ipynb"
    )
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="DIR",
        help="where gradebook.db, grades.csv, autograded/ and feedback/ go",
    )
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="the language of the reasons")
    parser.add_argument("--force", action="store_true", help="write into DIR even though it holds other files")


def run(args: argparse.Namespace) -> Report:
    course = find_course(named=args.course)
    sys.stderr.write(UNPROTECTED)
    results = grade_class(course, args.submitted, args.out, language=args.language, force=args.force)
    data = {
        "out": str(args.out),
        "ignored": list(results.ignored),
        "without_feedback": list(results.without_feedback),
        "results": results.rows,
    }
    return Report(_summary(results, args.out), data)


def _summary(results: ClassResults, out: Path) -> str:
    lines = []
    for submission, graded in results.graded:
        most = sum(result.max_points for result in graded.results)
        outcomes = [result.outcome for result in graded.results]
        told = ", ".join(f"{outcomes.count(o)} {o}" for o in dict.fromkeys(outcomes))
        lines.append(f"{submission.student:<24} {submission.lesson:<20} {graded.points:>3}/{most}  {told}")
    lines += [f"not a submission of this course, left alone: {name}" for name in results.ignored]
    lines += [f"marked, but nbgrader made no feedback page: {name}" for name in results.without_feedback]
    return "\n".join([*lines, f"Written: {out}/gradebook.db, grades.csv, autograded/, feedback/"])
