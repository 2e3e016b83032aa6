"""`course collect`: who handed in what, by roster or without one, and when."""

from __future__ import annotations

import csv
import io
import struct
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from downloads import CANVAS_ROSTER, member, notebook, placed, said, tarred
from downloads import gather as gather
from downloads import out as out

from course_lib.errors import CourseError
from course_lib.grading.collect.folder_names import folder_name
from course_lib.grading.collect.lateness import Lateness, parse_due
from course_lib.grading.collect.roster import Account, read_roster

# Who is who


def test_people_of_one_name_keep_apart(gather: Any, out: Path) -> None:
    one = "Wang Wei_1001_assignsubmission_file_/04-tokenizer.ipynb"
    other = "Wang Wei_1002_assignsubmission_file_/04-tokenizer.ipynb"
    found = gather({one: notebook("1001"), other: notebook("1002")})
    assert said(out, "Wang Wei (1001)") == "1001" and said(out, "Wang Wei (1002)") == "1002"
    assert any("several people are called Wang Wei" in note for note in found.placed.notes)
    gather({other: notebook("again"), one.replace("1001", "1003"): notebook("1003")})
    assert said(out, "Wang Wei (1002)") == "again" and said(out, "Wang Wei (1003)") == "1003"


def test_moodle_marks_blind(gather: Any, out: Path, tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text("Identifier,Full name,ID number\nParticipant 1001,Li Na,S1\n", encoding="utf-8")
    files = {f"Participant_{n}_assignsubmission_file_/04-tokenizer.ipynb": notebook() for n in (1001, 1002, 1003)}
    found = gather(files, roster=read_roster(roster))
    assert {path.split("/")[0] for path in placed(out)} == {"S1", "Participant (1002)", "Participant (1003)"}
    assert found.placed.notes == ()


def test_a_second_person_of_a_name_comes_later(gather: Any, out: Path) -> None:
    gather({"Wang Wei_1001_assignsubmission_file_/04-tokenizer.ipynb": notebook("1001")})
    gather({"Wang Wei_1002_assignsubmission_file_/04-tokenizer.ipynb": notebook("1002")})
    assert said(out, "Wang Wei") == "1001" and said(out, "Wang Wei (1002)") == "1002"


def test_moodle_numbers_a_person_anew_in_every_assignment(gather: Any, out: Path) -> None:
    gather({"Wang Wei_1001_assignsubmission_file_/04-tokenizer.ipynb": notebook()})
    gather({"Wang Wei_2002_assignsubmission_file_/05-new-tokens.ipynb": notebook()})
    assert {path.split("/")[0] for path in placed(out)} == {"Wang Wei"}


def test_names_that_differ_in_case_only(gather: Any, out: Path) -> None:
    gather({"Alice/04-tokenizer.ipynb": notebook("A"), "alice/04-tokenizer.ipynb": notebook("a")})
    folders = {path.split("/")[0] for path in placed(out)}
    assert len({folder.casefold() for folder in folders}) == 2
    assert {said(out, folder) for folder in folders} == {"A", "a"}


def test_a_folder_that_somebody_took_before_the_roster_came(gather: Any, out: Path, tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text("ID,Name,Student ID\n777,Jane,S1\n", encoding="utf-8")
    gather({"S1_55_5001_04-tokenizer.ipynb": notebook("calls itself S1")})
    found = gather({"jane_777_5002_04-tokenizer.ipynb": notebook("jane")}, roster=read_roster(roster))
    assert said(out, "S1") == "calls itself S1" and said(out, "S1 (777)") == "jane"
    assert "somebody else's work" in found.placed.notes[0]
    gather({"jane_777_5003_04-tokenizer-1.ipynb": notebook("again")}, roster=read_roster(roster))
    assert said(out, "S1 (777)") == "again" and len(placed(out)) == 2


def test_a_trick_name_takes_nobodys_folder(gather: Any, out: Path, tmp_path: Path) -> None:
    """A name that Canvas made into somebody else's number: the work stays apart, and is told."""
    files = {
        "jane_777_5001_04-tokenizer.ipynb": notebook("jane"),
        "x_777_888__55_5002_04-tokenizer.ipynb": notebook("x"),
    }
    found = gather(files)
    assert said(out, "jane") == "jane" and said(out, "x") == "x"
    assert any("several names" in note for note in found.placed.notes)
    roster = tmp_path / "roster.csv"
    roster.write_text('Student,ID,SIS User ID\n"Jane",777,S1\n', encoding="utf-8")
    gather({"x_777_888__55_5002_04-tokenizer.ipynb": notebook("x")}, roster=read_roster(roster))
    gather({"s1_55_5009_04-tokenizer.ipynb": notebook("calls itself S1")}, roster=read_roster(roster))
    assert not (out / "S1").exists() and said(out, "s1 (55)") == "calls itself S1"


@pytest.mark.parametrize("name", ["con", "NUL.txt", "..", " . ", "a/../../b", "x" * 300, "汉" * 300, "\u202egnp", ""])
def test_a_folder_is_a_folder_everywhere(name: str, tmp_path: Path) -> None:
    folder = folder_name(name)
    (tmp_path / folder).mkdir()
    assert (tmp_path / folder).parent == tmp_path and len(folder.encode()) <= 180
    assert not folder.startswith(".") and folder.casefold() not in ("con", "nul.txt") and "\u202e" not in folder


# The roster


def test_a_canvas_roster(gather: Any, out: Path, tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text(CANVAS_ROSTER, encoding="utf-8-sig")
    found = gather(
        {
            "smithjohn_101_5001_04-tokenizer.ipynb": notebook(),
            "müllerannmarie_102_5002_04-tokenizer.ipynb": notebook(),
            "stranger_555_5003_04-tokenizer.ipynb": notebook(),
        },
        roster=read_roster(roster),
    )
    assert {path.split("/")[0] for path in placed(out)} == {"S-1", "S-2", "stranger"}
    assert found.missing == {"04-tokenizer": ("S-3",)} and found.strangers == ("stranger",)
    # Late ones do not make the others missing.
    again = gather({"nobodyyet_103_5004_04-tokenizer.ipynb": notebook()}, roster=read_roster(roster))
    assert again.missing == {} and again.strangers == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_a_moodle_roster_in_any_encoding(encoding: str, gather: Any, out: Path, tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    rows = [
        ["Identifier", "Full name", "ID number", "Email address", "Status"],
        ["Participant 1001", "王小明", "2023001", "wang@example.org", ""],
        ["Participant 1002", "李 娜", "2023002", "li@example.org", ""],
        ["Participant 1003", "李 娜", "2023003", "na@example.org", ""],
    ]
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    roster.write_bytes(text.getvalue().encode(encoding))
    found = gather(
        {
            "王小明_9999_assignsubmission_file_/05-new-tokens.ipynb": notebook(),  # by name: numbered anew
            "李 娜_1003_assignsubmission_file_/05-new-tokens.ipynb": notebook(),
            "娜 李_8888_assignsubmission_file_/05-new-tokens.ipynb": notebook(),  # one of two: nobody guesses
        },
        roster=read_roster(roster),
    )
    assert {path.split("/")[0] for path in placed(out)} == {"2023001", "2023003", "娜 李"}
    assert found.missing == {"05-new-tokens": ("2023002",)}
    assert any("could be any of: 2023002, 2023003" in note for note in found.placed.notes)


def test_a_roster_for_plain_folders(gather: Any, out: Path, tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text(
        "学号\t姓名\t邮箱\n2023001\t王小明\twxm@example.org\n2023002\t李娜\tln@example.org\n", encoding="utf-8"
    )
    gather({"wxm/04-tokenizer.ipynb": notebook(), "李娜/04-tokenizer.ipynb": notebook()}, roster=read_roster(roster))
    assert {path.split("/")[0] for path in placed(out)} == {"2023001", "2023002"}


@pytest.mark.parametrize("text", ["", "colour,size\nred,3\n", "student id,name\n,\n", b"\xff\xff\xff"])
def test_a_file_that_is_no_roster(text: str | bytes, tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(CourseError):
        read_roster(roster)


def test_a_roster_of_western_excel(tmp_path: Path) -> None:
    """Windows-1252 can almost always be read as GBK too, and makes other names of these."""
    roster = tmp_path / "roster.csv"
    for name in ("Müller, Ann", "Özil, Mesut", "Øy", "Maria Conceição", "Zoë", "Weiß", "O’Brien"):
        roster.write_bytes(f"student id;name\r\nS1;{name}\r\n".encode("cp1252"))
        told: list[str] = []
        assert [student.name for student in read_roster(roster, told.append)] == [name]
        assert len(told) == 1 and "Windows-1252" in told[0]


@pytest.mark.parametrize("name", ["王珺", "李Lee", "Anna李", "陳大文", "信息A班 王喆", "䶮"])
def test_a_roster_of_chinese_excel(name: str, tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    told: list[str] = []
    roster.write_bytes(f"student id,name\r\nS1,{name}\r\n".encode("gb18030"))
    assert [student.name for student in read_roster(roster, told.append)] == [name]
    assert len(told) == 1 and "GBK" in told[0]
    roster.write_text(f"student id,name\nS1,{name}\n", encoding="utf-8")
    told.clear()
    read_roster(roster, told.append)
    assert told == []  # what is known is no guess


def test_a_roster_cut_off_amid_a_chinese_character(tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_bytes("student id,name\nS1,王小明\nS2,李娜".encode("gbk")[:-1])
    with pytest.raises(CourseError, match="neither in UTF-8"):
        read_roster(roster)


@pytest.mark.parametrize(
    "text",
    [
        'student id,name\n="S-1","Smith, John"\n',
        'student id;name\r\n"=""S-1""";"=""Smith, John"""\r\n',
        '="student id",="name"\n="S-1",="Smith, John"\n',
        'sep=;\r\nstudent id;name\r\nS-1;Smith, John\r\n',
        '"SEP=|"\nstudent id|name\nS-1|Smith, John\n',
        '\ufeffsep=\t\nstudent id\tname\n="S-1"\tSmith, John',
    ],
)
def test_what_excel_writes(text: str, tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text(text, encoding="utf-8", newline="")
    (student,) = read_roster(roster)
    assert (student.id, student.name, student.account.name) == ("S-1", "Smith, John", "Smith, John")


def test_a_quote_in_a_cell_that_excel_keeps_as_text(tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text('student id,name\nS1,="John ""Jack"" Smith"\nS2,a=""b""\n', encoding="utf-8")
    assert [student.name for student in read_roster(roster)] == ['John "Jack" Smith', 'a=""b""']


def test_what_a_roster_says_of_an_account(tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    accounts = []
    for text in (
        CANVAS_ROSTER,
        "Student,ID,Section\nJane,7,A\n",
        "First name,Last name,ID number,Email address,Username\nNa,Li,2023,li@example.org,lina\n",
        "ID,Name\n2023001,Jane\n",  # an instructor's own table: that is not Canvas's number
        "Student,ID,SIS User ID\nJane,7,S1\nJane,8,S1\n",  # they contradict one another
        "Student,ID,SIS User ID\nJane,1.2E+05,S1\n",
    ):
        roster.write_text(text, encoding="utf-8")
        accounts.append(read_roster(roster)[0].account)
    assert accounts == [
        Account("Smith, John", "101", "S-1", "jsmith"),
        Account("Jane", "7"),
        Account("Na Li", login="lina", id_number="2023", email="li@example.org"),
        Account("Jane"),
        Account("Jane", sis_user_id="S1"),
        Account("Jane", sis_user_id="S1"),
    ]


def test_a_number_with_another_name_has_a_next_step(gather: Any, tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text(CANVAS_ROSTER, encoding="utf-8")
    found = gather({"muelleranne_102_5001_04-tokenizer.ipynb": notebook()}, roster=read_roster(roster))
    (note,) = found.placed.notes
    assert "number of S-2" in note and "correct the name in the roster" in note


# Late


def test_late_by_the_time_in_the_archive(gather: Any, tmp_path: Path) -> None:
    due = datetime(2026, 11, 20, 23, 59, tzinfo=UTC)
    at = int(due.timestamp())
    archive = tarred(
        tmp_path / "a.tar.gz",
        [
            (member("in/04-tokenizer.ipynb", at), notebook()),
            (member("over/04-tokenizer.ipynb", at + 90 * 60), notebook()),
            (member("none/04-tokenizer.ipynb", 0), notebook()),
        ],
    )
    found = gather(archive, due=due)
    assert {taken.student: taken.late for taken in found.taken} == {
        "in": Lateness("in time"),
        "over": Lateness("late", 90),
        "none": Lateness("not known"),
    }


def test_a_zip_with_times_of_both_kinds(gather: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        exact = zipfile.ZipInfo("exact/04-tokenizer.ipynb", (2026, 1, 1, 0, 0, 0))
        exact.extra = struct.pack("<HHBl", 0x5455, 5, 1, 1_795_000_000)
        archive.writestr(exact, notebook())
        archive.writestr(zipfile.ZipInfo("wall/04-tokenizer.ipynb", (2026, 11, 20, 12, 0, 0)), notebook())
        archive.writestr(zipfile.ZipInfo("none/04-tokenizer.ipynb"), notebook())
    times = {taken.student: taken.choice.taken.submitted for taken in gather(path).taken}
    assert times == {
        "exact": datetime.fromtimestamp(1_795_000_000, UTC),
        "wall": datetime(2026, 11, 20, 12, 0).astimezone(),
        "none": None,
    }


def test_when_it_is_due() -> None:
    assert parse_due("2026-11-20 23:59") == datetime(2026, 11, 20, 23, 59, 59, 999_999).astimezone()
    assert parse_due("2026-11-20 23:59+08:00") == datetime(2026, 11, 20, 15, 59, 59, 999_999, tzinfo=UTC)
    for text in ("2026-11-20", "tomorrow", "20.11.2026 23:59"):
        with pytest.raises(CourseError, match="no date and time"):
            parse_due(text)
