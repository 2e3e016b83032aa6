"""Which cells run for a submission, and where each exercise is judged: told from texts alone."""

from __future__ import annotations

import pytest

from course_lib.grading.handed_in.cell_names import names_of
from course_lib.grading.handed_in.cells_to_run import make_program
from course_lib.grading.handed_in.definitions import defined_by, only_defines
from course_lib.grading.handed_in.released import ReleasedCell, ReleasedLesson
from course_lib.grading.handed_in.submission import SubmittedCell
from course_lib.lessons.lesson_00_start_here.exercises import EXERCISES

STUBS = {
    exercise.id: f'def {exercise.function}(*given):\n    raise NotImplementedError("your turn")'
    for exercise in EXERCISES
}
GREET, MEND, COUNT = STUBS
CELLS = (
    ReleasedCell("setup", "setup", "from course_lib import check, checkpoint"),
    ReleasedCell("table", "demo", "table = {'a': 1}\nprint(table)"),
    ReleasedCell("grow", "demo", "table.update(b=2)"),
    ReleasedCell("file", "demo", "from pathlib import Path\nPath('words.txt').write_text('a b')"),
    ReleasedCell("shown", "demo", "print('nothing leans on this')"),
    ReleasedCell(GREET, "solution", STUBS[GREET]),
    ReleasedCell(f"{GREET}-check", "check", f"check('{GREET}', greet)"),
    ReleasedCell("later", "demo", "text = table"),
    ReleasedCell(MEND, "solution", STUBS[MEND]),
    ReleasedCell(f"{MEND}-check", "check", f"check('{MEND}', last)"),
    ReleasedCell(COUNT, "solution", STUBS[COUNT]),
    ReleasedCell(f"{COUNT}-check", "check", f"check('{COUNT}', count_characters)"),
    ReleasedCell("end", "demo", "print('the end')"),
)
LESSON = ReleasedLesson("00-start-here", CELLS, EXERCISES, None)  # type: ignore[arg-type]


def handed_in(changed: dict[str, str] | None = None, added: dict[str, str] | None = None) -> list[SubmittedCell]:
    """What was released, with other sources in some cells, and cells added after others ("" is the top)."""
    cells = []
    if added and "" in added:
        cells.append(SubmittedCell(added[""], ()))
    for cell in CELLS:
        cells.append(SubmittedCell((changed or {}).get(cell.id, cell.source), (cell.id,)))
        if added and cell.id in added:
            cells.append(SubmittedCell(added[cell.id], ("my-own",)))
    return cells


def ran(changed: dict[str, str] | None = None, added: dict[str, str] | None = None) -> list[tuple[str, str]]:
    program = make_program(LESSON, handed_in(changed, added))
    return [(step.kind, step.id) for step in program.steps if step.kind not in ("setup", "solution")]


@pytest.mark.parametrize(
    ("changed", "added", "demos"),
    [
        ({}, {}, []),
        ({GREET: "def greet(name):\n    return name"}, {}, []),
        # A name that only a demo cell binds; the one that changed it, too.
        ({GREET: "def greet(name):\n    return table[name]"}, {}, ["table", "grow"]),
        # A parameter of the same name is no such thing, nor what the cell itself bound before.
        ({GREET: "def greet(table):\n    return table"}, {}, []),
        ({}, {GREET: "table = {}\nprint(table)"}, []),
        ({}, {GREET: "print(table)\ntable = {}"}, ["table", "grow"]),
        # By way of another demo cell.
        ({MEND: "def last(t, n):\n    return text"}, {}, ["table", "grow", "later"]),
        # What stands below is not there yet, but a function finds it when it is called.
        ({}, {GREET: "print(text)"}, []),
        ({GREET: "def greet(name):\n    return text"}, {}, ["table", "grow", "later"]),
        # A file that a demo cell wrote.
        ({GREET: "def greet(name):\n    return open('words.txt').read()"}, {}, ["file"]),
        ({}, {GREET: "%run words.txt"}, ["file"]),
        # Whoever asks for names by their text may ask for any.
        (
            {GREET: "def greet(name):\n    return globals()['table']"},
            {},
            ["table", "grow", "file", "shown", "later", "end"],
        ),
        ({}, {GREET: "eval('table')"}, ["table", "grow", "file", "shown", "later", "end"]),
        # No Python: every word counts.
        ({}, {GREET: "table ="}, ["table", "grow"]),
        ({}, {GREET: "%timeit table"}, ["table", "grow"]),
    ],
)
def test_demo_cells_run_that_something_leans_on(
    changed: dict[str, str], added: dict[str, str], demos: list[str]
) -> None:
    assert [name for kind, name in ran(changed, added) if kind == "demo"] == demos


