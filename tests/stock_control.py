"""The control: the same hostile notebooks, handed to `nbgrader autograde` as it comes, without any of our grading.

Each attack is a class of two: the attacker, and after them a neighbour whose answers are right. Nothing in stock
grading stands between a notebook and the machine, so walls are put up around the whole of it, grader and gradebook
included: no network, no process but its own, nothing but the class to write to, limits on memory, processes, file sizes
and time.
What these walls hold back is not held back by stock nbgrader; what still goes wrong inside them is its own.
"""

from __future__ import annotations

import json
import os
import pwd
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from attacked_class import LESSON, Attack
from synthetic_class import Material

from course_lib.course_root import Course
from course_lib.exercises.catalogue import exercises_of
from course_lib.grading.sandbox.root import bubblewrap, environment, python_places

NEIGHBOUR = "zz-honest-right"  # graded after every other name
#: Two submissions take about ten seconds; nbgrader gives each cell 30.
MOST_SECONDS = 240
_ADDRESS_SPACE, _PROCESSES, _FILE, _SCRATCH = 6 * 2**30, 256, 2**30, 256 * 2**20
_READABLE = ("/usr", "/bin", "/sbin", "/lib", "/lib64", "/lib32", "/etc")
_MARKS = """
select s.student_id, sum(coalesce(g.manual_score, g.auto_score, 0) + coalesce(g.extra_credit, 0))
from grade g join submitted_notebook n on n.id = g.notebook_id join submitted_assignment s on s.id = n.assignment_id
group by 1
"""


@dataclass(frozen=True)
class Outcome:
    """What became of one class of two. `points` and `neighbour` are marks, of `full`; `ended` says how the run did."""

    name: str
    points: float
    neighbour: float
    full: int
    ended: str
    seconds: float

    @property
    def undeserved_full(self) -> bool:
        return self.points >= self.full

    @property
    def class_lost(self) -> bool:
        """An honest student got something else than what their answers deserve."""
        return self.neighbour != self.full


class StockClasses:
    """Classes of two, each graded in a folder of its own below `place` by an nbgrader that knows nothing of the others.

    >>> StockClasses(course, Path("scratch")).grade(attack)
    Outcome(name='neutralised_check', points=3.0, neighbour=3.0, full=3, ended='exit status 0', seconds=9.1)
    """

    def __init__(self, course: Course, place: Path) -> None:
        self._course = course
        self._place = place
        self._materials: dict[str, Material] = {}

    def grade(self, attack: Attack) -> Outcome:
        return self._grade(attack.name, attack.lesson, getattr(attack.module, "STUDENT", "attacker"), attack.hand_in)

    def grade_honest(self, name: str, solved: bool, lesson: str = LESSON) -> Outcome:
        """The proof that the walls do not disturb: right answers get full marks here, a blank notebook none."""

        def hand_in(path: Path, material: Material) -> None:
            path.parent.mkdir(parents=True)
            path.write_text(json.dumps(material.solved(material.reference if solved else {})), encoding="utf-8")

        return self._grade(name, lesson, name, hand_in)

    def _grade(self, name: str, lesson: str, student: str, hand_in: Callable[[Path, Material], None]) -> Outcome:
        template, material = self._prepared(lesson)
        root = self._place / name
        shutil.copytree(template, root)
        notebook = Path(lesson, f"{lesson}.ipynb")
        neighbours = root / "submitted" / NEIGHBOUR / notebook
        neighbours.parent.mkdir(parents=True)
        neighbours.write_text(json.dumps(material.solved(material.reference)), encoding="utf-8")
        hand_in(root / "submitted" / student / notebook, material)
        try:
            ended, seconds = _autograde(root, lesson)
            marks = _marks(root / "graded" / "gradebook.db")
        finally:
            shutil.rmtree(root, ignore_errors=True)
        full = sum(exercise.points for exercise in exercises_of(lesson))
        return Outcome(name, marks.get(student, 0), marks.get(NEIGHBOUR, 0), full, ended, seconds)

    def _prepared(self, lesson: str) -> tuple[Path, Material]:
        """A course of one lesson whose gradebook knows the assignment, as an instructor has it before grading."""
        root = self._place / f"course-{lesson}"
        if lesson not in self._materials:
            shutil.copytree(self._course.solutions / lesson, root / "solutions" / lesson)
            shutil.copy(self._course.root / "nbgrader_config.py", root)
            (root / "graded").mkdir()
            command = [sys.executable, "-m", "nbgrader", "generate_assignment", lesson, "--create"]
            ran = subprocess.run(command, cwd=root, capture_output=True, text=True, env=os.environ | environment_here())
            if ran.returncode:
                raise RuntimeError(f"nbgrader did not release {lesson}:\n{ran.stderr[-2000:]}")
            self._materials[lesson] = Material.of(self._course, lesson)
        return root, self._materials[lesson]


