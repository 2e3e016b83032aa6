"""The reports of a class: what Canvas and Moodle import, and what an instructor reads in two minutes."""

from __future__ import annotations

import csv
import json
import os
import random
import re
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from contrast import contrast

from course_lib import cli
from course_lib.course_root import __version__
from course_lib.exercises.catalogue import exercises_of
from course_lib.exercises.report import MARKS
from course_lib.exercises.texts import exercise_texts
from course_lib.exercises.verdicts import Outcome
from course_lib.grading.handed_in.class_folder import Submission
from course_lib.grading.handed_in.class_people import Person
from course_lib.grading.judging.one_submission import Graded, Result
from course_lib.grading.reports.canvas_and_moodle_tables import write_canvas, write_moodle
from course_lib.grading.reports.class_figures import class_figures
from course_lib.grading.reports.exercise_figures import bars, lesson_figures
from course_lib.grading.reports.findings import first_sentence
from course_lib.grading.reports.marks import Marks, marks_of
from course_lib.grading.reports.needs_a_word import who_needs_a_word
from course_lib.grading.reports.other_releases import other_releases
from course_lib.grading.reports.page import called, page
from course_lib.grading.reports.pictures import heat_map, histogram
from course_lib.grading.reports.same_answers import SameAnswers, SharedAnswer
from course_lib.grading.reports.separation import separation
from course_lib.grading.reports.spreadsheet import plain_cell, write_csv, write_whole
from course_lib.grading.reports.writing import write_reports

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

LESSON, OTHER = "04-tokenizer", "05-new-tokens"
MADE = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
HOSTILE = (
    "<script>alert(document.domain)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 191 }}{% raw %}",
    '=HYPERLINK("http://evil.example","click")',
    "\u202eevil\u202c and more",
    "a" * 100,
)
LETTERS: dict[str, Outcome] = {mark: outcome for outcome, mark in zip(MARKS, "pwctu?", strict=True)}


def result(lesson: str, place: int, outcome: Outcome, misconception: str = "", reason: str = "") -> Result:
    exercise = exercises_of(lesson)[place]
    points = exercise.points if outcome == "passed" else 0
    return Result(exercise.id, points, exercise.points, outcome, reason or f"{outcome}.", misconception)


def mark(student: str, outcomes: str, lesson: str = LESSON, *, handed_in: bool = True) -> Marks:
    """One student's marks from a letter an exercise: p, w, c, t, u or ?; the last letter stands for all the rest."""
    letters = outcomes.ljust(len(exercises_of(lesson)), outcomes[-1])
    return Marks(
        student, lesson, tuple(result(lesson, i, LETTERS[letter]) for i, letter in enumerate(letters)), handed_in
    )