def test_a_changed_demo_cell_is_the_students_own() -> None:
    source = "table = {}\ndef helper(): return 1"
    steps = make_program(LESSON, handed_in({"table": source})).steps
    assert [(step.id, step.source) for step in steps if step.kind == "changed"] == [("table", source)]
    assert not [
        step
        for step in make_program(LESSON, handed_in({"table": CELLS[1].source + "  \n"})).steps
        if step.kind == "changed"
    ]


def test_a_changed_locked_cell_is_dropped_and_known() -> None:
    program = make_program(LESSON, handed_in({"setup": "import os", f"{MEND}-check": "last = None"}))
    assert program.changed_locked == ("setup", f"{MEND}-check")
    assert "import os" not in [step.source for step in program.steps]


def test_an_exercise_is_judged_where_its_check_stands() -> None:
    answers = {GREET: "def greet(n): ...", MEND: "def last(t, n): ...", COUNT: "def count_characters(t): ..."}
    program = make_program(
        LESSON, handed_in(answers, {GREET: "x = 1", f"{GREET}-check": "greet = None", "end": "del last"})
    )
    before = {name: [step.source for step in program.steps_for(name)][1:] for name in STUBS}
    assert before[GREET] == [answers[GREET], "x = 1"]
    assert before[MEND] == [*before[GREET], "greet = None", answers[MEND]]
    assert before[COUNT] == [*before[MEND], answers[COUNT]]


@pytest.mark.parametrize("where", [f"{GREET}-check", "end"])
def test_an_answer_below_an_untouched_stub_is_judged_where_it_stands(where: str) -> None:
    program = make_program(LESSON, handed_in({}, {where: "def greet(name): return name"}))
    assert program.steps_for(GREET)[-1].source == "def greet(name): return name"


def test_a_result_under_the_answers_name_is_no_answer() -> None:
    program = make_program(LESSON, handed_in({MEND: "def last(t, n): ..."}, {"end": "last = last('ab', 1)"}))
    assert program.steps_for(MEND)[-1].source == "def last(t, n): ..."


@pytest.mark.parametrize(
    ("source", "binds"),
    [
        ("def f(x: int = 1) -> list[int] | None:\n    return open(x)", {"f": "its own"}),
        (
            "import torch\nfrom collections import Counter as C\nimport os.path",
            {"torch": "torch", "C": "collections.Counter", "os": "os"},
        ),
        ("WORDS = {'a': [1, -2]}\n'a text'\npass", {"WORDS": "its own"}),
        ("from os import *", None),
        ("import my_words", None),
        ("@cache\ndef f(): ...", None),
        ("def f(x=print()): ...", None),
        ("def f(x: print()): ...", None),
        ("x = f()", None),
        ("x.y = 1", None),
        ("class A:\n    print()", None),
        ("for x in []: pass", None),
        ("%matplotlib inline", None),
        ("del f", None),
    ],
)
def test_a_cell_only_defines(source: str, binds: dict[str, str] | None) -> None:
    assert defined_by(source) == binds


@pytest.mark.parametrize(
    ("changed", "added", "does"),
    [
        ({GREET: "def greet(n): ..."}, {}, True),
        ({GREET: "import os\ndef greet(n): ..."}, {GREET: "import os\ndef helper(): ..."}, True),
        ({GREET: "def greet(n): ..."}, {f"{GREET}-check": "def greet(n, m): ..."}, False),
        ({GREET: "def greet(n): return len(n)"}, {f"{GREET}-check": "def len(n): ..."}, False),
        ({GREET: "def greet(n): ..."}, {f"{GREET}-check": "print(greet)"}, False),
        ({GREET: "def greet(n): ..."}, {"end": "print(greet)"}, True),  # after the last check
        ({GREET: "def greet(n): return table"}, {}, False),  # a demo cell runs
    ],
)
def test_a_program_that_only_defines_is_the_same_at_every_check(
    changed: dict[str, str], added: dict[str, str], does: bool
) -> None:
    assert only_defines(make_program(LESSON, handed_in(changed, added))) is does


@pytest.mark.parametrize(
    "source",
    ["(" * 5000, "x = " + "-" * 20000 + "1", "def f():\n" * 200, "\0", "x" * 100_000, "'" * 3, "%%" + "a" * 10],
)
def test_a_hostile_text_is_read_with_caution(source: str) -> None:
    names_of(source)
    assert defined_by(source) in (None, {})
