"""A made-up class shows an instructor what grading gives, before the first real class."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from course_lib import cli
from course_lib.authoring import demo_class_command
from course_lib.authoring.demo_class import STUDENTS, DemoClass, demo_lesson, write_demo_class
from course_lib.course_root import Course, __version__
from course_lib.exercises.catalogue import exercises_of
from course_lib.grading.handed_in.class_people import known_people
from course_lib.grading.handed_in.submission import Unreadable, read_cells, read_version
from course_lib.grading.sandbox.protections import Protection
from course_lib.ownership import remember_written

LESSON = "00-start-here"


def hand_ins(demo: DemoClass) -> dict[str, bytes]:
    return {s.folder: (demo.submitted / s.folder / demo.lesson / f"{demo.lesson}.ipynb").read_bytes() for s in STUDENTS}


@pytest.fixture(scope="module")
def graded(course: Course, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The class of the shortest lesson, graded once, without a sandbox: its programs are the course's own."""
    root = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(demo_class_command, "missing_protections", lambda: [Protection("walls", "no walls", "Build.")])
        arguments = ["demo-class", str(root / "class"), "--lesson", "00", "--course", str(course.root)]
        assert cli.main(arguments) == 0
        again = cli.main(arguments)
    return {
        "root": root / "class",
        "again": again,
        "report": json.loads((root / "class" / "graded" / "report.json").read_text(encoding="utf-8")),
    }


def test_everybody_gets_what_the_kind_of_hand_in_deserves(graded: dict[str, Any]) -> None:
    (lesson,) = graded["report"]["lessons"]
    outcomes = {row["student"]: "".join(outcome[0] for outcome in row["outcomes"]) for row in lesson["rows"]}
    assert outcomes == {
        **{"s01-wang": "ppp", "s02-lee": "ppp", "s03-zhou": "ppp", "s04-li": "pwu", "s06-chen": "pwp"},
        **{"s05-carter": "www", "s07-zhao": "uuu", "s08-schmidt": "tpw", "s09-liu": "ccp", "s10-brown": "www"},
        **{"s11-kim": "ppu", "s12-sun": "uuu"},
    }
    assert lesson["unreadable"] == 1


def test_the_report_shows_what_the_command_says_is_in_it(graded: dict[str, Any]) -> None:
    report, page = graded["report"], (graded["root"] / "graded" / "report.html").read_text(encoding="utf-8")
    assert [(note["students"], note["comments"]) for note in report["same_answers"]] == [(["s02-lee", "s03-zhou"], 1)]
    assert [(other["version"], other["students"]) for other in report["other_releases"]] == [("0.0.1", ["s11-kim"])]
    assert report["names"]["s01-wang"] == "王小明" and "王小明" in page
    for heading in ("Who may need a word", "Exercises", "Answers that look alike", "Hand-ins of another release"):
        assert f">{heading}<" in page
    feedback = graded["root"] / "graded" / "feedback" / "s11-kim" / LESSON / f"{LESSON}.html"
    assert "release 0.0.1" in feedback.read_text(encoding="utf-8"), "the reason says why the exercise is not there"


def test_the_same_command_makes_the_same_class_again(graded: dict[str, Any], course: Course, tmp_path: Path) -> None:
    assert graded["again"] == 0, "what it wrote itself, it may write again"
    first, second = (write_demo_class(course, tmp_path / name, LESSON) for name in ("one", "two"))
    assert hand_ins(first) == hand_ins(second)
    assert len({hashlib.sha256(data).digest() for data in hand_ins(first).values()}) == len(STUDENTS) == 12
    assert {folder: person.name for folder, person in known_people(first.submitted).items()} == {
        student.folder: student.name for student in STUDENTS
    }


def test_a_longer_lesson_is_taken_where_there_is_one(course: Course, copied_course: Course, tmp_path: Path) -> None:
    assert len(exercises_of(demo_lesson(course))) >= 5 and demo_lesson(copied_course) == LESSON
    data = hand_ins(write_demo_class(course, tmp_path, demo_lesson(course)))
    with pytest.raises(Unreadable):
        read_cells(data.pop("s12-sun"))
    for folder, notebook in data.items():
        assert read_cells(notebook)
        assert read_version(notebook) == ("0.0.1" if folder == "s11-kim" else __version__)


def test_other_peoples_files_are_left_alone(course: Course, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["demo-class", str(tmp_path), "--lesson", "00", "--course", str(course.root)]
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    assert cli.main(command) == 2
    assert "thesis.txt" in capsys.readouterr().err and [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
    (tmp_path / "thesis.txt").unlink()
    demo = write_demo_class(course, tmp_path, LESSON)
    remember_written(tmp_path, [])
    changed = demo.submitted / "s01-wang" / LESSON / f"{LESSON}.ipynb"
    changed.write_text("mine", encoding="utf-8")
    assert cli.main(command) == 2
    assert "s01-wang" in capsys.readouterr().err and changed.read_text(encoding="utf-8") == "mine"


def test_without_solutions_it_says_where_they_are(
    copied_course: Course, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(copied_course.solutions)
    assert cli.main(["demo-class", str(tmp_path / "class"), "--course", str(copied_course.root)]) == 2
    said = capsys.readouterr().err
    assert "no solutions" in said and "full checkout" in said and not (tmp_path / "class").exists()


@pytest.mark.parametrize(
    ("notebook", "version"),
    [
        (b'{"metadata": {"glassbox": {"version": "0.0.9"}}}', "0.0.9"),
        (b'\xef\xbb\xbf{"metadata": {"glassbox": {"version": "\\ud800"}}}', "?"),
        (b'{"metadata": {"glassbox": {"version": "' + b"9" * 99 + b'"}}}', "9" * 40),
        (b'{"metadata": {"glassbox": {"version": 3}}}', ""),
        *((data, "") for data in (b"", b"\xff", b"[]", b"3", b"[" * 99_999, b'{"metadata": {"glassbox": []}}', b"{}")),
    ],
)
def test_the_release_of_any_file(notebook: bytes, version: str) -> None:
    assert read_version(notebook) == version
