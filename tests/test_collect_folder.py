"""`course collect` and the folder it fills: run again, interrupted, somebody else's; and the command itself."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from downloads import CANVAS_ROSTER, ROOT, notebook, placed, said, zipped
from downloads import gather as gather
from downloads import out as out

from course_lib.cli import main
from course_lib.course_root import Course
from course_lib.errors import CourseError
from course_lib.grading.collect.collection import collect

# SUBMITTED


def test_a_second_run_updates_what_the_first_wrote(gather: Any, out: Path) -> None:
    gather({f"{n}_{n}_50_04-tokenizer.ipynb": notebook("old") for n in ("1", "2", "3")})
    (out / "3" / "04-tokenizer" / "04-tokenizer.ipynb").write_bytes(notebook("mended by hand"))
    (out / "hand" / "04-tokenizer").mkdir(parents=True)
    (out / "hand" / "04-tokenizer" / "04-tokenizer.ipynb").write_bytes(notebook("brought by hand"))
    found = gather(
        {
            "1_1_50_04-tokenizer.ipynb": notebook("old"),
            "2_2_60_04-tokenizer.ipynb": notebook("new"),
            "3_3_60_04-tokenizer.ipynb": notebook("new"),
            "4_LATE_4_60_04-tokenizer.ipynb": notebook("new"),
            "hand_5_60_04-tokenizer.ipynb": notebook("new"),
        }
    )
    assert {taken.student: taken.what for taken in found.taken} == {
        "1": "unchanged",
        "2": "replaced",
        "3": "changed by hand",
        "4": "new",
        "hand": "changed by hand",
    }
    assert said(out, "3") == "mended by hand" and said(out, "hand") == "brought by hand" and said(out, "2") == "new"
    older = gather(
        {"2_2_50_04-tokenizer.ipynb": notebook("old"), "3_3_60_04-tokenizer.ipynb": notebook("new")}, force=True
    )
    assert {taken.student: taken.what for taken in older.taken} == {"2": "older", "3": "replaced"}
    assert said(out, "2") == "new" and said(out, "3") == "new"


def test_a_folder_of_somebody_elses(gather: Any, out: Path) -> None:
    out.mkdir()
    (out / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(CourseError, match=r"thesis\.txt"):
        gather({"a/04-tokenizer.ipynb": notebook()})
    gather({"a/04-tokenizer.ipynb": notebook()}, force=True)
    assert (out / "thesis.txt").read_text(encoding="utf-8") == "mine" and said(out, "a") == ""


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_link_in_the_folder_is_not_followed(gather: Any, out: Path, tmp_path: Path) -> None:
    gather({"a/04-tokenizer.ipynb": notebook()})
    (tmp_path / "elsewhere").mkdir()
    (out / "b").symlink_to(tmp_path / "elsewhere")
    found = gather({"b/04-tokenizer.ipynb": notebook()}, force=True)
    assert found.taken[0].what == "changed by hand" and not list((tmp_path / "elsewhere").iterdir())


def test_nothing_is_left_of_a_run_that_found_nothing(gather: Any, out: Path) -> None:
    assert gather({"a/report.pdf": b""}).taken == ()
    assert not out.exists()


def test_a_run_that_was_killed_can_be_repeated(gather: Any, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"a/04-tokenizer.ipynb": notebook("a"), "b/04-tokenizer.ipynb": notebook("b")}
    with monkeypatch.context() as patched:
        patched.setattr("course_lib.grading.collect.submitted_folder.SubmittedFolder.save", lambda self: None)
        patched.setattr("course_lib.grading.collect.submitted_folder.SubmittedFolder.close", lambda self, work: None)
        gather(files)
    (out / ".collected.json").write_text("{}", encoding="utf-8")
    assert list(out.glob(".collecting-*"))
    assert [taken.what for taken in gather(files).taken] == ["unchanged", "unchanged"]
    assert len(placed(out)) == 2


@pytest.mark.parametrize("kept", ["", "[1]", '{"a": 1}', '{"a/b/c": {"person": 3}}', "[" * 100_000])
def test_a_broken_record_is_no_record(kept: str, gather: Any, out: Path) -> None:
    gather({"a/04-tokenizer.ipynb": notebook("a")})
    (out / ".collected.json").write_text(kept, encoding="utf-8")
    assert gather({"a/04-tokenizer.ipynb": notebook("b")}).taken[0].what == "changed by hand"


@pytest.mark.parametrize("name", ["notes.txt", "nothing there"])
def test_what_is_no_archive(name: str, course: Course, tmp_path: Path, out: Path) -> None:
    (tmp_path / "notes.txt").write_text("Rar!" * 300, encoding="utf-8")
    with pytest.raises(CourseError):
        collect(course, [tmp_path / name], out)
    assert not out.exists()


def test_the_folder_may_not_lie_in_the_archive(course: Course, tmp_path: Path) -> None:
    for archive, place in (
        (tmp_path, tmp_path / "in"),
        (tmp_path / "in", tmp_path / "in"),
        (tmp_path / "in", tmp_path),
    ):
        (tmp_path / "in").mkdir(exist_ok=True)
        with pytest.raises(CourseError, match="one another"):
            collect(course, [archive], place)


# The command


def test_the_command(tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = zipped(
        tmp_path / "submissions.zip",
        {
            "smithjohn_LATE_101_5001_04-tokenizer.ipynb": notebook("1"),
            "smithjohn_LATE_101_5002_04-tokenizer \u202e-1.ipynb": notebook("2"),
            "\u202e_9_9_x.pdf": b"",
        },
    )
    roster = tmp_path / "roster.csv"
    roster.write_text(CANVAS_ROSTER, encoding="utf-8")
    words = ["collect", str(archive), "--out", str(out), "--roster", str(roster), "--course", str(ROOT)]
    assert main([*words, "--due", "2026-11-20 23:59"]) == 0
    text = capsys.readouterr().out
    assert "S-1" in text and "marked late" in text and "in the roster, and nothing handed in" in text
    assert "1 submission in" in text and "1 new" in text and "\u202e" not in text
    assert main([*words, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["taken"][0]["student"] == "S-1" and data["taken"][0]["what"] == "unchanged"
    assert data["choices"][0]["others"][0]["name"] == "smithjohn_LATE_101_5001_04-tokenizer.ipynb"
    assert data["late"] == [{"student": "S-1", "lesson": "04-tokenizer", "status": "marked late", "by_minutes": None}]
    assert data["roster"] == {"not_handed_in": {"04-tokenizer": ["S-2", "S-3"]}, "not_in_roster": []}
    assert len(data["left"]) == 1


def test_the_command_tells_what_encoding_it_guessed(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = zipped(tmp_path / "a.zip", {"müllerannmarie_102_5001_04-tokenizer.ipynb": notebook()})
    roster = tmp_path / "roster.csv"
    roster.write_bytes(CANVAS_ROSTER.encode("cp1252"))
    words = ["collect", str(archive), "--out", str(out), "--roster", str(roster), "--course", str(ROOT)]
    assert main(words) == 0
    assert "Windows-1252" in capsys.readouterr().out and placed(out) == ["S-2/04-tokenizer/04-tokenizer.ipynb"]
    assert main([*words, "--json"]) == 0
    assert "Windows-1252" in json.loads(capsys.readouterr().out)["people"][0]


def test_the_command_with_nothing_to_collect(tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = zipped(tmp_path / "a.zip", {"report.pdf": b""})
    assert main(["collect", str(archive), "--out", str(out), "--course", str(ROOT)]) == 1
    assert "Nothing was collected" in capsys.readouterr().out
    assert main(["collect", str(archive), "--out", str(out), "--course", str(ROOT), "--due", "soon", "--json"]) == 2
    assert "no date and time" in json.loads(capsys.readouterr().out)["error"]["problem"]
