"""Who the students of a collected class are on Canvas: from `course collect`'s record, or from one that means harm."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from downloads import CANVAS_ROSTER, notebook, said
from downloads import gather as gather
from downloads import out as out

from course_lib.grading.collect.roster import Student, read_roster
from course_lib.grading.handed_in import class_people
from course_lib.grading.handed_in.class_people import MAX_VALUE, RECORD, Person, known_people

JOHN = Person("Smith, John", "101", "S-1", "jsmith")
ANN = Person("Müller, Ann Marie", "102", "S-2", "amueller")
YET = Person("Nobody, Yet", "103", "S-3", "nyet")


def roster(tmp_path: Path, text: str = CANVAS_ROSTER) -> tuple[Student, ...]:
    (tmp_path / "roster.csv").write_text(text, encoding="utf-8")
    return read_roster(tmp_path / "roster.csv")


def record(folder: Path, people: Any, **places: Any) -> dict[str, Person]:
    folder.mkdir(exist_ok=True)
    (folder / RECORD).write_text(json.dumps({"people": people} | places), encoding="utf-8")
    return known_people(folder)


def collected(place: str, name: str, user: str) -> dict[str, Any]:
    lesson = "04-tokenizer"
    return {f"{place}/{lesson}/{lesson}.ipynb": {"name": name, "person": {"platform": "canvas", "user": user}}}


# What `course collect` leaves


def test_a_canvas_roster(gather: Any, out: Path, tmp_path: Path) -> None:
    files = {
        "smithjohn_101_5001_04-tokenizer.ipynb": notebook(),
        "stranger_555_5003_04-tokenizer.ipynb": notebook(),
    }
    gather(files, roster=roster(tmp_path))
    assert known_people(out) == {"S-1": JOHN, "S-2": ANN, "S-3": YET, "stranger": Person(canvas_id="555")}


def test_what_earlier_rosters_said_stays(gather: Any, out: Path, tmp_path: Path) -> None:
    gather({"smithjohn_101_5001_04-tokenizer.ipynb": notebook()}, roster=roster(tmp_path))
    changed = "Student,SIS User ID,SIS Login ID\nJohn Smith,S-1,jjs\nAnn Marie Müller,S-2,\nLi Na,S-9,lina\n"
    gather({"lina_109_5002_04-tokenizer.ipynb": notebook()}, roster=roster(tmp_path, changed))
    now = {
        "S-1": Person("John Smith", "101", "S-1", "jjs"),
        "S-2": Person("Ann Marie Müller", "102", "S-2", "amueller"),
        "S-3": YET,
        "S-9": Person("Li Na", "109", "S-9", "lina"),
    }
    assert known_people(out) == now
    gather({"lina_109_5003_04-tokenizer.ipynb": notebook("new")})
    gather({"x.pdf": b""})
    assert known_people(out) == now


def test_rosters_without_canvas_numbers(gather: Any, out: Path, tmp_path: Path) -> None:
    for name in ("Ann", "Bob"):
        one = roster(tmp_path, f"Student ID,Name\nid {name},{name}\n")
        gather({f"{name}/04-tokenizer.ipynb": notebook()}, roster=one)
    assert known_people(out) == {"id Ann": Person("Ann"), "id Bob": Person("Bob")}


def test_a_roster_that_comes_after_the_work(gather: Any, out: Path, tmp_path: Path) -> None:
    gather({"smithjohn_101_5001_04-tokenizer.ipynb": notebook()})
    assert known_people(out) == {"smithjohn": Person(canvas_id="101")}
    gather({"x.pdf": b""}, roster=roster(tmp_path))
    assert known_people(out) == {"smithjohn": JOHN, "S-2": ANN, "S-3": YET}
    gather({"smithjohn_101_5002_05-new-tokens.ipynb": notebook()}, roster=roster(tmp_path))
    assert known_people(out) == {"S-1": JOHN, "S-2": ANN, "S-3": YET}  # Canvas takes one line for each student


def test_a_students_account_is_not_given_to_whoever_took_the_folder(gather: Any, out: Path, tmp_path: Path) -> None:
    gather({"S-1_55_5001_04-tokenizer.ipynb": notebook("calls itself S-1")})
    gather({"smithjohn_101_5002_04-tokenizer.ipynb": notebook("john")}, roster=roster(tmp_path))
    assert said(out, "S-1") == "calls itself S-1" and said(out, "S-1 (101)") == "john"
    people = known_people(out)
    assert people["S-1"] == Person(canvas_id="55") and people["S-1 (101)"] == JOHN
    # Or later, when no roster tells whose folder it would have been.
    gather({"S-3_66_5003_04-tokenizer.ipynb": notebook("calls itself S-3")})
    assert said(out, "S-3") == "calls itself S-3"
    assert known_people(out)["S-3"] == Person(canvas_id="66")


@pytest.mark.parametrize("before", [False, True])
def test_nor_while_the_student_has_none(before: bool, gather: Any, out: Path, tmp_path: Path) -> None:
    if before:
        gather({"x/04-tokenizer.ipynb": notebook()}, roster=roster(tmp_path))
    gather({"S-2_77_assignsubmission_file_/04-tokenizer.ipynb": notebook()})  # no number of Canvas's contradicts it
    gather({"x.pdf": b""}, roster=roster(tmp_path))
    assert known_people(out) == {"S-1": JOHN, "S-3": YET}


def test_a_trick_name_gets_nobodys_number(gather: Any, out: Path) -> None:
    gather(
        {
            "x_777_888__55_5001_04-tokenizer.ipynb": notebook(),
            "liu_102_5002_2023_04_05-new-tokens.ipynb": notebook(),  # a file of that name looks the same
            "wang_LATE_103_5003_04_tokenizer.ipynb": notebook(),
            "LATE_anon_x7Yz1_5004_04-tokenizer.ipynb": notebook(),
        }
    )
    assert said(out, "x") == "" and known_people(out) == {"wang": Person(canvas_id="103")}


def test_moodle_and_plain_folders_have_no_number(gather: Any, out: Path) -> None:
    gather({"Li Na_1001_assignsubmission_file_/x_1001_7_04-tokenizer.ipynb": notebook()})
    gather({"a_1_2_b/04-tokenizer.ipynb": notebook()})
    assert known_people(out) == {}


# Any record


def test_numbers_that_are_not_one_folders_alone(tmp_path: Path) -> None:
    one = collected("a", "a_1_50_x.ipynb", "1")
    assert record(tmp_path, {}, **one) == {"a": Person(canvas_id="1")}
    assert record(tmp_path, {}, **one, **collected("b", "b_1_51_x.ipynb", "1")) == {}
    two = {place.replace("04-tokenizer", "05"): fields for place, fields in collected("a", "a_2_51_x", "2").items()}
    assert record(tmp_path, {}, **one, **two) == {}
    told = {"b": {"name": "Bea", "canvas_id": "1"}}
    assert record(tmp_path, told, **one) == {"b": Person("Bea", "1")}
    assert record(tmp_path, {"a": {"name": "Ann", "canvas_id": "2"}}, **one, **two) == {"a": Person("Ann", "2")}


@pytest.mark.parametrize(
    "people",
    [None, 3, [], [["a", {}]], {"a": 3}, {"a": ["name"]}, {"a": {}}, {"a": {"name": 3, "canvas_id": ["1"]}}],
)
def test_strange_people_are_nobody(people: Any, tmp_path: Path) -> None:
    assert record(tmp_path, people) == {}


def test_values_are_short_texts_in_one_line(tmp_path: Path) -> None:
    long = "x" * (MAX_VALUE + 1)
    people = {
        "a": {"name": " Ann\r\n=1+1 ", "canvas_id": "1x", "sis_user_id": long, "login": long[1:], "more": {"x": 1}},
        "b": {"canvas_id": "9" * 21, "login": None, "name": "\ud800"},
        "c": {"canvas_id": "１２"},
    }
    assert record(tmp_path, people) == {"a": Person("Ann =1+1", login=long[1:]), "b": Person("\ud800")}


@pytest.mark.parametrize("fields", [None, 3, {}, {"person": 3}, {"person": {"platform": "canvas"}, "name": 3}])
def test_strange_files_tell_nothing(fields: Any, tmp_path: Path) -> None:
    assert record(tmp_path, {"a": {"name": "Ann"}}, **{"a/b/c": fields}) == {"a": Person("Ann")}


@pytest.mark.parametrize("text", [b"", b"[1]", b"null", b"[" * 100_000, b"\xff\xfe\xff", b"9" * 10_000, b'{"people":'])
def test_a_broken_record(text: bytes, tmp_path: Path) -> None:
    assert known_people(tmp_path) == {}
    (tmp_path / RECORD).write_bytes(text)
    assert known_people(tmp_path) == {}


@pytest.mark.skipif(os.name == "nt", reason="there are no pipes, and links need a privilege")
def test_only_a_file_of_some_size_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert record(tmp_path, {"a": {"name": "Ann"}})
    with monkeypatch.context() as patched:
        patched.setattr(class_people, "MAX_RECORD", 10)
        assert known_people(tmp_path) == {}
    (tmp_path / RECORD).rename(tmp_path / "elsewhere.json")
    (tmp_path / RECORD).symlink_to(tmp_path / "elsewhere.json")
    assert known_people(tmp_path) == {}
    (tmp_path / RECORD).unlink()
    os.mkfifo(tmp_path / RECORD)
    assert known_people(tmp_path) == {}
    (tmp_path / RECORD).unlink()
    (tmp_path / RECORD).mkdir()
    assert known_people(tmp_path) == {}
