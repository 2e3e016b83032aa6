"""Files as people really hand them in: through editors, spreadsheets and keys that are easily hit."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from course_lib.course_root import Course
from course_lib.errors import CourseError
from course_lib.grading.collect.lateness import parse_due
from course_lib.grading.collect.roster import read_roster
from course_lib.grading.handed_in.cells_to_run import make_program
from course_lib.grading.handed_in.released import ReleasedLesson, released_lesson
from course_lib.grading.handed_in.submission import MAX_BYTES, Unreadable, read_cells, read_notebook

LESSON = "00-start-here"
ANSWER = "def greet(name):\n    return f'你好，{name}！'"


@pytest.fixture
def lesson(course: Course) -> ReleasedLesson:
    return released_lesson(course, LESSON)


def notebook(*cells: dict[str, Any]) -> str:
    return json.dumps({"nbformat": 4, "cells": list(cells)}, ensure_ascii=False, indent=1)


def answer(kind: str = "code", source: str = ANSWER) -> dict[str, Any]:
    return {"cell_type": kind, "id": "start-greet", "metadata": {}, "source": source}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_a_notebook_in_another_encoding(encoding: str) -> None:
    data = notebook(answer()).encode(encoding)
    if encoding == "utf-16-le":
        data = b"\xff\xfe" + data
    assert read_cells(data)[0].source == ANSWER


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\xff\xff\xff", "encoding"),
        (b'{\n"a": 1,\n<<<<<<< HEAD\n"b": 2\n=======\n"b": 3\n>>>>>>> mine\n}', "line 3"),
        (b'{"cells": [', "broken"),
        (b"[]", "not a notebook"),
    ],
)
def test_why_a_file_is_no_notebook(data: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says) as caught:
        read_cells(data)
    assert caught.value.told("zh") != caught.value.told("en")


@pytest.mark.parametrize("kind", ["raw", "markdown"])
def test_an_answer_whose_cell_was_turned_into_text(kind: str, lesson: ReleasedLesson) -> None:
    program = make_program(lesson, read_cells(notebook(answer(kind)).encode()))
    assert program.steps_for("start-greet")[-1].source == ANSWER
    assert "start-greet" not in program.missing | program.turned


def test_text_in_an_answers_place_is_no_answer(lesson: ReleasedLesson) -> None:
    program = make_program(lesson, read_cells(notebook(answer("markdown", "I do not know *this* one.")).encode()))
    assert program.turned == {"start-greet"} <= program.missing


def test_other_text_cells_are_no_code(lesson: ReleasedLesson) -> None:
    own = {"cell_type": "markdown", "id": "mine", "metadata": {}, "source": "x = 1"}
    program = make_program(lesson, read_cells(notebook(answer(), own).encode()))
    assert "x = 1" not in [step.source for step in program.steps]


def test_pictures_do_not_count(tmp_path: Path) -> None:
    picture = {"output_type": "display_data", "metadata": {}, "data": {"image/png": "iVBO/+Rw0K\n" * (MAX_BYTES // 8)}}
    path = tmp_path / "notebook.ipynb"
    path.write_text(notebook(answer() | {"outputs": [picture, picture]}), encoding="utf-8")
    assert path.stat().st_size > 2 * MAX_BYTES
    assert read_cells(read_notebook(path))[0].source == ANSWER


def test_a_file_that_is_large_without_pictures(tmp_path: Path) -> None:
    path = tmp_path / "notebook.ipynb"
    path.write_text(notebook(answer(source="# words, words\n" * (MAX_BYTES // 10))), encoding="utf-8")
    with pytest.raises(Unreadable, match="larger"):
        read_notebook(path)


def test_a_notebook_of_another_name_is_named(tmp_path: Path) -> None:
    (tmp_path / f"{LESSON} (1).ipynb").write_text(notebook(answer()), encoding="utf-8")
    with pytest.raises(Unreadable, match=r"00-start-here \(1\)\.ipynb") as caught:
        read_notebook(tmp_path / f"{LESSON}.ipynb")
    assert f"{LESSON} (1).ipynb" in caught.value.told("zh")


@pytest.mark.parametrize(
    ("due", "in_time"),
    [("2026-11-20 23:59", True), ("2026-11-20T23:59", True), ("2026-11-20 23:59:00", False)],
)
def test_a_minute_is_over_when_it_is(due: str, in_time: bool) -> None:
    handed_in = parse_due("2026-11-20 23:59:30")
    assert (handed_in <= parse_due(due)) is in_time
    assert parse_due("2026-11-21 00:00:00") > parse_due(due)


@pytest.mark.parametrize("id", ["2.02312E+11", "2,02312E+11", "2E+11"])
def test_a_roster_whose_ids_a_spreadsheet_has_rounded(id: str, tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text(f'Student ID,Name\n00123,Na Li\n"{id}",Wei Wang\n', encoding="utf-8")
    with pytest.raises(CourseError, match="line 3") as caught:
        read_roster(path)
    assert "Text" in caught.value.next_step


def test_a_roster_whose_ids_a_spreadsheet_made_decimals_of(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("student id,name\n20231201.0,Wei Wang\n20231202.00,Na Li\n1E5,Ann\n", encoding="utf-8")
    told: list[str] = []
    assert [student.id for student in read_roster(path, told.append)] == ["20231201", "20231202", "1E5"]
    assert len(told) == 1 and "2 ids" in told[0]


def test_nbgrader_collects_without_a_folder_that_somebody_made(copied_course: Course) -> None:
    """Its exchange and the gradebook's folder are there as soon as it looks."""
    command = [sys.executable, "-m", "nbgrader", "collect", LESSON]
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}  # alembic
    done = subprocess.run(
        command, cwd=copied_course.root, env=environment, capture_output=True, text=True, timeout=120, check=True
    )
    assert "No submissions" in done.stderr
    assert (copied_course.root / "graded").is_dir()
