"""Answers that are the same beyond chance are noted, the obvious ones are not, and no hand-in stops the comparing."""

from __future__ import annotations

from pathlib import Path

import pytest

from course_lib.course_root import Course
from course_lib.grading.handed_in.cells_to_run import Program, Step
from course_lib.grading.handed_in.class_folder import Submission
from course_lib.grading.handed_in.released import ReleasedLesson, released_lesson
from course_lib.grading.judging.one_submission import Graded
from course_lib.grading.reports.normal_form import MOST_CHARACTERS, normal_form
from course_lib.grading.reports.same_answers import KnownAnswers, SameAnswers, known_answers, same_answers

SHORT, LONG = "00-start-here", "04-tokenizer"

#: Thirteen lines, which nobody writes twice.
COUNTED = '''def count_characters(text):
    """How often."""
    # 先把每个字放进自己的抽屉里
    drawers = {}
    order = []
    for place in range(len(text)):
        letter = text[place]
        if letter == " " or letter == "":
            continue
        if letter not in drawers:
            drawers[letter] = 0
            order.append(letter)
        drawers[letter] = drawers[letter] + 1
    found = [(letter, drawers[letter]) for letter in order]
    found.sort(key=lambda pair: (-pair[1], order.index(pair[0])))
    return found
'''
#: The same under other names, in another layout and without its comment.
RENAMED = """def count_characters(s):
    d = {}; o = []
    for i in range(len(s)):
        c = s[i]
        if c == ' ' or c == '':
            continue
        if c not in d:
            d[c] = 0
            o.append(c)
        d[c] = d[c] + 1

    f = [(c, d[c])
         for c in o]
    f.sort(key=lambda p: (-p[1], o.index(p[0])))
    return f
"""
#: What most write.
OBVIOUS = "from collections import Counter\n\n\ndef count_characters(text):\n" + (
    '    return Counter(text.replace(" ", "")).most_common()\n'
)


@pytest.fixture(scope="module")
def short(course: Course) -> ReleasedLesson:
    return released_lesson(course, SHORT)


def notes(
    released: ReleasedLesson, answers: dict[str, dict[str, str]], known: KnownAnswers | None = None
) -> tuple[SameAnswers, ...]:
    """What is noted of students who wrote `answers`: student -> exercise -> source."""
    graded = [
        (
            Submission(student, released.lesson, Path(student)),
            Graded((), Program(tuple(Step("solution", e, source) for e, source in own.items()), frozenset())),
        )
        for student, own in answers.items()
    ]
    return same_answers(graded, {released.lesson: released}, {released.lesson: known or KnownAnswers()})


def one_exercise(released: ReleasedLesson, *sources: str, exercise: str = "start-count") -> tuple[SameAnswers, ...]:
    return notes(released, {f"s{number:02}": {exercise: source} for number, source in enumerate(sources)})


def unlike(number: int) -> str:
    """An answer of somebody's own, another one for each number."""
    return "def count_characters(text):\n" + "".join(f"    text = text + str({number})\n" for _ in range(number + 2))


# --- what is noted ---


def test_two_long_answers_that_agree_are_noted_whatever_their_names(short: ReleasedLesson) -> None:
    (note,) = one_exercise(short, COUNTED, RENAMED, *map(unlike, range(10)))
    assert note.students == ("s00", "s01") and note.comments == 0 and not note.same_names
    assert [(shared.exercise, shared.lines) for shared in note.exercises] == [("start-count", 13)]
    assert note.words == "Two hand-ins agree in 13 lines of start-count."


def test_a_comment_and_names_in_common_are_told(short: ReleasedLesson) -> None:
    (note,) = one_exercise(short, COUNTED, COUNTED, COUNTED, *map(unlike, range(9)))
    assert note.words == (
        "Three hand-ins agree in 13 lines of start-count, also in a comment and the names that they chose."
    )


def test_a_short_answer_is_noted_for_a_long_comment_only(short: ReleasedLesson) -> None:
    said = "    # my grandmother counted beans like this, one bowl for each kind\n"
    short_one = "def count_characters(text):\n{}    return sorted(set(text), key=text.count)\n"
    assert one_exercise(short, short_one.format(""), short_one.format(""), *map(unlike, range(10))) == ()
    found = one_exercise(short, *[short_one.format(said)] * 2, short_one.format(""), *map(unlike, range(10)))
    assert [note.students for note in found] == [("s00", "s01")], "the third has the answer and not the comment"


def test_a_lesson_of_short_answers_that_agree_throughout_is_noted(course: Course) -> None:
    released = released_lesson(course, LONG)
    heads = {exercise: stub.partition("raise")[0] for exercise, stub in released.stubs.items()}
    alike = {e: f"{head}x = [{n}, {n}, {n}]\n    return x[1:] * {n}\n" for n, (e, head) in enumerate(heads.items())}
    others = {
        f"o{i:02}": {e: f"{head}return {'abs(' * i}{i}{')' * i}\n" for e, head in heads.items()} for i in range(10)
    }
    (note,) = notes(released, {"ann": alike, "bob": alike, **others})
    assert note.students == ("ann", "bob") and len(note.exercises) == len(released.stubs)
    assert note.words == "Two hand-ins agree in 16 lines of eight exercises, also in the names that they chose."
    one = dict([*alike.items()][:1])
    assert notes(released, {"ann": alike, "bob": one, **others}) == (), "one short answer alone is none"