def environment_here() -> dict[str, str]:
    """nbgrader starts `alembic` by name: it stands beside the interpreter."""
    return {"PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])}


def _autograde(root: Path, lesson: str) -> tuple[str, float]:
    """Run stock autograde inside the walls; how it ended, and after how many seconds."""
    command = _walled([sys.executable, "-m", "nbgrader", "autograde", lesson], root)
    began = time.monotonic()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        status = process.wait(MOST_SECONDS)
        ended = f"exit status {status}" if status < 128 else f"killed by signal {status - 128}"
    except subprocess.TimeoutExpired:
        ended = f"not done in {MOST_SECONDS} s"
    finally:
        process.kill()  # and with it every process of its namespace
        process.wait()
    return ended, round(time.monotonic() - began, 1)


def _walled(command: list[str], root: Path) -> list[str]:
    program = bubblewrap()
    if program is None:
        raise RuntimeError("bubblewrap is not installed, and hostile notebooks are not run without it")
    options = ["--die-with-parent", "--new-session", "--clearenv", "--unshare-pid", "--unshare-net", "--unshare-ipc"]
    options += ["--unshare-uts", "--unshare-cgroup-try"]
    for place in map(Path, _READABLE):
        if place.is_symlink():
            options += ["--symlink", str(place.readlink()), str(place)]
        elif place.is_dir():
            options += ["--ro-bind", str(place), str(place)]
    options += ["--proc", "/proc", "--dev", "/dev"]
    for place in map(Path, ("/dev/shm", "/tmp", "/scratch")):
        options += ["--perms", "1777", "--size", str(_SCRATCH), "--tmpfs", str(place)]
    # The course's own library has to be importable; the instructor's answers and judge lie in the class's folder.
    for place in python_places():
        options += [*_passable(place), "--ro-bind", str(place), str(place)]
    options += [*_passable(root), "--bind", str(root), str(root), "--chdir", str(root)]
    for name, value in environment().items():
        options += ["--setenv", name, value]
    limits = ["prlimit", f"--as={_ADDRESS_SPACE}", f"--nproc={_PROCESSES}", f"--fsize={_FILE}", "--core=0"]
    if os.getuid() == 0:  # root has no limit on processes
        user = _free_user()
        for path in (root, *root.rglob("*")):
            os.chown(path, user, user, follow_symlinks=False)
        limits = ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups", "--no-new-privs", *limits]
    else:
        options.append("--unshare-user")
    return [program, *options, "--", *limits, *command]


def _passable(place: Path) -> list[str]:
    """Folders on the way that whoever grades may pass; bubblewrap's own would be root's alone."""
    on_the_way = [folder for folder in reversed(place.parents[:-1]) if str(folder) not in _READABLE]
    return [word for folder in on_the_way for word in ("--dir", str(folder))]


@cache
def _free_user() -> int:
    taken = {entry.pw_uid for entry in pwd.getpwall()}
    return next(number for number in range(24000, 60000) if number not in taken)


def _marks(gradebook: Path) -> dict[str, float]:
    """Each student's marks in a gradebook that anybody may have written to; none where it cannot be read."""
    try:
        with closing(sqlite3.connect(f"{gradebook.as_uri()}?mode=ro", uri=True)) as book:
            return {str(student): float(marks) for student, marks in book.execute(_MARKS)}
    except (sqlite3.Error, TypeError, ValueError):
        return {}
