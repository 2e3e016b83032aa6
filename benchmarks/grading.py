"""How fast a class is graded, side by side in one run: `course grade` with one and two jobs, and stock nbgrader.

    python benchmarks/grading.py --class 100 --stock 5

Writes a markdown table. CPU is what this machine's own processes used: what runs inside a sandbox ends there and is
not counted. Stock nbgrader is given fewer submissions (its time does not depend on how many there are), and
every figure is per submission. Nothing else should run on the machine meanwhile.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

LESSON = "04-tokenizer"
KINDS = ("right", "alternative", "wrong", "blank", "noisy")


@dataclass(frozen=True)
class Timing:
    """`wall` and `cpu` in seconds for the whole run; `count` submissions."""

    name: str
    wall: float
    cpu: float
    count: int


def make_class(folder: Path, count: int) -> Path:
    """`count` invented students of LESSON, of the KINDS in turn."""
    from synthetic_class import Material, Student, hand_in, students

    from course_lib.course_root import Course
    from course_lib.exercises.catalogue import exercises_of

    kinds = {student.name: student for student in students([e.id for e in exercises_of(LESSON)])}
    material = Material.of(Course(ROOT), LESSON)
    for number in range(count):
        kind = kinds[KINDS[number % len(KINDS)]]
        hand_in(folder, material, Student(f"{number:03}-{kind.name}", kind.make, kind.otherwise, kind.outcomes))
    return folder


def timed(name: str, command: list[str], count: int, cwd: Path = ROOT) -> Timing:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    environment = {**os.environ, "COURSE_PROGRESS": "off"}
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, env=environment)
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{name} failed:\n{done.stderr[-2000:]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Timing(name, wall, cpu, count)


def ours(submitted: Path, out: Path, jobs: int, count: int) -> Timing:
    command = [sys.executable, "-m", "course_lib", "grade", str(submitted), "--out", str(out), "--jobs", str(jobs)]
    return timed(f"course grade, {jobs} job{'s' * (jobs > 1)}", command, count)


def stock(folder: Path, count: int) -> Timing:
    from course_lib.grading.nbgrader_environment import alembic_on_path

    submitted = make_class(folder / "stock-submitted", count)
    database = f"--CourseDirectory.db_url=sqlite:///{folder}/stock.db"
    nbgrader = [sys.executable, "-m", "nbgrader"]
    release = [f"--CourseDirectory.release_directory={folder}/release", database]
    with alembic_on_path():
        timed("release", [*nbgrader, "generate_assignment", LESSON, "--create", *release], 1)
        places = [
            f"--CourseDirectory.submitted_directory={submitted}",
            f"--CourseDirectory.autograded_directory={folder}/stock-autograded",
            f"--CourseDirectory.feedback_directory={folder}/stock-feedback",
        ]
        grading = timed("nbgrader autograde", [*nbgrader, "autograde", LESSON, database, *places], count)
        feedback = timed("feedback", [*nbgrader, "generate_feedback", LESSON, database, *places], count)
    return Timing("nbgrader autograde + feedback", grading.wall + feedback.wall, grading.cpu + feedback.cpu, count)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--class", dest="count", type=int, default=100, metavar="N")
    parser.add_argument("--stock", type=int, default=5, metavar="N", help="submissions for stock nbgrader")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="benchmark-") as place:
        folder = Path(place)
        submitted = make_class(folder / "submitted", chosen.count)
        runs = [ours(submitted, folder / f"out-{jobs}", jobs, chosen.count) for jobs in (1, 2)]
        runs.append(stock(folder, chosen.stock))
    slowest = runs[-1].wall / runs[-1].count
    sys.stdout.write(
        f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, "
        f"torch {version('torch')}, nbgrader {version('nbgrader')}; {time.strftime('%Y-%m-%d')}\n\n"
        "| | submissions | wall s each | CPU s each | times nbgrader |\n|---|---|---|---|---|\n"
    )
    for run in runs:
        each = run.wall / run.count
        cells = (run.name, run.count, f"{each:.2f}", f"{run.cpu / run.count:.2f}", f"{slowest / each:.1f}")
        sys.stdout.write("| " + " | ".join(map(str, cells)) + " |\n")


if __name__ == "__main__":
    main()