# --- what is not ---


@pytest.mark.parametrize("size", [2, 3, 12, 100])
def test_a_class_that_wrote_the_one_obvious_line_is_left_in_peace(short: ReleasedLesson, size: int) -> None:
    greeting = 'def greet(name):\n    return f"你好，{name}！Hello, {name}!"\n'
    assert one_exercise(short, *[greeting] * size, exercise="start-greet") == ()
    assert one_exercise(short, *[OBVIOUS] * size) == ()


def test_what_the_larger_part_of_a_class_writes_is_how_it_was_taught(short: ReleasedLesson) -> None:
    assert one_exercise(short, *[COUNTED] * 12) == ()
    assert one_exercise(short, *[COUNTED] * 5, *map(unlike, range(7))) == ()
    assert one_exercise(short, *[COUNTED] * 4, *map(unlike, range(8))) != ()


def test_in_a_larger_class_two_may_agree_by_chance(short: ReleasedLesson) -> None:
    form, stub = normal_form(RENAMED), normal_form(short.stubs["start-count"])
    assert form is not None and stub is not None and 70 < form.choices - stub.choices < 120
    assert one_exercise(short, RENAMED, RENAMED, *map(unlike, range(10))) != ()
    assert one_exercise(short, RENAMED, RENAMED, *map(unlike, range(600))) == ()


def test_the_stub_and_the_courses_own_solution_are_nobodys(short: ReleasedLesson, course: Course) -> None:
    assert notes(short, {"a": short.stubs, "b": short.stubs}) == ()
    both = {"a": {"start-count": RENAMED}, "b": {"start-count": RENAMED}}
    assert notes(short, both) != ()
    assert notes(short, both, KnownAnswers({"start-count": COUNTED})) == ()
    assert notes(short, both, KnownAnswers({}, {"start-count": [OBVIOUS, COUNTED]})) == (), "others think of it, too"
    known = known_answers(course, SHORT)
    assert set(short.stubs) <= set(known.reference) and set(short.stubs) == set(known.foreseen)
    assert all(normal_form(source) for sources in known.foreseen.values() for source in sources)
    assert known_answers(Course(Path("nowhere")), SHORT) == KnownAnswers()


def test_a_comment_that_was_released_is_not_a_students(short: ReleasedLesson) -> None:
    released = max((line for cell in short.cells for line in cell.source.splitlines()), key=len).strip("# ")
    for said, noted in ((released, False), (released[::-1], True)):
        with_it = f"def count_characters(text):\n    # {said}\n    return sorted(set(text), key=text.count)\n"
        assert bool(one_exercise(short, with_it, with_it, *map(unlike, range(10)))) == noted


# --- whatever was handed in ---

DEEP = 1500


@pytest.mark.parametrize(
    "source",
    [
        *("def f(:", "\0", "\ud800", "'", '"""' * 99, "\\", "\t x\n  y", "%magic\n!ls", "1" * 9999, "0777", "f'{'"),
        *("(" * 39, "[" * 5000, "{" * 39 + "lambda:", "-" * 9999 + "1", "1+" * 6000 + "1", "a." * 6000 + "a"),
        *("not " * DEEP + "1", "lambda:" * DEEP + "1", "x if x else " * DEEP + "x", "print " * DEEP),
        *("\n".join(" " * depth + "if 1:" for depth in range(120)), "match x:\n case [*a, b]: pass", "'\\d'"),
        *("async def f(): await x", "global a; a = 1", "try: 1\nexcept E as e: e", "import a as b, c.d"),
    ],
)
def test_any_text_has_a_normal_form(source: str) -> None:
    assert normal_form(source) == normal_form(source) is not None


def test_nothing_of_an_answer_is_run_and_a_very_long_one_is_not_looked_at(
    short: ReleasedLesson, tmp_path: Path
) -> None:
    trap = f"open({str(tmp_path / 'ran')!r}, 'w')\nraise SystemExit\n"
    assert normal_form(trap) is not None and not list(tmp_path.iterdir())
    long = COUNTED + "x = 1\n" * MOST_CHARACTERS
    assert normal_form(long) is None and one_exercise(short, long, long) == ()


def test_code_that_is_no_python_is_compared_line_by_line() -> None:
    one, other = normal_form("def f(x)\n    return  x # so\n\n"), normal_form("# hm\ndef f(x)\n    return x")
    assert one is not None and other is not None
    assert one.lines == other.lines == ("def f(x)", "return x")
    magic, other = normal_form("%timeit f()\nx = 1"), normal_form("!ls\ny = 1")
    assert magic is not None and other is not None and magic.lines == other.lines == ("pass", "v0 = 1")
