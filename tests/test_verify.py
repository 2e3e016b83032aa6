"""`course verify` proves every exercise, and does not prove one whose check, judge or answers are not right."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT

from course_lib.authoring.lesson_source import source_lessons
from course_lib.authoring.verify import verify
from course_lib.course_root import Course

LESSON = "00-start-here"


@pytest.mark.parametrize("lesson", source_lessons(Course(ROOT)))
def test_every_exercise_is_proven(course: Course, lesson: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "course_lib", "verify", lesson, "--json", "--course", str(course.root)],
        capture_output=True, text=True, encoding="utf-8", env={**os.environ},
    )  # fmt: skip
    found = json.loads(ran.stdout)["exercises"]
    assert [entry for entry in found if not entry["proven"]] == []
    assert found and ran.returncode == 0


def _edit(course: Course, name: str, change: Callable[[str], str]) -> None:
    path = course.solutions / LESSON / name
    before = path.read_text(encoding="utf-8")
    after = change(before)
    assert after != before, "the test's own anchor is gone"
    path.write_text(after, encoding="utf-8")


def _problems(course: Course) -> str:
    proofs = verify(course, LESSON, only=("start-greet",))
    assert not all(proof.proven for proof in proofs)
    return "\n".join(problem for proof in proofs for problem in proof.problems)


def test_a_judge_that_accepts_everything_is_not_proven(copied_course: Course) -> None:
    accept = (
        "\n\ndef _accepting(make):\n"
        "    from dataclasses import replace\n"
        "    return lambda rng: [replace(case, decide=lambda seen: None) for case in make(rng)]\n\n\n"
        "CASES = {name: _accepting(make) for name, make in CASES.items()}\n"
    )
    _edit(copied_course, "judge.py", lambda text: text + accept)
    assert "gets full marks from the judge" in _problems(copied_course)


def test_a_judge_that_accepts_nothing_is_not_proven(copied_course: Course) -> None:
    refuse = (
        "\n\nfrom dataclasses import replace\n"
        "CASES = {name: (lambda rng, make=make: [replace(c, decide=lambda seen: 'differs') for c in make(rng)])"
        " for name, make in CASES.items()}\n"
    )
    _edit(copied_course, "judge.py", lambda text: text + refuse)
    assert "the reference does not get full marks" in _problems(copied_course)


def test_a_constant_probe_is_not_proven(copied_course: Course) -> None:
    constant = (
        "\n\nfrom dataclasses import replace\n"
        "PROBE = {'returned': 'returned', 'one': '1'}\n"
        "CASES = {name: (lambda rng, make=make: [replace(c, probe=PROBE) for c in make(rng)])"
        " for name, make in CASES.items()}\n"
    )
    _edit(copied_course, "judge.py", lambda text: text + constant)
    assert "the probe 'one' has the same answer in every case" in _problems(copied_course)


def test_a_wrong_answer_under_another_name_is_not_proven(copied_course: Course) -> None:
    answers = "answers/start-greet.py"
    first = next(
        line
        for line in (copied_course.solutions / LESSON / answers).read_text(encoding="utf-8").splitlines()
        if "wrong:" in line
    )
    _edit(copied_course, answers, lambda text: text.replace(first, "# %% wrong: wrong-shape", 1))
    assert "the wrong answer 'wrong-shape' is told something else" in _problems(copied_course)


def test_a_right_answer_called_wrong_and_the_other_way_round(copied_course: Course) -> None:
    _edit(copied_course, "answers/start-greet.py", lambda text: text.replace("# %% right:", "# %% wrong:"))
    assert "passes the public check" in _problems(copied_course)
    _edit(copied_course, "answers/start-greet.py", lambda text: text.replace("# %% wrong:", "# %% right:"))
    assert "does not get full marks" in _problems(copied_course)


def test_missing_and_too_few_answers_are_not_proven(copied_course: Course) -> None:
    path: Path = copied_course.solutions / LESSON / "answers" / "start-greet.py"
    path.write_text("# %% right: only\ndef greet(name):\n    return name\n", encoding="utf-8")
    problems = _problems(copied_course)
    assert "0 different wrong answers" in problems and "1 different right answers" in problems
    path.unlink()
    assert "no answers to prove the exercise with" in _problems(copied_course)
