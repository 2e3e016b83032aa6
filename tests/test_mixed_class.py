"""Sixty students of every kind and every lesson, graded by one command: each gets what they deserve, and a reason."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from mixed_class import DOZEN, HOSTILE, Seat, hand_in_class, seats

from course_lib.course_root import Course
from course_lib.exercises.catalogue import exercises_of
from course_lib.grading.records.gradebook import open_gradebook

LESSONS = ("00-start-here", "04-tokenizer", "05-new-tokens")
POINTS = {lesson: {exercise.id: exercise.points for exercise in exercises_of(lesson)} for lesson in LESSONS}


@dataclass(frozen=True)
class MixedClass:
    """Who is in it, and what `course grade` made of them."""

    members: list[Seat]
    out: Path
    report: dict[str, Any]

    def rows(self, seat: Seat) -> list[dict[str, Any]]:
        return [row for row in self.report["results"] if row["student"] == seat.name]


@pytest.fixture(
    scope="module",
    params=[pytest.param(12, id="dozen"), pytest.param(60, id="sixty", marks=pytest.mark.slow)],
)
def graded(
    request: pytest.FixtureRequest, sandbox: None, course: Course, tmp_path_factory: pytest.TempPathFactory
) -> MixedClass:
    """The class, graded once for all tests, as an instructor starts it."""
    members = [seat for seat in seats(LESSONS) if request.param == 60 or seat.name in DOZEN]
    assert len(members) == request.param
    assert not [seat.name for seat in members if seat.attack and seat.attack.still_open]
    place = tmp_path_factory.mktemp("mixed")
    hand_in_class(course, place / "submitted", members)
    ran = subprocess.run(
        [sys.executable, "-m", "course_lib", "grade", str(place / "submitted"), "--out", str(place / "out"),
         "--jobs", "2", "--json", "--course", str(course.root)],
        capture_output=True, text=True, encoding="utf-8", env={**os.environ},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr[-3000:]
    return MixedClass(members, place / "out", json.loads(ran.stdout))


def test_every_student_has_a_row_for_every_exercise_of_every_lesson(graded: MixedClass) -> None:
    everything = [(lesson, exercise) for lesson in LESSONS for exercise in POINTS[lesson]]
    for seat in graded.members:
        assert [(row["lesson"], row["exercise"]) for row in graded.rows(seat)] == everything
    assert len(graded.report["results"]) == len(graded.members) * len(everything)
    assert graded.report["ignored"] == []


def test_everybody_gets_what_they_deserve_and_is_told_why(graded: MixedClass) -> None:
    unfair = [
        row
        for seat in graded.members
        for row in graded.rows(seat)
        if row["outcome"] not in seat.deserves(row["lesson"], row["exercise"])
        or row["points"] != (POINTS[row["lesson"]][row["exercise"]] if row["outcome"] == "passed" else 0)
        or not row["reason"].strip()
    ]
    assert unfair == []


def test_the_honest_have_full_marks_and_the_hostile_none(graded: MixedClass) -> None:
    points = {seat.name: sum(row["points"] for row in graded.rows(seat)) for seat in graded.members}
    for seat in graded.members:
        if seat.honest and (seat.honest.otherwise, seat.honest.outcomes) == ("passed", {}):
            assert points[seat.name] == sum(POINTS[seat.lesson].values())
        if seat.attack:
            assert points[seat.name] == 0
    assert len([name for name in points if name in HOSTILE]) == (3 if len(points) == 12 else len(HOSTILE))


def test_table_and_gradebook_say_the_same(graded: MixedClass) -> None:
    with (graded.out / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        table = [(row["student"], row["lesson"], int(row["points"])) for row in csv.DictReader(file)]
    assert table == [(row["student"], row["lesson"], row["points"]) for row in graded.report["results"]]
    with open_gradebook(graded.out / "gradebook.db") as gradebook:
        for seat in graded.members:
            expected = sum(row["points"] for row in graded.rows(seat) if row["lesson"] == seat.lesson)
            assert gradebook.find_submission(seat.lesson, seat.name).score == expected, seat.name


def test_every_submission_has_a_feedback_page_with_its_outcomes(graded: MixedClass) -> None:
    for seat in graded.members:
        page = graded.out / "feedback" / seat.name / seat.lesson / f"{seat.lesson}.html"
        text = page.read_text(encoding="utf-8")
        for row in graded.rows(seat):
            verdict = f'data-outcome="{row["outcome"]} {row["points"]}/{row["max"]}"'
            assert row["lesson"] != seat.lesson or verdict in text
    assert len(list(graded.out.glob("feedback/*/*/*.html"))) == len(graded.members)
