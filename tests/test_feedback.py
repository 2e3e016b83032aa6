"""The page that a student gets back: their verdicts and their code, marks by hand above ours, and nothing that runs."""

from __future__ import annotations

import html
from html.parser import HTMLParser

import pytest

from course_lib.exercises.catalogue import exercises_of
from course_lib.exercises.texts import exercise_texts
from course_lib.grading.autograded import MAX_SHOWN_OF_A_CELL
from course_lib.grading.feedback import feedback_page
from course_lib.grading.grade_one import Graded, Result
from course_lib.grading.gradebook import ManualMark
from course_lib.grading.program import Program, Step

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
