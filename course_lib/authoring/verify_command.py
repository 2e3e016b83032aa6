"""`course verify`: prove the checks and judges of the lessons."""

from __future__ import annotations

import argparse

from course_lib.authoring.lesson_source import chosen_lessons
from course_lib.authoring.verify import verify
from course_lib.cli import Report
from course_lib.course_root import find_course


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lessons", nargs="*", metavar="LESSON", help="which lessons (default: all)")
    parser.add_argument(
        "--all", action="store_true", dest="anew", help="prove anew even what has not changed since it was proven"
    )


def run(args: argparse.Namespace) -> Report:
    course = find_course(named=args.course)
    chosen = chosen_lessons(course, args.lessons)
    proofs = [proof for lesson in chosen for proof in verify(course, lesson, anew=args.anew)]
    lines = []
    for proof in proofs:
        state = "proven" if proof.proven else "NOT PROVEN"
        counts = f"{proof.wrong} wrong, {proof.right} right answers" + ("; unchanged since" if proof.kept else "")
        lines.append(f"{state:>10}  {proof.exercise}  ({counts})")
        lines += [f"            {problem}" for problem in proof.problems]
    data = [
        {
            "id": proof.exercise,
            "lesson": proof.lesson,
            "proven": proof.proven,
            "kept": proof.kept,
            "points": proof.points,
            "wrong_answers": proof.wrong,
            "right_answers": proof.right,
            "problems": list(proof.problems),
        }
        for proof in proofs
    ]
    good = all(proof.proven for proof in proofs) and bool(proofs)
    return Report("\n".join(lines), {"exercises": data}, 0 if good else 1)
