"""The page that a student gets back: their verdicts and their code, marks by hand above ours, and nothing that runs."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import pytest
from browsers import browser_page
from contrast import contrast, over

from course_lib.course_root import Course
from course_lib.exercises.catalogue import exercises_of
from course_lib.exercises.exercise import Case
from course_lib.exercises.report import COLOURS, explain
from course_lib.exercises.texts import common_texts, exercise_texts
from course_lib.exercises.verdicts import CaseVerdict, Outcome
from course_lib.grading.handed_in.cells_to_run import Program, Step
from course_lib.grading.handed_in.released import released_lesson
from course_lib.grading.handed_in.submission import (
    MAX_CELLS,
    MAX_CODE,
    Unreadable,
    read_cells,
    read_notebook,
    why_unreadable,
)
from course_lib.grading.judging.one_submission import Graded, Result
from course_lib.grading.records.autograded import MAX_SHOWN_OF_A_CELL, autograded_notebook
from course_lib.grading.records.feedback import DARK_COLOURS, feedback_page
from course_lib.grading.records.gradebook import ManualMark

LESSON = "00-start-here"
GREET, MEND, COUNT = exercises_of(LESSON)
PROGRAM = Program(
    (
        Step("setup", "start-setup", "import course_lib"),
        Step("added", GREET.id, "mine = '<script>alert(1)</script>'"),
        Step("solution", GREET.id, "def greet(name): return first"),
        Step("solution", GREET.id, "def greet(name): return second"),
        Step("solution", MEND.id, "x" * (MAX_SHOWN_OF_A_CELL + 7)),
    ),
    frozenset(),
)
GRADED = Graded(
    (
        Result(GREET.id, 1, 1, "passed", "All 5 hidden cases are right."),
        Result(MEND.id, 0, 1, "wrong", "Look at `n = 0` & <b>."),
        Result(COUNT.id, 0, 1, "unattempted", "Not yet."),
    ),
    PROGRAM,
)


class _Seen(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.tags = "", set[str]()
        self._hidden = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._hidden = tag == "style"

    def handle_data(self, data: str) -> None:
        self.text += "" if self._hidden else data

    def handle_endtag(self, tag: str) -> None:
        self._hidden = False


@pytest.mark.parametrize("outcome", get_args(Outcome))
def test_a_chinese_page_is_chinese_throughout(outcome: Outcome, course: Course) -> None:
    """Everything that is not a name or somebody's code; the reasons are the class's, and come with the results."""
    graded = Graded((*(replace(one, outcome=outcome, reason="看看 `n = 0`。") for one in GRADED.results),), PROGRAM)
    by_hand = {GREET.id: ManualMark(1, 0, "很好"), MEND.id: ManualMark(None, 0, "再看看")}
    for shown in (graded, replace(graded, program=None)):
        page = feedback_page("李娜", LESSON, shown, by_hand, "zh")
        assert page.strip().startswith("<!DOCTYPE html>") and '<html lang="zh">' in page
        title = re.search(r"<title>(.*?)</title>", page)
        assert title is not None and not re.search("[A-Za-z]", title[1])
        seen = _Seen(re.sub(r"<(code|pre)>.*?</\1>", "", page, flags=re.S)).text.replace(LESSON, "")
        assert re.findall("[A-Za-z]{2,}", seen) == []
    notebook = autograded_notebook(released_lesson(course, LESSON), graded, "zh")
    cell = next(cell for cell in notebook.cells if cell.id == f"{GREET.id}-check")
    assert not re.search("[A-Za-z]{2,}", cell.outputs[0]["data"]["text/plain"].replace("n = 0", ""))


def test_it_shows_verdicts_reasons_and_the_code_that_counts() -> None:
    seen = _Seen(feedback_page("ann", LESSON, GRADED, {}, "en"))
    for exercise in (GREET, MEND, COUNT):
        assert exercise_texts(LESSON, exercise.id, "en").title in seen.text
    assert "Look at n = 0 & <b>." in seen.text and "1 / 3" in seen.text
    assert "return second" in seen.text and "return first" not in seen.text, (
        "the last of several is the one that counts"
    )
    assert "7 more characters ran and are not shown" in seen.text
    assert "import course_lib" not in seen.text, "setup is not the student's"


def test_what_students_and_teachers_write_is_text() -> None:
    marks = {GREET.id: ManualMark(None, 0.0, "<img src=x onerror=alert(2)>")}
    page = feedback_page("<script>alert(3)</script>", LESSON, GRADED, marks, "en")
    seen = _Seen(page)
    assert not seen.tags & {"script", "img", "b>"}
    assert "<script>alert(1)</script>" in seen.text and "<img src=x onerror=alert(2)>" in seen.text
    assert "default-src 'none'" in html.unescape(page)


@pytest.mark.parametrize(
    ("mark", "total"),
    [
        (ManualMark(0.5, 0.0, ""), "1.5 / 3"),
        (ManualMark(0.5, 0.25, ""), "1.75 / 3"),
        (ManualMark(None, 0.25, ""), "1.25 / 3"),
        (ManualMark(None, 0.0, "Nearly."), "1 / 3"),
    ],
)
def test_marks_by_hand_count(mark: ManualMark, total: str) -> None:
    assert total in _Seen(feedback_page("ann", LESSON, GRADED, {MEND.id: mark}, "en")).text


def test_in_chinese_and_without_a_program() -> None:
    seen = _Seen(feedback_page("王小明", LESSON, Graded(GRADED.results, None), {}, "zh"))
    assert "正确" in seen.text and "还不对" in seen.text and "没有作答" in seen.text
    assert "def greet" not in seen.text


BROKEN = Graded(tuple(Result(e.id, 0, e.points, "unreadable", "It is broken.") for e in (GREET, MEND, COUNT)), None)


def test_what_is_said_of_every_exercise_is_said_once() -> None:
    page = feedback_page("ann", LESSON, BROKEN, {}, "en")
    seen = _Seen(page)
    assert seen.text.count("It is broken.") == 1 and "section" not in seen.tags
    for exercise in (GREET, MEND, COUNT):
        assert exercise_texts(LESSON, exercise.id, "en").title in seen.text
        assert f'data-outcome="unreadable 0/{exercise.points}"' in page
    by_hand = _Seen(feedback_page("ann", LESSON, BROKEN, {MEND.id: ManualMark(0.5, 0.0, "Seen on paper.")}, "en"))
    assert by_hand.text.count("It is broken.") == 1 and "Seen on paper." in by_hand.text
    ran = Graded(BROKEN.results, PROGRAM)
    assert _Seen(feedback_page("ann", LESSON, ran, {}, "en")).text.count("It is broken.") == 3, "each beside its code"


# --- colours ---


@pytest.mark.parametrize("colours", [COLOURS, DARK_COLOURS])
def test_every_verdict_can_be_read(colours: dict[Outcome, tuple[str, str, str]]) -> None:
    page = feedback_page("ann", LESSON, GRADED, {}, "en")
    shades = re.findall(r"--shade: (#[0-9a-f]{8});", page)
    shade = shades[colours is DARK_COLOURS]
    assert set(colours) == set(COLOURS)
    for outcome, (ink, paper, edge) in colours.items():
        assert contrast(ink, paper) >= 4.5, outcome
        assert contrast(ink, over(shade, paper)) >= 4.5, f"{outcome}: code"
        assert f"--{outcome}-ink: {ink}; --{outcome}-paper: {paper}; --{outcome}-edge: {edge};" in page


def test_no_verdict_glares_on_a_dark_page() -> None:
    page = feedback_page("ann", LESSON, GRADED, {}, "en")
    ground = re.findall(r"--paper: (#[0-9a-f]{6});", page)[-1]
    assert all(contrast(paper, ground) < 2 for _, paper, _ in DARK_COLOURS.values())
    assert "style=" not in page, "a colour that stands on an element is the same by day and by night"


@pytest.mark.browser
def test_a_screen_shows_dark_colours_and_all_of_a_long_line(tmp_path: Path) -> None:
    long = Program((Step("solution", GREET.id, f"x = '{'long ' * 60}'"),), frozenset())
    path = tmp_path / "page.html"
    path.write_text(feedback_page("ann", LESSON, Graded(GRADED.results, long), {}, "en"), encoding="utf-8")
    with browser_page() as page:
        page.set_viewport_size({"width": 420, "height": 900})
        for scheme, colours in (("light", COLOURS), ("dark", DARK_COLOURS)):
            page.emulate_media(color_scheme=scheme)
            page.goto(path.as_uri())
            wrong = colours["wrong"]
            for place in (".verdict.o-wrong", "nav .o-wrong"):
                of_it = "e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]"
                shown = page.locator(place).evaluate(of_it)
                assert shown == [f"rgb({', '.join(str(int(c[i : i + 2], 16)) for i in (1, 3, 5))})" for c in wrong[:2]]
            assert page.evaluate("document.documentElement.scrollWidth") == 420
            assert page.locator("pre").first.evaluate("e => e.scrollWidth <= e.clientWidth")


# --- reasons ---


def failed(outcome: Outcome, error: str = "") -> CaseVerdict:
    return CaseVerdict(Case("short", (1,), decide=lambda values: None), outcome, error=error)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_reason_on_a_page_points_at_nothing_that_is_not_there(language: str) -> None:
    texts = exercise_texts(LESSON, GREET.id, language)
    check, graded = common_texts(language)["check"], common_texts(language)["grade"]
    untouched, crashed = failed("unattempted"), failed("crashed", "TypeError: secret input 42")
    assert explain(untouched, texts, language, hidden=True) == graded["unattempted-why"] != check["unattempted-why"]
    assert explain(crashed, texts, language, hidden=True) == graded["crashed-why"].format(error="TypeError")
    assert "TypeError" in explain(crashed, texts, language, hidden=True)
    assert explain(untouched, texts, language) == check["unattempted-why"], "a notebook has a cell above"
    assert explain(crashed, texts, language) == check["crashed-why"]


def unreadable(path: Path) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read_cells(read_notebook(path))
    return caught.value


@pytest.mark.parametrize(
    ("data", "english", "chinese"),
    [
        ("{", "it is not a whole notebook file (its JSON is broken)", "文件不完整（JSON 已损坏）"),
        ("[]", "it is JSON, but not a notebook of format 4", "它是 JSON，但不是第 4 版格式的笔记本"),
        ('{"cells": [' + "0," * MAX_CELLS + "0]}", "it has more than 2000 cells", "单元格超过了 2000 个"),
        (
            '{"cells": [{"cell_type": "code", "source": "' + "x" * (MAX_CODE + 1) + '"}]}',
            "its code is longer than 1,048,576 characters",
            "代码超过了 1,048,576 个字符",
        ),
    ],
)
def test_why_a_file_cannot_be_read_is_one_language(data: str, english: str, chinese: str, tmp_path: Path) -> None:
    path = tmp_path / "a.ipynb"
    path.write_text(data, encoding="utf-8")
    error = unreadable(path)
    assert str(error) == error.told("en") == english and error.told("zh") == chinese
    assert why_unreadable(error, "en") == f"The notebook could not be read: {english}."
    assert why_unreadable(error, "zh") == f"笔记本无法读取：{chinese}。"


def test_a_file_that_is_none_is_told_in_both_languages(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    assert str(unreadable(tmp_path / "none")) == "there is no notebook of that name"
    assert str(unreadable(tmp_path / "link")) == "it is a link, not a file"
    known, chinese = common_texts("en")["unreadable"], common_texts("zh")["unreadable"]
    assert list(known) == list(chinese)
    for key in known:
        said = known[key], chinese[key]
        assert [re.findall(r"{[^}]*}", text) for text in said] == [re.findall(r"{[^}]*}", said[0])] * 2
        words = set(re.findall(r"[A-Za-z]+", re.sub(r"{[^}]*}", "", said[1])))
        assert words <= {"JSON", "MiB", "UTF", "git"}, "no English in it"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_page_speaks_of_an_expected_value_that_it_does_not_show(language: str) -> None:
    told = common_texts(language)["wrong"]["differs"]
    assert "expected" not in told and "期望" not in told
