"""`course grade`: a class in one command."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from course_lib.cli import Report
from course_lib.course_root import LANGUAGES, find_course
from course_lib.display.plain import legible
from course_lib.errors import CourseError
from course_lib.grading.class_run import ClassResults, Grading, grade_class
from course_lib.grading.limits import Limits
from course_lib.grading.sandbox.protections import missing_protections

MEBIBYTE = 2**20


UNPROTECTED = (
    "CAREFUL: --trust-submissions runs the students' code with your rights on this machine, without a sandbox: it can "
    "read your files, your network and the other submissions, and it can change its marks.\n"
)
EXPOSED = (
    "CAREFUL: this Dask cluster is neither on loopback nor behind TLS: whoever reaches its network can run programs as "
    "you, on its machines and here, and change marks. Use an address tls://… unless that network is yours alone.\n"
)
NO_SANDBOX = "Grade on Linux (on Windows: inside WSL), or add --trust-submissions for code that you trust as your own."


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
    said = "the language of reasons and feedback pages"
    parser.add_argument("--language", choices=LANGUAGES, default="en", help=said)
    parser.add_argument("--jobs", type=_whole_number, metavar="N", help="grade this many at a time (default: 1)")
    parser.add_argument(
        "--dask", default="", metavar="ADDRESS", help="grade on the workers of this Dask scheduler: tcp://HOST:PORT"
    )
    parser.add_argument(
        "--time-limit",
        type=_number,
        default=Limits.submission_seconds,
        metavar="S",
        help="seconds for a submission (default: %(default)g)",
    )
    parser.add_argument(
        "--memory",
        type=_whole_number,
        default=Limits.memory // MEBIBYTE,
        metavar="M",
        help="MiB that a submission may hold (default: %(default)s)",
    )
    parser.add_argument("--regrade", action="store_true", help="grade everything anew, also what has not changed")
    parser.add_argument(
        "--resume",
        action="store_true",
        help="finish a run that was cut short (every run does: what has not changed is not graded again)",
    )
    parser.add_argument(
        "--trust-submissions",
        action="store_true",
        help="run without a sandbox: only for code that you trust as your own",
    )
    parser.add_argument("--force", action="store_true", help="write into DIR even though it holds other files")


def run(args: argparse.Namespace) -> Report:
    course = find_course(named=args.course)
    if args.dask:
        _look_at_cluster_options(args)
    if args.trust_submissions:
        sys.stderr.write(UNPROTECTED)
    elif not args.dask and (missing := missing_protections()):  # a Dask worker looks for itself
        raise CourseError(
            f"This machine gives no sandbox: {missing[0].problem}.", f"{missing[0].next_step} {NO_SANDBOX}"
        )
    how = Grading(
        jobs=args.jobs or 1,
        limits=Limits(submission_seconds=args.time_limit, memory=args.memory * MEBIBYTE),
        language=args.language,
        trusted=args.trust_submissions,
        regrade=args.regrade,
        force=args.force,
        dask=args.dask,
    )
    results = grade_class(course, args.submitted, args.out, how)
    data = {
        "out": str(args.out),
        "ignored": list(results.ignored),
        "unchanged": results.taken_up,
        "results": results.rows,
    }
    return Report(_summary(results, args.out), data)


def _look_at_cluster_options(args: argparse.Namespace) -> None:
    from course_lib.grading.cluster.orchestrator import is_exposed

    if args.jobs is not None:
        raise CourseError(
            "--jobs says how many this machine grades at a time, and with --dask others grade.",
            "Leave --jobs out, and say it to each worker: `dask worker ADDRESS --nthreads N`.",
        )
    if is_exposed(args.dask):
        sys.stderr.write(EXPOSED)


def _summary(results: ClassResults, out: Path) -> str:
    lines = []
    points = {(marks.student, marks.lesson): marks.points for marks in results.marks}
    for submission, graded in results.graded:
        most = sum(result.max_points for result in graded.results)
        outcomes = [result.outcome for result in graded.results]
        told = ", ".join(f"{outcomes.count(o)} {o}" for o in dict.fromkeys(outcomes))
        got = f"{points.get((submission.student, submission.lesson), 0):g}"
        lines.append(f"{legible(submission.student):<24} {submission.lesson:<20} {got:>3}/{most}  {told}")
    lines += [f"not a submission of this course, left alone: {legible(name)}" for name in results.ignored]
    if results.taken_up:
        lines.append(f"Unchanged, and not graded again: {results.taken_up} of {len(results.graded)}")
    written = "report.html, grades.csv, canvas.csv, moodle.csv, report.json, gradebook.db, autograded/, feedback/"
    return "\n".join([*lines, f"Written: {out}/{written}"])


def _whole_number(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"must be a whole number, 1 or more, and is {text!r}")
    return number


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number < 1e6:
        raise argparse.ArgumentTypeError(f"must be a number, more than 0, and is {text!r}")
    return number
