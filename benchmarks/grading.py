"""How fast a class is graded, side by side in one run: `course grade` with one and two jobs, otter, stock nbgrader.

    python benchmarks/grading.py --class 100 --stock 5

Writes a markdown table, and where the time of one submission goes once everything is warm. Stock nbgrader and otter are
given fewer submissions: their time does not depend on how many there are. otter is what `--otter PYTHON` has installed,
the interpreter of an environment with otter-grader and this course; without it its row is left out. Every figure is
per submission. Memory is the largest that all processes of a run held together at one moment, what they share counted
once. Nothing else should run on the machine meanwhile.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

LESSON = "04-tokenizer"
KINDS = ("right", "alternative", "wrong", "blank", "noisy")


@dataclass(frozen=True)
class Timing:
    """`wall` in seconds for the whole run, `memory` and `template` in bytes (0: there is none); `count` submissions."""

    name: str
    wall: float
    count: int
    memory: int
    template: int = 0


class Memory(threading.Thread):
    """Watches a process and all that it starts, twice a second."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process = psutil.Process(process)
        self.peak = self.template = 0

    def run(self) -> None:
        with suppress(psutil.NoSuchProcess):
            while self._process.is_running():
                processes = [self._process, *self._process.children(recursive=True)]
                self.peak = max(self.peak, sum(_held(process, "pss") for process in processes))
                templates = [process for process in processes if _is_template(process)]
                self.template = max([self.template, *(_held(process, "rss") for process in templates)])
                time.sleep(0.5)


def _held(process: psutil.Process, kind: str) -> int:
    try:
        return int(getattr(process.memory_full_info(), kind))
    except psutil.Error:
        return 0


def _is_template(process: psutil.Process) -> bool:
    with suppress(psutil.Error):
        return "course_lib.grading.sandbox.template_process" in process.cmdline() and process.name() != "bwrap"
    return False


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
    started = time.perf_counter()
    environment = {**os.environ, "COURSE_PROGRESS": "off"}
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        process = subprocess.Popen(command, cwd=cwd, stdout=said, stderr=said, env=environment)
        memory = Memory(process.pid)
        memory.start()
        failed = process.wait()
        wall = time.perf_counter() - started
        said.seek(0)
        if failed:
            raise SystemExit(f"{name} failed:\n{said.read()[-2000:]}")
    return Timing(name, wall, count, memory.peak, memory.template)


def ours(submitted: Path, out: Path, jobs: int, count: int) -> Timing:
    command = [sys.executable, "-m", "course_lib", "grade", str(submitted), "--out", str(out), "--jobs", str(jobs)]
    return timed(f"course grade, {jobs} job{'s' * (jobs > 1)}", command, count)


def stock(folder: Path, count: int) -> Timing:
    from course_lib.grading.records.nbgrader_environment import alembic_on_path

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
    most = max(grading.memory, feedback.memory)
    return Timing("nbgrader autograde + feedback", grading.wall + feedback.wall, count, most)


def otter(folder: Path, count: int, python: str) -> Timing:
    """In one Python process, as otter's own `grade_notebook` does it.

    Its tests are the course's public checks, one an exercise: what stock nbgrader marks by.
    """
    from course_lib.exercises.catalogue import exercises_of

    submitted, tests = make_class(folder / "otter-submitted", count), folder / "otter-tests"
    tests.mkdir()
    for e in exercises_of(LESSON):
        (tests / f"{e.id}.py").write_text(
            f"from otter.test_files import test_case\nOK_FORMAT = False\nname, points = {e.id!r}, {e.points}\n\n\n"
            f"@test_case()\ndef judged(env):\n    env['check']({e.id!r}, env[{e.function!r}])\n"
        )
    program = (
        "import glob, sys\nfrom otter.execute import grade_notebook\n"
        "for path in sorted(glob.glob(sys.argv[1])):\n"
        "    tests = sorted(glob.glob(f'{sys.argv[2]}/*'))\n"
        "    print(path, grade_notebook(path, tests_glob=tests, test_dir=sys.argv[2], cwd='.').total)\n"
    )
    notebooks = submitted / "*" / LESSON / "*.ipynb"
    return timed("otter, in process", [python, "-c", program, str(notebooks), str(tests)], count)


