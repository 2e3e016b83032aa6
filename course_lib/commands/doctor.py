"""`course doctor`: what is installed, what works, and how to mend what does not."""

from __future__ import annotations

import argparse
import sys

from course_lib.cli import Report
from course_lib.commands.language import add_language, answer_in
from course_lib.doctor import beginning, doctor


def configure(parser: argparse.ArgumentParser) -> None:
    add_language(parser)
    parser.epilog = "Exit status: 0 when nothing is wrong, 1 otherwise."


def run(args: argparse.Namespace) -> Report:
    answer_in(args.language, args.course)
    sys.stderr.write(f"{beginning()}\n")
    diagnosis = doctor(args.course)
    return Report(repr(diagnosis), diagnosis.as_data(), exit_code=1 if diagnosis.wrong else 0)