def synthetic_class(size: int, seed: int = 5, lessons: Sequence[str] = (LESSON, OTHER)) -> tuple[Marks, ...]:
    """A class of `size` with strong and weak students, typical mistakes, absent ones and hostile names."""
    rng = random.Random(seed)
    given = ("小明", "伟", "芳", "建国", "Anna", "Jörg", "Zoë", "Ivan", "Aïcha", "Maximiliane-Charlotte")
    family = ("王", "李", "欧阳", "Müller", "O’Brien", "Nakamura", "Silva", "Okafor", "Featherstonehaugh-Cholmondeley")
    names = [*HOSTILE[: size // 6], *(f"{rng.choice(family)} {rng.choice(given)} {i:03}" for i in range(size))][:size]
    found = []
    for lesson in lessons:
        for name in names:
            ability, luck = rng.gauss(0, 1), rng.random()
            exercises = exercises_of(lesson)
            if luck < 0.07:
                found.append(
                    Marks(name, lesson, tuple(
                        result(lesson, i, "unattempted", reason="Nothing was handed in for this lesson.")
                        for i in range(len(exercises))
                    ), False)
                )  # fmt: skip
                continue
            if luck < 0.1:
                reason = "The notebook could not be read: <b>not a whole notebook file</b>."
                found.append(
                    Marks(
                        name,
                        lesson,
                        tuple(result(lesson, i, "unreadable", reason=reason) for i in range(len(exercises))),
                    )
                )
                continue
            results = []
            for i, exercise in enumerate(exercises):
                chance = 1 / (1 + 2.7 ** (-1.6 * ability + 3.2 * i / len(exercises) - 2))
                if luck < 0.13:
                    results.append(result(lesson, i, "crashed"))
                elif rng.random() < chance:
                    results.append(result(lesson, i, "passed"))
                else:
                    outcome: Outcome = rng.choices(
                        ("wrong", "crashed", "timeout", "unattempted"), (70, 12, 4, 8 + 4 * i)
                    )[0]
                    known = list(exercise_texts(lesson, exercise.id, "en").wrong)[-5:]
                    wrong = rng.choices(known, (50, 25, 12, 8, 5)[: len(known)])[0] if outcome == "wrong" else ""
                    results.append(result(lesson, i, outcome, wrong))
            found.append(Marks(name, lesson, tuple(results)))
    return tuple(found)


def read_csv(path: Path) -> list[list[str]]:
    assert path.read_bytes().startswith(b"\xef\xbb\xbf"), "a spreadsheet guesses the encoding from the mark"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


# --- what goes to a spreadsheet or a platform ---


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＠x"])
def test_no_text_is_a_formula(text: str) -> None:
    assert plain_cell(text) == f"'{text}"


@pytest.mark.parametrize("value", ["Ann", "王", "", "-", "a=b", 3, -3, 1.5])
def test_what_is_no_formula_stays_as_it_is(value: Any) -> None:
    assert plain_cell(value) == value


def test_a_table_comes_back_from_its_file(tmp_path: Path) -> None:
    rows = [["王小明", 'says "hi", twice'], ["two\nlines", "\udce9 half a letter"]]
    path = tmp_path / "table.csv"
    path.write_text("old", encoding="utf-8")
    write_csv(path, ["a", "b"], rows)
    assert read_csv(path) == [["a", "b"], rows[0], ["two\nlines", "? half a letter"]]
    assert [found.name for found in tmp_path.iterdir()] == ["table.csv"], "nothing half-written is left"


def test_a_run_that_is_cut_short_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "report.html"
    write_whole(path, "old")

    def cut_short(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", cut_short)
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, "new")
    assert path.read_text(encoding="utf-8") == "old"


def test_canvas_finds_columns_points_and_students(tmp_path: Path) -> None:
    marks = [mark("王小明", "p"), mark("ann", "pw"), mark("bob", "u", handed_in=False), mark("ann", "wp", OTHER)]
    write_canvas(tmp_path / "canvas.csv", marks)
    assert read_csv(tmp_path / "canvas.csv") == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", LESSON, OTHER],
        ["Points Possible", "", "", "", "", "14", "14"],
        ["王小明", "", "", "王小明", "", "14", ""],
        ["ann", "", "", "ann", "", "1", "13"],
        ["bob", "", "", "bob", "", "", ""],
    ]


def test_no_student_sets_the_points_possible_in_canvas_or_calls_a_function(tmp_path: Path) -> None:
    write_canvas(tmp_path / "canvas.csv", [mark("my Points Possible", "pw"), mark("=cmd|' /C calc'!A0", "pw")])
    _, _, joker, formula = read_csv(tmp_path / "canvas.csv")
    assert joker == ["", "", "", "my Points Possible", "", "1"]
    assert formula[0] == formula[3] == "'=cmd|' /C calc'!A0"


def test_canvas_knows_students_by_its_own_numbers(tmp_path: Path) -> None:
    people = {
        "S-1": Person("Smith, John", "101", "S-1", "jsmith"),
        "ann": Person(canvas_id="102"),
        "bob": Person(name="=Bob", login="-b"),
        "eve": Person(name="Points Possible, Eve"),
        "absent": Person("Not, Here", "999"),
    }
    marks = [mark(name, "p") for name in ("S-1", "ann", "bob", "eve", "zoe")]
    write_canvas(tmp_path / "canvas.csv", marks, people)
    assert read_csv(tmp_path / "canvas.csv")[2:] == [
        ["Smith, John", "101", "S-1", "jsmith", "", "14"],
        ["ann", "102", "", "", "", "14"],
        ["'=Bob", "", "", "'-b", "", "14"],
        ["", "", "", "eve", "", "14"],
        ["zoe", "", "", "zoe", "", "14"],
    ]


def test_moodle_finds_a_user_a_grade_and_feedback(tmp_path: Path) -> None:
    told = Marks(
        "ann",
        LESSON,
        (result(LESSON, 0, "passed", reason="All right."), result(LESSON, 1, "wrong", reason="=No.\nNo.")),
    )
    broken = Marks("bob", LESSON, tuple(result(LESSON, i, "unreadable", reason="=Broken.") for i in range(2)))
    absent = Marks("eve", LESSON, tuple(result(LESSON, i, "unattempted", reason="Nothing.") for i in range(2)), False)
    write_moodle(tmp_path / "moodle.csv", [told, broken, absent], "en")
    assert read_csv(tmp_path / "moodle.csv") == [
        ["username", LESSON, f"{LESSON} feedback"],
        ["ann", "1", "From text to tokens (1/1): All right. | From tokens to ids (0/1): =No. No."],
        ["bob", "0", "'=Broken."],
        ["eve", "-", "Nothing."],
    ]


def test_feedback_for_moodle_is_in_the_language_of_the_class(tmp_path: Path) -> None:
    lesson = "00-start-here"
    write_moodle(tmp_path / "moodle.csv", [mark("ann", "pw", lesson)], "zh")
    feedback = read_csv(tmp_path / "moodle.csv")[1][2]
    title = exercise_texts(lesson, exercises_of(lesson)[0].id, "zh").title
    assert title in feedback and title != exercise_texts(lesson, exercises_of(lesson)[0].id, "en").title


# --- numbers ---


def test_separation_is_the_point_biserial_correlation() -> None:
    # By hand: means 2 and 1, half and half; the variance of all twenty is 1.25, so r = (2 - 1) / sqrt(1.25) / 2.
    passed = [True] * 10 + [False] * 10
    found = separation(passed, [3.0] * 5 + [1.0] * 5 + [2.0] * 5 + [0.0] * 5)
    assert found.r == 0.447 and found.words == "separates well"
    assert separation(passed, [1.0] * 10 + [2.0] * 10).r == -1.0


@pytest.mark.parametrize(
    ("passed", "others", "words"),
    [
        ([True] * 9 + [False] * 10, list(range(19)), "too few students (19"),
        ([], [], "too few students (0"),
        ([True] * 20, list(range(20)), "everybody solved it"),
        ([False] * 20, list(range(20)), "nobody solved it"),
        ([True] * 2 + [False] * 18, list(range(20)), "only 2 solved it"),
        ([True] * 18 + [False] * 2, list(range(20)), "only 2 did not solve it"),
        ([True] * 10 + [False] * 10, [5] * 20, "the same points"),
    ],
)
def test_where_there_is_too_little_to_compare_it_says_so(passed: list[bool], others: list[float], words: str) -> None:
    found = separation(passed, others)
    assert found.r is None and words in found.words and found.words.startswith("too ")


@pytest.mark.parametrize(
    ("high", "words"), [(2.0, "separates well"), (0.3, "separates"), (0.0, "little"), (-0.3, "read it again")]
)
def test_a_correlation_is_said_in_words(high: float, words: str) -> None:
    # Spread -1, 1 on both sides and means `high` apart: r is high / 2 / sqrt(1 + high²/4).
    found = separation([True] * 10 + [False] * 10, [high * 1.5 + 1, high * 1.5 - 1] * 5 + [1 - high * 0.0, -1.0] * 5)
    assert words in found.words, found


def test_an_exercises_own_points_do_not_count_for_it() -> None:
    # Whether the fourth is solved says nothing about the first three: with its own 2 points in the sum r would be high.
    marks = [mark(f"s{i}", ("ppp" if i % 2 else "www") + ("p" if i % 4 < 2 else "w") + "w") for i in range(24)]
    assert lesson_figures(LESSON, marks).exercises[3].separation.r == 0.0


def test_the_figures_of_a_small_class_by_hand() -> None:
    marks = [
        mark("ann", "p"),
        mark("bob", "pw"),
        mark("cid", "pct"),
        mark("dee", "?"),
        mark("eve", "u", handed_in=False),
    ]
    found = lesson_figures(LESSON, marks)
    assert (found.title, found.most, found.students, found.handed_in, found.unreadable) == (
        "The tokenizer",
        14,
        5,
        4,
        1,
    )
    assert (found.mean, found.median) == (4.0, 1.0), "14, 1, 1 and 0 points"
    first, second = found.exercises[:2]
    assert (first.passed, first.handed_in, first.success) == (3, 4, 0.75)
    assert {outcome: n for outcome, n in second.outcomes.items() if n} == {
        "passed": 1, "wrong": 1, "crashed": 1, "unreadable": 1,
    }  # fmt: skip
    assert [row.student for row in found.rows] == ["ann", "bob", "cid", "dee"]
    assert found.absent == ("eve",)
    assert [bar.students for bar in found.scores] == [1, 2, *[0] * 11, 0, 1]
    assert "too few" in first.separation.words


def test_who_cannot_be_read_says_nothing_about_separation() -> None:
    marks = [mark(f"s{i}", "p" if i % 2 else "w") for i in range(19)] + [mark("broken", "?")] * 5
    assert lesson_figures(LESSON, marks).exercises[0].separation.r is None


@pytest.mark.parametrize("most", [0, 1, 19, 20, 45, 100])
def test_every_score_has_its_bar(most: int) -> None:
    points = list(range(most + 1))
    found = bars(points, most)
    assert len(found) <= 20 and found[0].first == 0 and found[-1].last == most
    assert [bar.students for bar in found] == [bar.last - bar.first + 1 for bar in found]


def test_misconceptions_are_counted_with_their_words_and_students() -> None:
    def student(name: str, first: str, second: str) -> Marks:
        return Marks(name, LESSON, (result(LESSON, 0, "wrong", first), result(LESSON, 1, "wrong", second)))

    marks = [student("a", "splits-at-spaces", "x-y"), student("b", "splits-at-spaces", "differs"), student("c", "", "")]
    found = lesson_figures(LESSON, marks).misconceptions
    assert [(m.name, m.exercise, m.students) for m in found] == [
        ("splits-at-spaces", "tokens-split", ("a", "b")),
        ("x-y", "tokens-ids", ("a",)),
        ("differs", "tokens-ids", ("b",)),
    ]
    assert found[0].words.startswith("You cut at spaces.") and found[0].shared and not found[1].shared
    assert found[1].words == "x y", "a misconception without words is shown by its name"
    assert found[2].words == exercise_texts(LESSON, "tokens-ids", "en").misconception("differs")


@pytest.mark.parametrize(
    ("outcomes", "handed_in", "kind"),
    [
        ("u", False, "nothing"),
        ("?", True, "unreadable"),
        ("c", True, "crashed"),
        ("ctu", True, "crashed"),
        ("u", True, "untouched"),
        ("wcu", True, "none-solved"),
        ("wwwp", True, ""),
    ],
)
def test_who_solved_nothing_is_named_with_what_stands_in_the_way(outcomes: str, handed_in: bool, kind: str) -> None:
    assert [word.kind for word in who_needs_a_word([mark("ann", outcomes, handed_in=handed_in)])] == [kind][
        : bool(kind)
    ]


# --- findings ---


def sentences(marks: Sequence[Marks]) -> tuple[str, ...]:
    return class_figures(marks, MADE).findings


def test_the_hardest_exercise_is_told_with_what_went_wrong() -> None:
    first = [result(LESSON, 0, "wrong", "splits-at-spaces")]
    others = [result(LESSON, i, "passed") for i in range(1, 8)]
    marks = [mark(f"r{i}", "p") for i in range(5)] + [Marks(f"w{i}", LESSON, (*first, *others)) for i in range(4)]
    assert sentences(marks)[0] == (
        "“From text to tokens” was solved by 5 of 9; the other 4 got the message “You cut at spaces.”"
    )
    # As many again did not try it: both causes are told, the quotation last.
    marks += [mark(f"u{i}", "up") for i in range(4)]
    assert sentences(marks)[0] == (
        "“From text to tokens” was solved by 5 of 13; of the other 8, 4 did not try it and 4 got the message "
        "“You cut at spaces.”"
    )
    # A misconception can be taught against: it is told before a cause that is a little more frequent.
    frequent = [*marks, mark("u4", "up"), *(mark(f"t{i}", "tp") for i in range(6))]
    assert (
        "of the other 15, 6 had code that never ended, 5 did not try it and 4 got the message" in sentences(frequent)[0]
    )
    # Small causes are one number.
    marks += [mark(f"c{i}", "cp") for i in range(9)]
    assert (
        sentences(marks)[0] == "“From text to tokens” was solved by 5 of 22; of the other 17, 9 had code that crashed "
        "and 8 failed in other ways."
    )


def hardest(outcomes: str, misconceptions: Sequence[str] = ()) -> str:
    """What is told of a first exercise that students solved or failed by a letter each; a name for each wrong one."""
    names = iter([*misconceptions, *[""] * len(outcomes)])
    others = [result(LESSON, place, "passed") for place in range(1, 8)]
    marks = [
        Marks(f"s{i}", LESSON, (result(LESSON, 0, outcome, next(names) if outcome == "wrong" else ""), *others))
        for i, outcome in enumerate(LETTERS[letter] for letter in outcomes)
    ]
    return next(sentence for sentence in sentences(marks) if sentence.startswith("“From text to tokens”"))


@pytest.mark.parametrize(
    ("outcomes", "misconceptions", "told"),
    [
        ("ppw", ["splits-at-spaces"], "by 2 of 3; the other one got the message “You cut at spaces.”"),
        ("ppw", [], "by 2 of 3; the other one gave wrong values."),
        ("pcw", [], "by 1 of 3; of the other 2, 1 gave wrong values and 1 had code that crashed."),
        ("pww", [], "by 1 of 3; the other 2 gave wrong values, in different ways."),
        (
            "pwww",
            ["splits-at-spaces", "splits-at-spaces", "differs"],
            "by 1 of 4; of the other 3, 1 gave other wrong values and 2 got the message “You cut at spaces.”",
        ),
        (
            "pwcu?",
            ["splits-at-spaces"],
            "by 1 of 5; of the other 4, 1 had code that crashed, 2 failed in other ways and 1 got the message "
            "“You cut at spaces.”",
        ),
        ("w", [], "by none of 1; that one gave wrong values."),
    ],
)
def test_one_alone_is_no_crowd(outcomes: str, misconceptions: list[str], told: str) -> None:
    assert hardest(outcomes, misconceptions) == f"“From text to tokens” was solved {told}"


@pytest.mark.parametrize("seed", range(40))
def test_every_sentence_adds_up(seed: int) -> None:
    rng = random.Random(seed)
    known = ["splits-at-spaces", "differs", "wrong-type", ""]
    outcomes = "".join(rng.choices("pwctu?", [rng.random() for _ in range(6)], k=rng.randint(2, 14)))
    told = hardest(f"{outcomes}cw", rng.choices(known, k=15))
    head, _, causes = told.partition("; ")
    solved, handed_in = (int(number) for number in re.findall(r"\d+", head.replace("none", "0")))
    assert solved == outcomes.count("p") and handed_in == len(outcomes) + 2
    if among := re.match(r"of the other (\d+), |of them, ", causes):
        assert sum(int(n) for n in re.findall(r"(?:^|, |and )(\d+) ", causes[among.end() :])) == handed_in - solved
        assert among[1] in (None, str(handed_in - solved))


def test_an_exercise_that_nobody_solved() -> None:
    assert sentences([mark("a", "pcp"), mark("b", "pcp")])[0] == (
        "“From tokens to ids” was solved by none of 2; all of them had code that crashed."
    )


def test_an_exercise_that_misleads_the_strong_is_told() -> None:
    strong = [mark(f"s{i}", "pppppppw") for i in range(12)]
    weak = [mark(f"w{i}", "pppwwwwp") for i in range(12)]
    (found,) = [sentence for sentence in sentences(strong + weak) if "did worse" in sentence]
    assert found.startswith("“WordPiece, by yourself” was solved more often") and "(r = -1.00)" in found


def test_those_who_are_stuck_are_counted_once_with_their_reasons() -> None:
    marks = [*(mark(f"r{i}", "p") for i in range(3)), mark("a", "u", handed_in=False), mark("b", "c"), mark("c", "?")]
    assert (
        f"3 of 6 students solved nothing in {LESSON}: 1 handed in a file that cannot be read, 1 had nothing that ran "
        "and 1 handed in nothing."
    ) in sentences(marks)
    twice = [mark("a", "u", lesson, handed_in=False) for lesson in (LESSON, OTHER)]
    right = [mark("b", "p", lesson) for lesson in (LESSON, OTHER)]
    assert "1 of 2 students solved nothing in at least one lesson: 1 handed in nothing." in sentences(twice + right)


def test_who_is_stuck_in_two_lessons_is_one_student() -> None:
    marks = [
        *(mark("right", "p", lesson) for lesson in (LESSON, OTHER)),
        *(mark("a", "u", LESSON, handed_in=False), mark("a", "?", OTHER)),
        *(mark("b", "w", LESSON), mark("b", "u", OTHER)),
        *(mark("c", "u", LESSON), mark("c", "u", OTHER, handed_in=False)),
    ]
    assert (
        "3 of 4 students solved nothing in at least one lesson, each counted once: 1 handed in a file that cannot be "
        "read, 1 tried without success and 1 handed in what was released."
    ) in sentences(marks)


def test_an_exercise_that_was_left_out_is_told_to_those_who_planned_the_time() -> None:
    marks = [mark("u", "u"), *(mark(f"r{i}", "wp") for i in range(3)), *(mark(f"l{i}", "wppppppu") for i in range(2))]
    assert f"“WordPiece, by yourself” was left out by 2 of the 5 who began {LESSON}." in sentences(marks)


def test_a_class_without_trouble_is_told_so() -> None:
    told = sentences([mark("a", "p"), mark("b", "p")])
    assert told[0] == f"Half of those who handed in {LESSON} have 14 of 14 points or more (mean 14)."
    assert told[1].startswith("All 2 who handed in solved “From text to tokens”, ")


def test_three_findings_at_most_and_none_without_marks() -> None:
    assert len(sentences(synthetic_class(40))) == 3
    assert sentences([]) == () and "No exercise was graded." in page(class_figures([], MADE))


@pytest.mark.parametrize(
    ("text", "first"),
    [("One. Two.", "One."), ("`a. b` is one. Two.", "`a. b` is one."), ("Is it? Yes.", "Is it?"), ("no end", "no end")],
)
def test_the_first_sentence(text: str, first: str) -> None:
    assert first_sentence(text) == first


def test_a_class_of_one_is_told_as_one() -> None:
    assert any(told.startswith("The only one who handed in solved “From text") for told in sentences([mark("a", "p")]))
    stuck = sentences([mark("a", "c")])
    assert f"1 of 1 student solved nothing in {LESSON}: 1 had nothing that ran." in stuck


# --- the page ---


class _Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.fixture(scope="module")
def big() -> str:
    return page(class_figures(synthetic_class(300), MADE))


def test_the_page_needs_no_network_and_no_script(big: str) -> None:
    found = _Page(big)
    assert set(found.elements) <= {
        *("html", "head", "meta", "title", "style", "body", "header", "section", "footer", "h1", "h2", "h3", "p", "br"),
        *("ol", "ul", "li", "dl", "dt", "dd", "b", "i", "em", "bdi", "code", "span", "div", "details", "summary"),
        *("table", "thead", "tbody", "tr", "th", "td", "svg", "text", "rect", "path", "line"),
    }
    names = {name for name, _ in found.attributes}
    assert not [name for name in names if name.startswith("on") or name in ("src", "href", "srcset", "action")]
    assert not re.search(r"url\(|@import|expression\(", big)
    policy = next(value for name, value in found.attributes if name == "content" and "default-src" in value)
    assert "default-src 'none'" in policy and "script" not in policy


def test_hostile_names_and_reasons_are_text(big: str) -> None:
    found = _Page(big)
    told = "".join(found.words)
    for name in HOSTILE[:4]:
        assert name in told, "shown as it is, and not taken for HTML"
    assert "\\u202eevil" in told and "\u202e" not in told
    assert "<b>not a whole notebook file</b>" in told
    assert "1337" not in told, "a name is no template"


def test_reasons_of_exercises_stay_in_the_feedback() -> None:
    marks = [
        Marks(f"s{i}", LESSON, tuple(result(LESSON, j, "wrong", reason="input was 4711") for j in range(8)))
        for i in range(3)
    ]
    figures = class_figures(marks, MADE)
    assert "4711" not in page(figures) + figures.as_json()


def test_three_hundred_students_are_a_page_of_sane_size(big: str) -> None:
    assert len(big.encode()) < 500_000
    assert big.count("<path") <= 6 * 15, "a heat map is drawn by outcome and line, not cell by cell"
    assert big.count('class="student"') == sum(mark.handed_in for mark in synthetic_class(300)), (
        "and names every student"
    )


def test_equal_neighbours_in_a_wide_class_are_one_piece() -> None:
    figures = lesson_figures(LESSON, [mark(f"s{i:03}", "pppwwwww" if i < 200 else "pcccuuuu") for i in range(300)])
    picture = heat_map(figures.exercises, figures.rows)
    assert picture.count("M") == 1 + 7 * 2
    assert heat_map(figures.exercises, figures.rows[:10]).count("M") == 80, "few students stand apart"


def test_the_page_and_the_json_tell_the_same() -> None:
    figures = class_figures(synthetic_class(40), MADE)
    data, told = json.loads(figures.as_json()), "".join(_Page(page(figures)).words)
    assert "21 November 2026, 09:30 · 40 students · 2 lessons" in told
    assert [lesson["lesson"] for lesson in data["lessons"]] == [LESSON, OTHER]
    assert len(data["findings"]) == 3
    for lesson in data["lessons"]:
        assert f"{lesson['handed_in']} of 40" in told
        for exercise in lesson["exercises"]:
            assert sum(exercise["outcomes"].values()) == exercise["handed_in"] == lesson["handed_in"]
            assert f"{exercise['outcomes']['passed']} of {exercise['handed_in']}" in told
            assert f"(r = {exercise['separation']['r']:.2f})" in told


def test_what_keeps_every_exercise_from_being_compared_is_told_once() -> None:
    few = "".join(_Page(page(class_figures(synthetic_class(12, lessons=(LESSON,)), MADE))).words)
    assert few.count("too few students") == 1 and "Strong from weak" not in few
    some = [mark(f"s{i}", "pp" + "pw"[i % 2] + "w") for i in range(24)]
    told = "".join(_Page(page(class_figures(some, MADE))).words)
    assert "everybody solved it" in told and "the same points" in told and "cannot be said here" not in told


@pytest.mark.parametrize(
    ("points", "median", "through"), [([1] * 3 + [3], 1, True), ([1, 1, 3, 3], 2, False), ([0, 14], 7, False)]
)
def test_the_median_runs_through_no_number(points: list[int], median: float, through: bool) -> None:
    picture = str(histogram(bars(points, 14), median))
    line = re.search(r'<line class="median" x1="([\d.]+)" x2="[\d.]+" y1="0" y2="([\d.]+)"', picture)
    assert line is not None
    end = float(line[2])
    numbers = re.findall(r'class="count" x="([\d.]+)" y="([\d.]+)"', picture)
    crossed = [float(y) for x, y in numbers if abs(float(x) - float(line[1])) < 8]
    assert bool(crossed) == through
    assert 15 < end < min(crossed) - 10 if crossed else end == 164, "its end is above the number, or on the axis"


def test_a_median_above_the_most_points_stays_in_the_picture() -> None:
    assert 'class="median" x1="502.7"' in str(histogram(bars([14, 16], 14), 15.5)), "marks by hand can lift it there"


def colours(of: str) -> list[dict[str, str]]:
    """The variables of a page that hold a colour, by day and by night."""
    found = re.findall(r"color-scheme: light dark;(.*?)}|prefers-color-scheme: dark\) {\s*:root {(.*?)}", of, re.DOTALL)
    assert len(found) == 2
    return [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", light or dark)) for light, dark in found]


def test_outcomes_can_be_read_and_none_is_louder_than_wrong() -> None:
    of = page(class_figures([mark("a", "p")], MADE))
    inks = dict(re.findall(r"\.o-([a-z]+) {[^}]*[ ;]color: ([^;]+);", of))
    assert set(inks) == set(MARKS)
    for variables in colours(of):
        for outcome, ink in inks.items():
            written = variables[ink[6:-1]] if ink.startswith("var(--") else ink
            assert contrast(written, variables[outcome]) >= 4.5, outcome
        dark = variables["paper"] == "#14181f"
        quiet = [contrast(variables[outcome], variables["paper"]) for outcome in ("unattempted", "unreadable")]
        assert not dark or max(quiet) < contrast(variables["wrong"], variables["paper"])


def test_a_lesson_that_nobody_handed_in_has_no_pictures() -> None:
    assert "<svg" not in page(class_figures([mark("a", "u", handed_in=False)], MADE))


NAMED = {"S-7": "王小明", "ann": "ann", "x": HOSTILE[0], "absent": "Not Here"}


def test_students_are_called_by_their_names_and_folders() -> None:
    marks = [mark("S-7", "pw"), mark("S-7", "c", OTHER), mark("ann", "p"), mark("x", "u"), mark("zoe", "w")]
    figures = class_figures(marks, MADE, NAMED)
    assert json.loads(figures.as_json())["names"] == {"S-7": "王小明", "ann": "ann", "x": HOSTILE[0]}
    found = _Page(made := page(figures))
    told = " ".join("".join(found.words).split())
    assert "王小明 S-7" in told and f"{HOSTILE[0]} x" in told and "ann ann" not in told
    assert "王小明 (S-7): 1" in told and ("title", "王小明 · S-7") in found.attributes
    assert "<script" not in made and called("zoe", NAMED) == ("zoe", "")


def test_hand_ins_of_another_release_are_named() -> None:
    versions = {"a": __version__, "b": "0.0.9", "c": "", "d": "0.0.9", "e": "\u202e<b>1"}
    found = other_releases((Submission(name, LESSON, Path(name)), version) for name, version in versions.items())
    assert [(other.version, other.students, other.handed_in) for other in found] == [
        ("", ("c",), 5), ("0.0.9", ("b", "d"), 5), ("\u202e<b>1", ("e",), 5),
    ]  # fmt: skip
    marks = [mark(name, "p") for name in versions]
    told = " ".join("".join(_Page(page(class_figures(marks, MADE, None, found))).words).split())
    assert f"graded with release {__version__}" in told and f"{LESSON}, 2 of 5: release 0.0.9" in told
    assert f"{LESSON}, 1 of 5: the notebook does not say which release c" in told
    assert "release \\u202e<b>1" in told
    assert "another release" not in page(class_figures(marks, MADE))


def test_what_looks_alike_is_told_calmly() -> None:
    shared = SharedAnswer("tokens-split", "From text to tokens", 14)
    note = SameAnswers(LESSON, ("ann", "bob", HOSTILE[1]), (shared,), 1, False)
    marks = [mark(name, "p") for name in note.students]
    figures = class_figures(marks, MADE, {"bob": "Bob"}, (), (note,) * 14)
    told = " ".join("".join(_Page(page(figures)).words).split())
    assert "Three hand-ins agree in 14 lines of tokens-split, also in a comment." in told
    assert "no verdict" in told and "2 more in report.json" in told and HOSTILE[1] in told
    assert json.loads(figures.as_json())["same_answers"][0]["exercises"][0]["lines"] == 14
    assert "look alike" not in page(class_figures(marks, MADE))


# --- where they are written ---


def test_a_class_run_writes_them_all(tmp_path: Path) -> None:
    out, submitted = tmp_path / "out", tmp_path / "submitted"
    out.mkdir()
    (submitted / "ann" / LESSON).mkdir(parents=True)
    results = mark("ann", "pw").results
    graded = [
        (Submission(name, lesson, submitted / name / lesson / f"{lesson}.ipynb"), Graded(found, None))
        for name, lesson, found in (("ann", LESSON, results), ("bob", LESSON, results), ("ann", "99-talk", ()))
    ]
    marks = marks_of(graded, {})
    assert [(m.student, m.handed_in) for m in marks] == [("ann", True), ("bob", False)]
    write_reports(out, marks, "en", MADE)
    assert sorted(path.name for path in out.iterdir()) == ["canvas.csv", "moodle.csv", "report.html", "report.json"]
    assert json.loads((out / "report.json").read_text(encoding="utf-8"))["lessons"][0]["absent"] == ["bob"]


def test_the_command_writes_and_names_them(course: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "submitted" / "ann" / LESSON
    place.mkdir(parents=True)
    (place / f"{LESSON}.ipynb").write_text("no notebook", encoding="utf-8")
    (tmp_path / "submitted" / "=cmd").mkdir()
    out = tmp_path / "out"
    command = ["grade", str(tmp_path / "submitted"), "--out", str(out), "--course", str(course.root)]
    assert cli.main([*command, "--trust-submissions"]) == 0
    named = capsys.readouterr().out.splitlines()[-1]
    for name in ("report.html", "report.json", "canvas.csv", "moodle.csv", "grades.csv"):
        assert name in named and (out / name).is_file()
    assert [row[0] for row in read_csv(out / "grades.csv")[1:]] == ["'=cmd"] * 8 + ["ann"] * 8
    assert json.loads((out / "report.json").read_text(encoding="utf-8"))["lessons"][0]["unreadable"] == 1


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
@pytest.mark.parametrize("size", [6, 40])
def test_it_fits_a_screen_and_a_telephone_and_asks_for_nothing(size: int, tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    write_reports(tmp_path, synthetic_class(size), "en", MADE)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for width, scheme in ((1280, "light"), (420, "dark")):
            page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
            asked: list[str] = []
            said: list[str] = []
            page.on("request", lambda request, asked=asked: asked.append(request.url))
            page.on("console", lambda message, said=said: said.append(message.text))
            page.goto((tmp_path / "report.html").as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") == width
            assert len(asked) == 1 and said == []
            if folder := os.environ.get("COURSE_SCREENSHOTS"):
                page.screenshot(path=f"{folder}/report-{size}-{width}-{scheme}.png", full_page=True)
            page.close()
        browser.close()
