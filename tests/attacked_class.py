"""A class of attackers with three honest neighbours among them, graded in a process of its own that can be ended."""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import pkgutil
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import attacks
from synthetic_class import Material, code
from watchers import listening, still_alive, watching

from course_lib.course_root import Course

LESSON = "00-start-here"
FULL, HALF = 3, 2
#: Longer than the class takes on a slow and busy machine: a class that stands still is ended then.
STANDS_STILL = 600
TRACE = "attack-was-here"
GRADE = """
import json, sys, time
from dataclasses import replace
from pathlib import Path
from course_lib.course_root import Course
from course_lib.grading import class_run
from course_lib.grading.judging import grading_processes
from course_lib.grading.limits import Limits

course, submitted, out, report, short = sys.argv[1:]
grade, spent = grading_processes.Grader.grade, []

def timed(self, lesson, notebook):
    started = time.monotonic()
    # One keeps the judge busy for ever: a class of ours need not wait a minute for that.
    grading_processes._OUR_SECONDS = 2.0 if b"u0300" in notebook else 60.0
    if self._order.limits != (suits := limits if lesson == short else Limits()):  # models are loaded in the others
        self._discard()
        self._order = replace(self._order, limits=suits)
    try:
        return grade(self, lesson, notebook)
    finally:
        spent.append(round(time.monotonic() - started, 1))

grading_processes.Grader.grade = timed
limits = Limits(cell_seconds=1.2, submission_seconds=4, memory=600 * 2**20)
# Two at a time: the neighbours of an attacker are forked from the same template while it runs.
how = class_run.Grading(jobs=2, limits=limits)
results = class_run.grade_class(Course(Path(course)), Path(submitted), Path(out), how)
Path(report).write_text(json.dumps({"rows": results.rows, "spent": spent}))
"""

#: Stands below the first answer of an honest student: should another one have left anything for them, it is gone.
LOOK_AROUND = f"""
import builtins, os, torch
left = [name for place in ("/tmp", "/dev/shm", os.environ["HOME"]) for name in os.listdir(place) if name != ".ipython"]
touched = [os.nice(0) != {os.nice(0)}, hasattr(builtins, "PLANTED_BY_THE_STUDENT_BEFORE"), "STOLEN" in os.environ,
           torch.get_default_dtype() != torch.float32, os.path.exists("{TRACE}")]
if left or any(touched):
    greet = None
"""


@dataclass(frozen=True)
class Attack:
    name: str
    module: ModuleType

    @property
    def still_open(self) -> str:
        return getattr(self.module, "OPEN", "")

    @property
    def lesson(self) -> str:
        return getattr(self.module, "LESSON", LESSON)

    def hand_in(self, path: Path, material: Material) -> None:
        path.parent.mkdir(parents=True)
        if hasattr(self.module, "hand_in"):
            self.module.hand_in(path, material)
        else:
            path.write_bytes(self._notebook(material))

    def _notebook(self, material: Material) -> bytes:
        if hasattr(self.module, "notebook"):
            made: bytes = self.module.notebook(material)
            return made
        exercise, cell = self.module.EXERCISE, self.module.CELL
        if exercise == "helper":
            book = material.blank | {"cells": [code(cell), *material.blank["cells"]]}
        else:
            assert exercise in material.reference, f"{self.name}: {exercise} is no exercise of {material.lesson}"
            book = material.solved({exercise: cell})
        return json.dumps(book).encode()


ATTACKS = [
    Attack(found.name, importlib.import_module(f"attacks.{found.name}"))
    for found in pkgutil.iter_modules(attacks.__path__)
]
HANDED_IN = [attack for attack in ATTACKS if not attack.still_open]


@dataclass(frozen=True)
class Aftermath:
    """What a class with attackers in it left behind."""

    names: dict[str, str]
    out: Path
    secrets: dict[str, str]
    report: dict[str, Any]
    said: str
    alive: list[str]
    changed: list[str]
    called: list[str]
    peak: int

    def rows(self, student: str, lesson: str = LESSON) -> list[dict[str, Any]]:
        return [row for row in self.report["rows"] if row["student"] == student and row["lesson"] == lesson]

    def written(self) -> Iterator[tuple[Path, bytes]]:
        for path in sorted(self.out.rglob("*")):
            if path.is_file():
                yield path.relative_to(self.out), path.read_bytes()


