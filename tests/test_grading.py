"""`course grade`: a whole class, each with the marks they deserve, whatever the others hand in."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from downloads import CANVAS_ROSTER, zipped
from nbgrader.api import MissingEntry
from synthetic_class import Material, Student, code, hand_in, students

from course_lib import cli
from course_lib.course_root import Course
from course_lib.exercises.catalogue import exercises_of
from course_lib.grading import class_run
from course_lib.grading.class_run import Grading, grade_class
from course_lib.grading.judging.grading_processes import Order, grading
from course_lib.grading.limits import Limits
from course_lib.grading.records.gradebook import name_parts, open_gradebook
from course_lib.grading.records.nbgrader_environment import alembic_on_path
from course_lib.grading.sandbox.protections import missing_protections

LESSON = "04-tokenizer"
EXERCISES = {exercise.id: exercise for exercise in exercises_of(LESSON)}
CLASS = students(list(EXERCISES))
# Where a test is not about the sandbox, its students are our own: no template has to warm up for them.
TRUSTED = Grading(trusted=True)


def grade_trusted(course: Course, submitted: Path, out: Path, *more: str) -> int:
    return cli.main(
        ["grade", str(submitted), "--out", str(out), "--course", str(course.root), "--trust-submissions", *more]
    )


@pytest.fixture(scope="module")
def graded(course: Course, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The class, graded once for all tests of this module."""
    folder = tmp_path_factory.mktemp("class")
    submitted, out = folder / "submitted", folder / "out"
    material = Material.of(course, LESSON)
    for student in CLASS:
        hand_in(submitted, material, student)
    (submitted / "nothing").mkdir()
    (submitted / "right" / "99-holiday-photos").mkdir()
    (submitted / "README.txt").write_text("not a student")
    # In a process of its own, as an instructor starts it: stdout has to be one JSON object and nothing else.
    ran = subprocess.run(
        [sys.executable, "-m", "course_lib", "grade", str(submitted), "--out", str(out), "--json",
         "--course", str(course.root), *(["--trust-submissions"] if missing_protections() else [])],
        capture_output=True, text=True, encoding="utf-8", env={**os.environ},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return {"out": out, "submitted": submitted, "data": json.loads(ran.stdout), "stderr": ran.stderr}


def _results(graded: dict[str, Any], student: str) -> dict[str, dict[str, Any]]:
    return {row["exercise"]: row for row in graded["data"]["results"] if row["student"] == student}


@pytest.mark.parametrize("student", CLASS, ids=lambda student: student.name)
def test_each_student_gets_what_they_deserve(graded: dict[str, Any], student: Student) -> None:
    results = _results(graded, student.name)
    assert list(results) == list(EXERCISES), "every exercise has a result, in the lesson's order"
    for name, row in results.items():
        deserved = student.outcomes.get(name, student.otherwise)
        assert row["outcome"] in (("wrong", "crashed", "timeout") if deserved == "failed" else (deserved,)), row
        assert row["points"] == (EXERCISES[name].points if deserved == "passed" else 0)
        assert row["max"] == EXERCISES[name].points
        assert row["reason"]


def test_a_student_who_handed_in_nothing_is_listed(graded: dict[str, Any]) -> None:
    rows = _results(graded, "nothing").values()
    assert {row["outcome"] for row in rows} == {"unattempted"}
    assert {row["reason"] for row in rows} == {"Nothing was handed in for this lesson."}


def test_what_is_no_lesson_is_left_alone_and_said(graded: dict[str, Any]) -> None:
    assert graded["data"]["ignored"] == [str(Path("right", "99-holiday-photos"))]


def test_reasons_tell_what_happened_and_quote_no_hidden_input(graded: dict[str, Any]) -> None:
    names = list(EXERCISES)
    crashing = _results(graded, "crashing")
    assert "ended the whole Python process" in crashing[names[0]]["reason"]
    assert "SyntaxError" in crashing[names[1]]["reason"]
    assert "secret input" not in json.dumps(crashing)
    assert "not a whole notebook file" in _results(graded, "broken-json")[names[0]]["reason"]
    assert "cell of this exercise is not in the notebook" in _results(graded, "deleted")[names[-1]]["reason"]


def test_grades_csv(graded: dict[str, Any]) -> None:
    with (graded["out"] / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["student", "lesson", "exercise", "points", "max", "outcome", "reason", "by_hand"]
    assert {row["by_hand"] for row in rows} == {""}
    assert len(rows) == (len(CLASS) + 1) * len(EXERCISES)
    assert {row["student"] for row in rows} >= {"王小明 (Windows)", "right"}


def test_the_gradebook_is_nbgraders_own_and_agrees(graded: dict[str, Any]) -> None:
    with open_gradebook(graded["out"] / "gradebook.db") as gradebook:
        for student in CLASS:
            expected = sum(row["points"] for row in _results(graded, student.name).values())
            assert gradebook.find_submission(LESSON, student.name).score == expected
        assert gradebook.find_assignment(LESSON).max_score == sum(e.points for e in EXERCISES.values())


def test_every_submission_has_an_autograded_notebook_and_feedback(graded: dict[str, Any]) -> None:
    for student in CLASS:
        assert (graded["out"] / "autograded" / student.name / LESSON / f"{LESSON}.ipynb").is_file()
        page = (graded["out"] / "feedback" / student.name / LESSON / f"{LESSON}.html").read_text(encoding="utf-8")
        for row in _results(graded, student.name).values():
            assert f'data-outcome="{row["outcome"]} {row["points"]}/{row["max"]}"' in page


def test_grading_again_gives_the_same_and_keeps_no_stale_mark(
    graded: dict[str, Any], course: Course, tmp_path: Path
) -> None:
    submitted, out = tmp_path / "submitted", tmp_path / "out"
    material = Material.of(course, LESSON)
    right, broken = CLASS[0], next(s for s in CLASS if s.name == "broken-json")
    hand_in(submitted, material, right)
    assert grade_trusted(course, submitted, out) == 0
    first = (out / "grades.csv").read_bytes()
    assert grade_trusted(course, submitted, out, "--regrade") == 0
    assert (out / "grades.csv").read_bytes() == first
    # The same student hands in a broken file: the earlier full marks go.
    (submitted / right.name / LESSON / f"{LESSON}.ipynb").write_bytes(broken.make(material))
    assert grade_trusted(course, submitted, out) == 0
    with open_gradebook(out / "gradebook.db") as gradebook:
        assert gradebook.find_submission(LESSON, right.name).score == 0


@pytest.mark.parametrize("times", [4, pytest.param(20, marks=pytest.mark.slow)])
def test_regrades_are_identical(sandbox: None, course: Course, times: int) -> None:
    """Chance included: the same code gets the same random numbers, and a worker finds nothing of another."""
    material = Material.of(course, LESSON)
    guess = "    import random\n    return random.choice([text, text.split()])\n"
    guesses = {"tokens-split": material.reference["tokens-split"].partition("    ### BEGIN")[0] + guess}
    notebooks = [
        (LESSON, made)
        for made in (
            *(student.make(material) for student in CLASS if student.name in ("wrong", "noisy", "helpers")),
            json.dumps(material.solved(material.reference | guesses)).encode(),
        )
    ]
    order = Order(course.root, "seed", "en", Limits(), trusted=False)
    with grading(notebooks * times, order, jobs=2) as graded:
        results = [repr(result) for _, result in sorted(graded, key=lambda pair: pair[0])]
    assert len(results) == 4 * times
    assert [len(set(results[number::4])) for number in range(4)] == [1] * 4


def test_somebody_elses_folder_is_not_written_to(graded: dict[str, Any], course: Course, tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("years of work")
    assert grade_trusted(course, graded["submitted"], tmp_path) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


@pytest.mark.parametrize("layout", ["missing", "empty", "flat"])
def test_a_folder_that_holds_no_submissions_is_explained(
    course: Course, tmp_path: Path, layout: str, capsys: pytest.CaptureFixture[str]
) -> None:
    submitted = tmp_path / "submitted"
    if layout != "missing":
        submitted.mkdir()
    if layout == "flat":
        (submitted / f"{LESSON}.ipynb").write_text("{}")
    assert grade_trusted(course, submitted, tmp_path / "out") == 2
    assert "Next step:" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_students_later_state_replaces_all_of_the_earlier(course: Course, tmp_path: Path) -> None:
    submitted, out = tmp_path / "submitted", tmp_path / "out"
    material = Material.of(course, LESSON)
    right = CLASS[0]
    for name in ("ann", "bob"):
        hand_in(submitted, material, Student(name, right.make, right.otherwise, {}))
    assert grade_trusted(course, submitted, out) == 0
    shutil.rmtree(submitted / "ann" / LESSON)
    first = next(iter(EXERCISES))
    with open_gradebook(out / "gradebook.db") as gradebook:
        by_hand = gradebook.find_grade(f"{first}-check", LESSON, LESSON, "bob")
        by_hand.manual_score = 0.5
        # As if the lesson had got this exercise only after bob handed in.
        gradebook.db.delete(gradebook.find_grade(f"{list(EXERCISES)[-1]}-check", LESSON, LESSON, "bob"))
        gradebook.db.commit()
    assert grade_trusted(course, submitted, out) == 0
    with open_gradebook(out / "gradebook.db") as gradebook:
        with pytest.raises(MissingEntry):
            gradebook.find_submission(LESSON, "ann")
        assert gradebook.find_submission(LESSON, "bob").score == sum(e.points for e in EXERCISES.values())
    assert not (out / "autograded" / "ann" / LESSON).exists() and not (out / "feedback" / "ann" / LESSON).exists()


def test_a_mark_given_by_hand_survives_and_is_reviewed_when_the_automatic_one_changes(
    course: Course, tmp_path: Path
) -> None:
    submitted, out = tmp_path / "submitted", tmp_path / "out"
    material = Material.of(course, LESSON)
    hand_in(submitted, material, CLASS[0])
    name = f"{next(iter(EXERCISES))}-check"
    assert grade_trusted(course, submitted, out) == 0
    with open_gradebook(out / "gradebook.db") as gradebook:
        gradebook.find_grade(name, LESSON, LESSON, "right").manual_score = 0.5
        gradebook.db.commit()
    for notebook, review in ((CLASS[0].make(material), False), (b"broken", True)):
        (submitted / "right" / LESSON / f"{LESSON}.ipynb").write_bytes(notebook)
        assert grade_trusted(course, submitted, out) == 0
        with open_gradebook(out / "gradebook.db") as gradebook:
            grade = gradebook.find_grade(name, LESSON, LESSON, "right")
            assert (grade.manual_score, bool(grade.needs_manual_grade)) == (0.5, review)
        # What counts is the same wherever it is told.
        counts = 0.5 if review else 0.5 + sum(e.points for e in list(EXERCISES.values())[1:])
        with (out / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert [row["by_hand"] for row in rows] == ["0.5", *[""] * (len(EXERCISES) - 1)]
        assert sum(float(row["points"]) for row in rows) == counts
        for table in ("canvas.csv", "moodle.csv"):
            with (out / table).open(encoding="utf-8-sig", newline="") as file:
                row = list(csv.reader(file))[-1]
            assert f"{counts:g}" in row
            assert table != "moodle.csv" or "(0.5/1)" in row[-1]
        shown = json.loads((out / "report.json").read_text(encoding="utf-8"))
        assert [row["points"] for row in shown["lessons"][0]["rows"]] == [counts]


def test_from_canvas_and_back_to_canvas(course: Course, tmp_path: Path) -> None:
    """Its archive and its roster go in; what comes out bears Canvas's own numbers, and formgrader knows the names."""
    material = Material.of(course, "00-start-here")
    handed_in = json.dumps(material.solved(material.reference)).encode()
    archive = zipped(tmp_path / "submissions.zip", {"smithjohn_101_5001_00-start-here.ipynb": handed_in})
    roster, submitted, out = tmp_path / "roster.csv", tmp_path / "submitted", tmp_path / "out"
    roster.write_text(CANVAS_ROSTER, encoding="utf-8")
    collect = ["collect", str(archive), "--out", str(submitted), "--roster", str(roster), "--course", str(course.root)]
    assert cli.main(collect) == 0
    assert grade_trusted(course, submitted, out) == 0
    with (out / "canvas.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[2:] == [["Smith, John", "101", "S-1", "jsmith", "", "3"]]
    with open_gradebook(out / "gradebook.db") as gradebook:
        student = gradebook.find_student("S-1")
        assert (student.last_name, student.first_name) == ("Smith", "John")
        student.first_name = "Johnny"
        gradebook.db.commit()
    assert grade_trusted(course, submitted, out) == 0
    with open_gradebook(out / "gradebook.db") as gradebook:
        assert gradebook.find_student("S-1").first_name == "Johnny"


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Smith, Ann", ("Smith", "Ann")),
        ("Ann Mary Smith", ("Smith", "Ann Mary")),
        ("王小明", ("王小明", "")),
        ("", ("", "")),
    ],
)
def test_first_and_last_names(name: str, parts: tuple[str, str]) -> None:
    assert name_parts(name) == parts


def test_what_may_not_be_read_is_nobodys_mark(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    submitted, out = tmp_path / "submitted", tmp_path / "out"
    hand_in(submitted, Material.of(course, LESSON), CLASS[0])
    with monkeypatch.context() as patched:
        refused = PermissionError(13, "Permission denied", "/home/me/class")
        patched.setattr(class_run, "read_notebook", Mock(side_effect=refused))
        assert grade_trusted(course, submitted, out) == 0
    assert f"{LESSON}.ipynb could not be read: Permission denied" in capsys.readouterr().err
    told = (out / "grades.csv").read_text(encoding="utf-8-sig")
    assert "on our side (PermissionError)" in told and "/home/me" not in told
    assert grade_trusted(course, submitted, out) == 0
    assert "passed" in (out / "grades.csv").read_text(encoding="utf-8-sig")


def test_odd_folders_neither_stop_the_class_nor_vanish(course: Course, tmp_path: Path) -> None:
    submitted, out = tmp_path / "submitted", tmp_path / "out"
    material = Material.of(course, LESSON)
    hand_in(submitted, material, CLASS[0])
    hand_in(submitted, material, Student("王小明 [2]", CLASS[0].make, "passed", {}))
    for odd in ("x" * 120, ".hidden"):
        hand_in(submitted, material, Student(odd, CLASS[0].make, "passed", {}))
    (submitted / "linked").symlink_to(submitted / "right")
    (submitted / "thief").mkdir()
    (submitted / "thief" / LESSON).symlink_to(submitted / "right" / LESSON)
    if sys.platform == "linux":  # other systems keep such names from being made
        (submitted / os.fsdecode("名字".encode("gbk")) / LESSON).mkdir(parents=True)
    results = grade_class(course, submitted, out, TRUSTED)
    points = {student: 0 for student in ("right", "王小明 [2]", "thief")}
    for row in results.rows:
        points[row["student"]] += row["points"]
    full = sum(exercise.points for exercise in EXERCISES.values())
    assert points == {"right": full, "王小明 [2]": full, "thief": 0}
    ignored = "\n".join(results.ignored)
    for odd in ("x" * 120, ".hidden", "linked", str(Path("thief", LESSON))):
        assert odd in ignored
    assert (out / "feedback" / "王小明 [2]" / LESSON / f"{LESSON}.html").is_file()


@pytest.mark.parametrize("place", ["submitted/graded", "submitted", "a-file"])
def test_a_bad_place_for_the_results_is_refused(course: Course, tmp_path: Path, place: str) -> None:
    hand_in(tmp_path / "submitted", Material.of(course, LESSON), CLASS[0])
    (tmp_path / "a-file").write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    command = ["grade", str(tmp_path / "submitted"), "--out", str(tmp_path / place), "--force"]
    assert cli.main([*command, "--course", str(course.root), "--trust-submissions"]) == 2
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("name", ["what? 100%", "week%20one", "a#b", "期中 考试"])
def test_a_gradebook_may_lie_in_a_folder_of_any_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    for _ in ("made", "opened"):
        with open_gradebook(tmp_path / name / "gradebook.db") as gradebook:
            gradebook.update_or_create_student("ann")
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name / "gradebook.db").is_file()


def test_a_foreign_gradebook_is_refused(course: Course, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hand_in(tmp_path / "submitted", Material.of(course, LESSON), CLASS[0])
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "gradebook.db").write_text("not a database, and long enough to be looked at " * 20)
    command = ["grade", str(tmp_path / "submitted"), "--out", str(tmp_path / "out"), "--force"]
    assert cli.main([*command, "--course", str(course.root), "--trust-submissions"]) == 2
    assert "cannot be opened as a gradebook" in capsys.readouterr().err


def test_a_link_is_not_followed(course: Course, tmp_path: Path) -> None:
    secret = tmp_path / "secret.ipynb"
    secret.write_text(json.dumps({"cells": []}))
    place = tmp_path / "submitted" / "linker" / LESSON
    place.mkdir(parents=True)
    (place / f"{LESSON}.ipynb").symlink_to(secret)
    assert (
        grade_trusted(course, tmp_path / "submitted", tmp_path / "out")
        == 0
    )
    assert "a link, not a file" in (tmp_path / "out" / "grades.csv").read_text(encoding="utf-8-sig")


def test_stock_autograde_gives_honest_students_the_same_marks(course: Course, tmp_path: Path) -> None:
    material = Material.of(course, LESSON)
    honest = [student for student in CLASS if student.name in ("right", "blank", "noisy")]
    for student in honest:
        hand_in(tmp_path / "submitted", material, student)
    (tmp_path / "submitted" / "half" / LESSON).mkdir(parents=True)
    names = list(EXERCISES)
    half = material.solved({name: material.reference[name] for name in names[::2]})
    half["cells"].append(code("1 / 0", metadata={"tags": ["raises-exception"]}))
    (tmp_path / "submitted" / "half" / LESSON / f"{LESSON}.ipynb").write_text(json.dumps(half), encoding="utf-8")
    with alembic_on_path():
        for command in (
            ["generate_assignment", LESSON, "--create", f"--CourseDirectory.release_directory={tmp_path}/release"],
            ["autograde", LESSON, f"--CourseDirectory.submitted_directory={tmp_path}/submitted",
             f"--CourseDirectory.autograded_directory={tmp_path}/autograded"],
        ):  # fmt: skip
            ran = subprocess.run(
                [sys.executable, "-m", "nbgrader", *command, f"--CourseDirectory.db_url=sqlite:///{tmp_path}/gradebook.db"],
                cwd=course.root, capture_output=True, text=True, env={**os.environ, "COURSE_PROGRESS": "off"},
            )  # fmt: skip
            assert ran.returncode == 0, ran.stderr[-3000:]
    full = sum(exercise.points for exercise in EXERCISES.values())
    deserved = {"right": full, "noisy": full, "blank": 0, "half": sum(EXERCISES[name].points for name in names[::2])}
    with open_gradebook(tmp_path / "gradebook.db") as gradebook:
        assert {name: gradebook.find_submission(LESSON, name).score for name in deserved} == deserved
