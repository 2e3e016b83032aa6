"""A lesson is two folders: with them alone it is built, proven, released, graded and reported, in both languages.

A copy of the course gets a tiny lesson, with a kind of input of its own; none of the copy's other files is touched.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, read_notebook

LESSON = "99-tiny"
PACKAGE = "course_lib/lessons/lesson_99_tiny"
SOURCE = f"solutions/{LESSON}"

FILES = {
    f"{PACKAGE}/__init__.py": '"""What the tiny lesson asks."""\n',
    f"{PACKAGE}/exercises.py": """
from course_lib.exercises.exercise import Exercise
from course_lib.lessons.lesson_99_tiny import tiny_fill

EXERCISES = (Exercise("tiny-fill", "fill", points=2, minutes=1, difficulty="warm-up", cases=tiny_fill.cases),)
""",
    f"{PACKAGE}/inputs.py": """
from course_lib.exercises.inputs import InputKind


class Jar:
    def __init__(self, marbles):
        self.marbles = marbles


INPUTS = {
    "jar": InputKind(
        make=lambda wanted, new_folder: Jar(int(wanted.name)),
        is_one=lambda value: isinstance(value, Jar),
        take_apart=lambda jar: jar.marbles,
        put_together=lambda wanted, marbles, folder: Jar(int(marbles)),
    )
}
""",
    f"{PACKAGE}/tiny_fill.py": """
from course_lib.exercises.exercise import Case
from course_lib.exercises.fresh import Fresh


def fill_case(kind, before, more):
    def decide(seen):
        if seen["marbles"] == before:
            return "adds-nothing"
        return None if seen["marbles"] == seen["returned"] == before + more else "differs"

    probe = {"returned": "returned", "marbles": "args[0].marbles"}
    return Case(kind, (Fresh("jar", str(before)), more), decide, probe, expected=before + more)


def cases(rng):
    yield fill_case("few", 1, 2)
    yield fill_case("random", rng.randrange(10, 99), rng.randrange(1, 9))
""",
    f"{PACKAGE}/words.en.toml": """
title = "Tiny"

[tiny-fill]
title = "Fill the jar"
hints = ["The jar has `marbles`.", "`jar.marbles += more`, then return it."]

[tiny-fill.cases]
few = "few marbles"
random = "some marbles"

[tiny-fill.wrong]
adds-nothing = "The jar still holds what it held."
""",
    f"{PACKAGE}/words.zh.toml": """
title = "小小一课"

[tiny-fill]
title = "装满罐子"
hints = ["罐子里有 `marbles`。", "先写 `jar.marbles += more`，再返回它。"]

[tiny-fill.cases]
few = "几颗弹珠"
random = "一些弹珠"

[tiny-fill.wrong]
adds-nothing = "罐子里还是原来那么多。"
""",
    f"{SOURCE}/{LESSON}.py": """# %% [markdown] lang="en"
# # 99 · Tiny
#
# How many marbles?

# %% [markdown] lang="zh"
# # 99 · 小小一课
#
# 有几颗弹珠？

# %% role="setup" id="setup"
from course_lib import check

# %% role="solution" id="tiny-fill"
def fill(jar, more):
    ### BEGIN SOLUTION
    jar.marbles += more
    return jar.marbles
    ### END SOLUTION

# %% role="check" id="tiny-fill-check"
check("tiny-fill", fill)
""",
    f"{SOURCE}/judge.py": """
from course_lib.lessons.lesson_99_tiny import tiny_fill


def fill_cases(rng):
    yield tiny_fill.fill_case("hidden", 0, rng.randrange(100))
    yield tiny_fill.fill_case("hidden", rng.randrange(100), 7)


CASES = {"tiny-fill": fill_cases}
""",
    f"{SOURCE}/answers/tiny-fill.py": """
# %% wrong: adds-nothing
def fill(jar, more):
    return jar.marbles + more

# %% wrong: another/adds-one looks-like: adds-nothing
def fill(jar, more):
    jar.marbles += 1
    return jar.marbles + more

# %% wrong: differs/no-return
def fill(jar, more):
    jar.marbles += more

# %% wrong: crash-name
def fill(jar, more):
    return marbles

# %% wrong: differs/twice
def fill(jar, more):
    jar.marbles += 2 * more
    return jar.marbles

# %% right: setattr
def fill(jar, more):
    setattr(jar, "marbles", jar.marbles + more)
    return jar.marbles

# %% right: loop
def fill(jar, more):
    for _ in range(more):
        jar.marbles += 1
    return jar.marbles
""",
}
RIGHT = "def fill(jar, more):\n    jar.marbles += more\n    return jar.marbles"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the course, with the tiny lesson in it."""
    root = tmp_path_factory.mktemp("house") / "course"
    trash = shutil.ignore_patterns("__pycache__", ".*", "*.egg-info")
    for name in ("course_lib", "notebooks"):  # the other lessons' sources, built anew, would only take their time
        shutil.copytree(ROOT / name, root / name, ignore=trash)
    for path in ROOT.iterdir():
        if path.is_file() and not path.name.startswith("."):
            shutil.copy(path, root)
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text.lstrip(), encoding="utf-8")
    return root


def run(root: Path, *words: str) -> Any:
    """What `course … --json` of the copy prints."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", "course_lib", *words, "--json"], cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)}, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return json.loads(done.stdout)


def contents(root: Path) -> dict[str, str]:
    """Every file that is not the tiny lesson's own."""
    own = (PACKAGE, SOURCE, f"notebooks/en/{LESSON}", f"notebooks/zh/{LESSON}")
    return {
        name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
        for name in [path.relative_to(root).as_posix()]
        if not name.startswith(own)
    }


def test_two_folders_make_a_lesson(course: Path, tmp_path: Path) -> None:
    before = contents(course)

    assert len(run(course, "build", LESSON)["written"]) == 4
    assert run(course, "build", LESSON, "--check")["problems"] == []
    (proof,) = run(course, "verify", LESSON)["exercises"]
    assert (proof["proven"], proof["wrong_answers"], proof["right_answers"]) == (True, 5, 2), proof

    handed_in = tmp_path / "handed-in"
    released = tmp_path / "class"
    run(course, "release", str(released))
    for student, language, answer in (("li", "zh", RIGHT), ("ann", "en", "def fill(jar, more):\n    return 3")):
        notebook = read_notebook(released / "notebooks" / language / LESSON / f"{LESSON}.ipynb")
        assert notebook["metadata"]["glassbox"]["language"] == language
        cell = next(cell for cell in notebook["cells"] if cell["id"] == "tiny-fill")
        assert "NotImplementedError" in "".join(cell["source"])
        cell["source"] = answer
        path = handed_in / student / LESSON / f"{LESSON}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(notebook), encoding="utf-8")
    assert (released / PACKAGE / "words.zh.toml").is_file() and not (released / "solutions").exists()

    for language, title in (("en", "Fill the jar"), ("zh", "装满罐子")):
        out = tmp_path / f"graded-{language}"
        run(course, "grade", str(handed_in), "--out", str(out), "--trust-submissions", "--language", language)
        with (out / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = {row["student"]: row for row in csv.DictReader(file)}
        assert {name: (row["points"], row["outcome"]) for name, row in rows.items()} == {
            "li": ("2", "passed"),
            "ann": ("0", "wrong"),
        }
        assert "Fill the jar" in (out / "report.html").read_text(encoding="utf-8"), "the report speaks English"
        assert title in (out / "feedback" / "ann" / LESSON / f"{LESSON}.html").read_text(encoding="utf-8")

    assert contents(course) == before, "nothing but the two folders, and what is built from them"
