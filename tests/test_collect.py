"""`course collect`: from what a platform lets one download to what `course grade` reads. Archives are real ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from downloads import LESSONS, notebook, placed, reasons, said, zipped
from downloads import gather as gather
from downloads import out as out

from course_lib.course_root import Course
from course_lib.grading.collect.lateness import Lateness, parse_due
from course_lib.grading.collect.lesson_names import lesson_in_name, without_copy_marks
from course_lib.grading.handed_in.class_folder import find_submissions

# What the platforms make


def test_canvas(gather: Any, out: Path, course: Course) -> None:
    found = gather(
        {
            "smithjohn_101_5001_04-tokenizer.ipynb": notebook("first"),
            "smithjohn_101_5003_04-tokenizer-1.ipynb": notebook("third"),
            "smithjohn_101_5002_04-tokenizer-2.ipynb": notebook("second"),
            "liuyang_LATE_102_5004_my answer.ipynb": notebook("cells", "tokens-ids"),
            "LATE_anon_x7Yz1_5005_2023_04_05-new-tokens.ipynb": notebook("anonymous"),
            "wang_103_5006_2023001_04_tokenizer.ipynb": notebook("digits in the student's own name of the file"),
            "zhao_104_text.html": b"<p>typed</p>",
        }
    )
    assert placed(out) == [
        "anon_x7Yz1/05-new-tokens/05-new-tokens.ipynb",
        "liuyang/04-tokenizer/04-tokenizer.ipynb",
        "smithjohn/04-tokenizer/04-tokenizer.ipynb",
        "wang/04-tokenizer/04-tokenizer.ipynb",
    ]
    assert said(out, "smithjohn") == "third"  # the platform's number, not the one in the name
    (choice,) = [taken.choice for taken in found.taken if taken.student == "smithjohn"]
    assert [other.name for other in choice.others] == [
        "smithjohn_101_5001_04-tokenizer.ipynb",
        "smithjohn_101_5002_04-tokenizer-2.ipynb",
    ]
    assert "platform's number" in choice.why
    assert {taken.student: taken.late.status for taken in found.taken} == {
        "anon_x7Yz1": "marked late",
        "liuyang": "marked late",
        "smithjohn": "not marked late",
        "wang": "not marked late",
    }
    assert reasons(found) == {"zhao_104_text.html": "not a notebook (.ipynb)"}
    submissions, ignored = find_submissions(out, course.lessons())
    assert {s.student for s in submissions if s.path.is_file()} == {"anon_x7Yz1", "liuyang", "smithjohn", "wang"}
    assert ignored == []


@pytest.mark.parametrize(
    "place",
    [
        "Li Na_1234567_assignsubmission_file_/04-tokenizer.ipynb",
        "Li Na_1234567_assignsubmission_file/04-tokenizer.ipynb",
        "Li Na_1234567_assignsubmission_file/her own folder/04-tokenizer.ipynb",
        "Li Na_1234567_assignsubmission_file_04-tokenizer.ipynb",
        "Course-Task-99/Li Na_1234567_assignsubmission_file_/04-tokenizer.ipynb",
    ],
)
def test_moodle(place: str, gather: Any, out: Path) -> None:
    found = gather(
        {place: notebook(), place.replace("Li Na_1234567", "Team_7"): notebook()}, due=parse_due("2026-01-01 00:00")
    )
    assert {taken.choice.taken.person.user for taken in found.taken} == {"1234567", "7"}
    assert placed(out) == ["Li Na/04-tokenizer/04-tokenizer.ipynb", "Team/04-tokenizer/04-tokenizer.ipynb"]
    # The times in Moodle's archives are those of the download.
    assert {taken.late for taken in found.taken} == {Lateness("not known")}


@pytest.mark.parametrize(
    "names",
    [
        ("alice/04-tokenizer.ipynb", "bob/04-tokenizer.ipynb"),
        ("alice/04-tokenizer/04-tokenizer.ipynb", "bob/04-tokenizer/04-tokenizer (1).ipynb"),
        ("handed in/alice/04-tokenizer.ipynb", "handed in/bob/04-tokenizer/04-tokenizer.ipynb"),
        ("alice/04-tokenizer/whatever.ipynb", "bob/04-tokenizer/final.ipynb"),
    ],
)
def test_plain_layouts(names: tuple[str, str], gather: Any, out: Path) -> None:
    gather({name: notebook(name) for name in names})
    assert placed(out) == ["alice/04-tokenizer/04-tokenizer.ipynb", "bob/04-tokenizer/04-tokenizer.ipynb"]
    assert said(out, "alice") == names[0]


@pytest.mark.parametrize("top", ["", "handed in/"])
def test_files_called_after_their_students(top: str, gather: Any, out: Path) -> None:
    names = {
        f"{top}2023-1.ipynb": notebook("1"),
        f"{top}2023-2.ipynb": notebook("2"),
        f"{top}2023-2 (1).ipynb": notebook("3"),
    }
    if not top:
        assert all("--lesson" in reason for reason in reasons(gather(names)).values()) and not out.exists()
    gather(names, lesson="04-tokenizer")
    assert placed(out) == ["2023-1/04-tokenizer/04-tokenizer.ipynb", "2023-2/04-tokenizer/04-tokenizer.ipynb"]
    assert said(out, "2023-2") == "3"


def test_one_students_folder_is_not_taken_for_a_wrapper(gather: Any, out: Path) -> None:
    gather({"alice/04-tokenizer.ipynb": notebook(), "alice/05-new-tokens.ipynb": notebook()})
    gather({"alice/bob_1_2_04-tokenizer.ipynb": notebook("new"), "alice/x/y/04-tokenizer.ipynb": notebook()})
    assert {path.split("/")[0] for path in placed(out)} == {"alice"}


def test_what_does_not_say_whose_it_is(gather: Any, out: Path) -> None:
    found = gather(
        {
            "04-tokenizer.ipynb": notebook(),
            "alice/deep/er/04-tokenizer.ipynb": notebook(),
            "all/04-tokenizer/alice.ipynb": notebook(),
            "all/04-tokenizer/bob.ipynb": notebook(),
            "carol/04-tokenizer.ipynb": notebook(),
        }
    )
    assert placed(out) == ["carol/04-tokenizer/04-tokenizer.ipynb"]
    assert len(found.left) == 4
    assert "whose" in reasons(found)["04-tokenizer.ipynb"]
    assert "with other notebooks" in reasons(found)["all/04-tokenizer/bob.ipynb"]


# Which lesson


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("04-tokenizer.ipynb", 0),
        ("04-tokenizer (1).ipynb", 1),
        ("04-tokenizer-2.ipynb", 2),
        ("04_tokenizer copy.ipynb", 1),
        ("04-tokenizer copy 3.ipynb", 3),
        ("Copy of 04-tokenizer.ipynb", 1),
        ("04-tokenizer - Copy (2).ipynb", 2),
        ("04-tokenizer - 副本.ipynb", 1),
        ("04-tokenizer的副本.ipynb", 1),
        ("04-tokenizer（1）.ipynb", 1),
        ("０４－tokenizer.ipynb", 0),
        ("04 Tokenizer.IPYNB", 0),
        ("04-tokenizer.ipynb.txt", 0),
        ("4_tokenizer.ipynb", 0),
        ("04.ipynb", 0),
        ("tokenizer.ipynb", 0),
        ("2023001 王小明 04-tokenizer.ipynb", 0),
        ("04-tokenizer-0f8fad5b-d9cb-469f-a165-70867728950e.ipynb", 1),
    ],
)
def test_renamed_files_are_recognised(name: str, number: int) -> None:
    found = lesson_in_name(name, LESSONS)
    assert (found.lessons, found.number) == (("04-tokenizer",), number)


@pytest.mark.parametrize(
    "name", ["homework.ipynb", "Untitled1.ipynb", "my tokenizer.ipynb", "104-tokenizers.ipynb", "-.ipynb"]
)
def test_names_that_say_no_lesson(name: str) -> None:
    assert lesson_in_name(name, LESSONS).lessons == ()


def test_the_name_of_a_student_keeps_its_number() -> None:
    assert without_copy_marks("Photocopy-2 - Copy (3).ipynb") == ("Photocopy-2", 3)


def test_the_cells_say_the_lesson_where_the_name_does_not(gather: Any, out: Path) -> None:
    both = notebook("", "tokens-ids", "vocab-look")
    found = gather(
        {
            "ann/answer.ipynb": notebook("", "vocab-look-check"),
            "ben/04-tokenizer.ipynb": notebook("", "vocab-look"),
            "cid/answer.ipynb": both,
            "dan/04-tokenizer.ipynb": both,
            "eve/answer.ipynb": b'{"cells": ["not", 1, null, {"cell_type": "code", "metadata": 3}]}',
            "fay/04-tokenizer 05-new-tokens.ipynb": notebook("", "tokens-ids"),
            "gil/04-tokenizer.ipynb": b"broken",
        }
    )
    assert placed(out) == [
        "ann/05-new-tokens/05-new-tokens.ipynb",
        "dan/04-tokenizer/04-tokenizer.ipynb",
        "fay/04-tokenizer/04-tokenizer.ipynb",
        "gil/04-tokenizer/04-tokenizer.ipynb",  # unreadable: that is for `course grade` to say
    ]
    told = reasons(found)
    assert told["ben/04-tokenizer.ipynb"] == "it is called after 04-tokenizer and holds exercises of 05-new-tokens"
    assert "could be of 04-tokenizer and 05-new-tokens" in told["cid/answer.ipynb"]
    assert "neither its name nor its cells" in told["eve/answer.ipynb"]


def test_the_lesson_of_all_files(gather: Any, out: Path) -> None:
    files = {
        "ann/answer.ipynb": notebook(),
        "ben/05-new-tokens.ipynb": notebook(),
        "cid/x.ipynb": notebook("", "tokens-ids"),
    }
    found = gather(files, lesson="04-tokenizer")
    assert placed(out) == ["ann/04-tokenizer/04-tokenizer.ipynb", "cid/04-tokenizer/04-tokenizer.ipynb"]
    assert reasons(found) == {"ben/05-new-tokens.ipynb": "it is of 05-new-tokens, and --lesson says 04-tokenizer"}


# Which of several


def test_the_newest_by_time_then_by_number(gather: Any, out: Path, tmp_path: Path) -> None:
    early = zipped(tmp_path / "early.zip", {"a/04-tokenizer (99).ipynb": notebook("early")}, (2026, 11, 1, 0, 0, 0))
    late = zipped(
        tmp_path / "late.zip",
        {"a/04-tokenizer (2).ipynb": notebook("2"), "a/04-tokenizer (10).ipynb": notebook("10")},
        (2026, 11, 2, 0, 0, 0),
    )
    found = gather([late, early])
    assert said(out, "a") == "10" and "number in its name" in found.taken[0].choice.why
    assert len(found.taken[0].choice.others) == 2


def test_what_nothing_tells_apart_is_said_to_be_unknown(gather: Any, out: Path) -> None:
    found = gather({"a/04 tokenizer.ipynb": notebook("one"), "a/04_tokenizer.ipynb": notebook("other")})
    assert "nothing tells" in found.taken[0].choice.why
    same = gather({"b/04 tokenizer.ipynb": notebook("one"), "b/04_tokenizer.ipynb": notebook("one")})
    assert "byte for byte" in same.taken[0].choice.why