def grade_attacked_class(course: Course, place: Path) -> Aftermath:
    """Hand everything in below `place`, have it graded there, and look at what is left."""
    planted = {
        name: f"PLANTED{secrets.token_hex(6)}" for name in ("hidden input", "judge", "environment", "home", "neighbour")
    }
    copied = _course_with_secrets(course, place / "course", planted)
    (place / "home").mkdir()
    (place / "home" / "diary.txt").write_text(planted["home"])
    names = _hand_in_class(copied, place / "submitted", planted["neighbour"])
    before = _hashes(place)
    command = [sys.executable, "-c", GRADE, str(copied.root), str(place / "submitted"), str(place / "out"),
               str(place / "report.json"), LESSON]  # fmt: skip
    environment = {**os.environ, "HOME": str(place / "home"), "THE_INSTRUCTORS_TOKEN": planted["environment"]}
    with ExitStack() as stack:
        called = stack.enter_context(listening())
        said = stack.enter_context((place / "said").open("w+b"))
        grader = subprocess.Popen(command, stdout=said, stderr=said, env=environment, cwd=place)
        seen = stack.enter_context(watching(grader.pid))
        try:
            grader.wait(STANDS_STILL)
        except subprocess.TimeoutExpired:
            grader.kill()
            grader.wait()
    text = (place / "said").read_text(encoding="utf-8", errors="replace")
    assert grader.returncode == 0, f"the class was not graded to its end:\n{text[-3000:]}"
    planted["class seed"] = (place / "out" / ".class-seed").read_text()
    after = _hashes(place)
    changed = [str(path) for path in before if before[path] != after.get(path)] + [
        str(path) for path in after.keys() - before.keys() if path.parts[0] not in ("out", "said", "report.json")
    ]
    changed += [str(trace) for root in _where_traces_would_be(course) for trace in root.glob(f"*{TRACE}*")]
    report = json.loads((place / "report.json").read_text())
    return Aftermath(names, place / "out", planted, report, text, still_alive(seen.began), changed, called, seen.peak)


def _course_with_secrets(course: Course, root: Path, planted: dict[str, str]) -> Course:
    for lesson in sorted({attack.lesson for attack in HANDED_IN}):
        shutil.copytree(course.solutions / lesson, root / "solutions" / lesson)
        shutil.copytree(course.notebooks / "en" / lesson, root / "notebooks" / "en" / lesson)
    shutil.copy(course.root / "nbgrader_config.py", root)
    with (root / "solutions" / LESSON / "judge.py").open("a", encoding="utf-8") as judge:
        judge.write(f"""
SECRET, COMMENT = {planted["hidden input"]!r}, {planted["judge"]!r}
FIRST = {{
    "start-greet": start_greet.greet_case("hidden", SECRET),
    "start-mend": start_mend.last_case("hidden", SECRET, 9),
    "start-count": start_count.count_case("hidden", SECRET),
}}


def first(case, make):
    return lambda rng: (case, *make(rng))


CASES = {{name: first(FIRST[name], make) for name, make in CASES.items()}}
""")
    return Course(root)


def _hand_in_class(course: Course, submitted: Path, secret: str) -> dict[str, str]:
    """Hand everything in; attack or neighbour -> the name of the student who did, in the order of grading."""
    materials = {attack.lesson: Material.of(course, attack.lesson) for attack in HANDED_IN}
    material = materials[LESSON]
    right = {name: f"# {secret}\n{source}" for name, source in material.reference.items()}
    half = {name: right[name] for name in list(right)[:2]}
    solutions: dict[str, dict[str, str]] = {"honest-right": right, "honest-blank": {}, "honest-half": half}
    order: list[Attack | str] = list(HANDED_IN)
    for number, neighbour in enumerate(solutions, 1):
        order.insert(len(order) * number // 4, neighbour)
    names = {}
    for number, who in enumerate(order):
        if isinstance(who, str):
            names[who] = f"{number:03}-{who}"
            book = material.solved(solutions[who])
            path = submitted / names[who] / LESSON / f"{LESSON}.ipynb"
            path.parent.mkdir(parents=True)
            place = 1 + next(i for i, cell in enumerate(book["cells"]) if cell["id"] == "start-greet")
            book["cells"].insert(place, code(LOOK_AROUND))
            path.write_bytes(json.dumps(book).encode())
            if who == "honest-right":  # of every lesson that is attacked: the limits of this class suffice for it
                for other in (found for lesson, found in materials.items() if lesson != LESSON):
                    path = submitted / names[who] / other.lesson / f"{other.lesson}.ipynb"
                    path.parent.mkdir(parents=True)
                    path.write_bytes(json.dumps(other.solved(other.reference)).encode())
        else:
            names[who.name] = getattr(who.module, "STUDENT", f"{number:03}-{who.name}")
    for attack in HANDED_IN:
        path = submitted / names[attack.name] / attack.lesson / f"{attack.lesson}.ipynb"
        attack.hand_in(path, materials[attack.lesson])
    return names


def _hashes(root: Path) -> dict[Path, str]:
    files = (path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    return {path.relative_to(root): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _where_traces_would_be(course: Course) -> list[Path]:
    package = course.root / "course_lib"
    places = [
        course.root,
        package,
        package / "exercises",
        package / "grading",
        course.root / "tests",
        Path.cwd(),
        Path.home(),
    ]
    return [
        *places,
        *map(Path, ("/", "/tmp", "/dev/shm", "/var/tmp", "/usr", "/etc")),
        *map(Path, filter(None, sys.path)),
    ]
