"""`course demo-class DIR`: a made-up class, graded as a real one, to try before the first."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from course_lib.authoring.demo_class import DemoClass, demo_lesson, write_demo_class
from course_lib.cli import Report
from course_lib.course_root import CLASS_SEED, LANGUAGES, find_course
from course_lib.grading.class_run import ClassResults, Grading, grade_class
from course_lib.grading.sandbox.protections import missing_protections
from course_lib.ownership import refuse_unless_ours, remember_written

#: One seed for every made-up class, so that whoever tries it sees the same.
SEED = "a made-up class"
NO_SANDBOX = (
    "This machine gives no sandbox: {problem}. The made-up class is graded without one, for its programs are the "
    "course's own. A real class would be refused. {next_step}\n"
)


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="an empty or new folder, or an earlier made-up class")
    parser.add_argument("--lesson", metavar="LESSON", help="what they hand in (default: the first with 5 exercises)")
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="the language of the reasons")


def run(args: argparse.Namespace) -> Report:
    course = find_course(named=args.course)
    lesson = course.lesson(args.lesson) if args.lesson else demo_lesson(course)
    refuse_unless_ours(args.folder, force_hint="move them away")
    demo = write_demo_class(course, args.folder, lesson)
    remember_written(args.folder, [])
    graded = args.folder / "graded"
    if not graded.exists():
        graded.mkdir()
        (graded / CLASS_SEED).write_text(SEED, encoding="ascii")
        remember_written(graded, [graded / CLASS_SEED])
    missing = missing_protections()
    if missing:
        sys.stderr.write(NO_SANDBOX.format(problem=missing[0].problem, next_step=missing[0].next_step))
    how = Grading(jobs=min(2, os.cpu_count() or 1), language=args.language, trusted=bool(missing))
    results = grade_class(course, demo.submitted, graded, how)
    data = {
        "submitted": str(demo.submitted),
        "graded": str(graded),
        "report": str(graded / "report.html"),
        "lesson": lesson,
        "students": {student.folder: student.kind for student in demo.students},
    }
    return Report(_told(demo, results, graded), data)


def _told(demo: DemoClass, results: ClassResults, graded: Path) -> str:
    points = {marks.student: f"{marks.points:g}/{marks.most}" for marks in results.marks}
    students = [f"  {s.folder:<12} {points.get(s.folder, ''):>6}  {s.name}: {s.kind}" for s in demo.students]
    page = graded / "feedback" / "s05-carter" / demo.lesson / f"{demo.lesson}.html"
    lines = [
        f"Twelve made-up students handed in {demo.lesson} ({demo.submitted}); `course grade` gave them:",
        *students,
        "",
        f"Open {graded / 'report.html'} and look at",
        "  - the sentences on top: what an instructor should know first;",
        "  - “Who may need a word”: a file that cannot be read, and a notebook that nobody touched;",
        "  - “Exercises”: what was hard; below it, the mistakes that several made;",
        "  - “Answers that look alike”: Ann Lee and 周杰, although the copy has other names;",
        "  - “Hand-ins of another release”: why Grace Kim lacks an exercise.",
        f"Then open what a student gets back: {page}.",
        f"Your own class: `course grade SUBMITTED --out GRADED`, where SUBMITTED looks like {demo.submitted}.",
    ]
    return "\n".join(lines)
