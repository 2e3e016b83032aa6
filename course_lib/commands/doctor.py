"""`course doctor`: what is installed, what works, and how to mend what does not."""

from __future__ import annotations

import argparse
import sys

from course_lib.cli import Report
from course_lib.doctor import doctor


def configure(parser: argparse.ArgumentParser) -> None:
    parser.epilog = "Exit status: 0 when nothing is wrong, 1 otherwise."


def run(args: argparse.Namespace) -> Report:
    sys.stderr.write("Looking at the libraries (this loads each of them) …\n")
    diagnosis = doctor(args.course)
    return Report(repr(diagnosis), diagnosis.as_data(), exit_code=1 if diagnosis.wrong else 0)