@dataclass(frozen=True)
class Parts:
    """Seconds of one submission in a process that is warm: all of it, and what its own cells and calls take of it."""

    whole: float
    cells: float
    calls: float

    @property
    def overhead(self) -> float:
        return self.whole - self.cells


def parts(submitted: Path) -> Parts:
    """Grade them here, one after the other, and take the time of what the sandbox is asked for."""
    from course_lib.grading.handed_in.submission import read_cells, read_notebook
    from course_lib.grading.judging.grading_processes import Lesson, Order
    from course_lib.grading.judging.one_submission import grade
    from course_lib.grading.judging.session import Worker
    from course_lib.grading.limits import Limits
    from course_lib.grading.sandbox.templates import Sandbox

    spent = {"run_cell": 0.0, "call": 0.0}

    def clocked(name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any) -> Any:
            began = time.perf_counter()
            try:
                return method(*given)
            finally:
                spent[name] += time.perf_counter() - began

        return run

    for name in spent:
        setattr(Worker, name, clocked(name, getattr(Worker, name)))
    lesson = Lesson.of(Order(ROOT, "seed", "en", Limits(), trusted=False), LESSON)
    notebooks = [read_notebook(path) for path in sorted(submitted.glob(f"*/{LESSON}/*.ipynb"))]
    with Sandbox(Limits()) as sandbox:

        def grade_next(notebook: bytes) -> None:
            grade(lesson.released, read_cells(notebook), lesson.questions, sandbox.launch)

        for notebook in notebooks[: len(KINDS)]:
            grade_next(notebook)
        spent.update(run_cell=0.0, call=0.0)
        began = time.perf_counter()
        for notebook in notebooks:
            grade_next(notebook)
        whole = time.perf_counter() - began
    return Parts(whole / len(notebooks), spent["run_cell"] / len(notebooks), spent["call"] / len(notebooks))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--class", dest="count", type=int, default=100, metavar="N")
    parser.add_argument("--stock", type=int, default=5, metavar="N", help="submissions for stock nbgrader and otter")
    parser.add_argument("--otter", metavar="PYTHON", help="an interpreter that has otter-grader and this course")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="benchmark-") as place:
        folder = Path(place)
        submitted = make_class(folder / "submitted", chosen.count)
        runs = [ours(submitted, folder / f"out-{jobs}", jobs, chosen.count) for jobs in (1, 2)]
        if chosen.otter:
            runs.append(otter(folder, chosen.stock, chosen.otter))
        runs.append(stock(folder, chosen.stock))
        inside = parts(submitted)
    slowest = runs[-1].wall / runs[-1].count
    sys.stdout.write(
        f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, "
        f"torch {version('torch')}, nbgrader {version('nbgrader')}; {time.strftime('%Y-%m-%d')}\n\n"
        "| | submissions | seconds each | times nbgrader | memory, MiB |\n|---|---|---|---|---|\n"
    )
    for run in runs:
        each = run.wall / run.count
        cells = (run.name, run.count, f"{each:.2f}", f"{slowest / each:.1f}", f"{run.memory / 2**20:.0f}")
        sys.stdout.write("| " + " | ".join(map(str, cells)) + " |\n")
    ours_alone = inside.overhead - inside.calls
    sys.stdout.write(
        f"\nTwo jobs are {runs[0].wall / runs[1].wall:.2f} times as fast as one. "
        f"A template holds {runs[0].template / 2**20:.0f} MiB. "
        f"Warm, a submission takes {inside.whole:.3f} s: {inside.cells:.3f} s for its own cells, "
        f"{inside.calls:.3f} s for the calls of its functions, {ours_alone:.3f} s for sandbox and judge; "
        f"above its own cells: {inside.overhead:.3f} s.\n"
    )


if __name__ == "__main__":
    main()
