"""Hostile submissions, handed in as one class with three honest neighbours among them: nobody gains, nobody suffers.

What each tries is told in its file in ``attacks/``. The class is graded once; every test then looks at what it left
behind.
"""

from __future__ import annotations

import ast
import base64
import csv
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path

import pytest
from attacked_class import (
    ATTACKS,
    FULL,
    HALF,
    HANDED_IN,
    LESSON,
    Aftermath,
    Attack,
    grade_attacked_class,
)
from IPython.core.inputtransformer2 import TransformerManager
from stock_control import StockClasses

from course_lib.course_root import Course
from course_lib.exercises.catalogue import exercises_of
from course_lib.grading.records.gradebook import open_gradebook

#: What every script that an attacker tries to have on a page would do.
RAN = "attack-ran"
#: Attributes that are shown as the text they are. Whatever else holds an attacker's words might be run.
TEXT = ("title", "alt", "aria-label")


@pytest.fixture(scope="module")
def aftermath(sandbox: None, course: Course, tmp_path_factory: pytest.TempPathFactory) -> Aftermath:
    """The class, graded once for all tests of this module."""
    return grade_attacked_class(course, tmp_path_factory.mktemp("attacked"))


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_no_attack_earns_a_point(aftermath: Aftermath, attack: Attack) -> None:
    if attack.still_open:
        pytest.xfail(attack.still_open)
    rows = aftermath.rows(aftermath.names[attack.name], attack.lesson)
    assert [row["points"] for row in rows] == [0] * len(exercises_of(attack.lesson)), rows
    assert all(row["outcome"] != "passed" and row["reason"] for row in rows)


@pytest.mark.parametrize(
    ("neighbour", "deserved"), [("honest-right", FULL), ("honest-half", HALF), ("honest-blank", 0)]
)
def test_honest_neighbours_get_what_they_deserve(aftermath: Aftermath, neighbour: str, deserved: int) -> None:
    rows = aftermath.rows(aftermath.names[neighbour])
    assert sum(row["points"] for row in rows) == deserved, rows


@pytest.mark.parametrize("lesson", sorted({attack.lesson for attack in HANDED_IN}))
def test_the_limits_of_this_class_suffice_for_every_lesson_in_it(aftermath: Aftermath, lesson: str) -> None:
    rows = aftermath.rows(aftermath.names["honest-right"], lesson)
    assert rows and all(row["outcome"] == "passed" for row in rows), rows


def test_gradebook_and_table_say_the_same(aftermath: Aftermath) -> None:
    with (aftermath.out / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert not [row for row in rows if row["student"].startswith(("=", "+", "-", "@"))]
    assert sum(int(row["points"]) for row in rows if row["lesson"] == LESSON) == FULL + HALF
    with open_gradebook(aftermath.out / "gradebook.db") as gradebook:
        assert sum(submission.score for submission in gradebook.assignment_submissions(LESSON)) == FULL + HALF


def test_no_secret_comes_out(aftermath: Aftermath) -> None:
    right, half = (aftermath.names[name] for name in ("honest-right", "honest-half"))
    for name, secret in aftermath.secrets.items():
        forms = {
            secret.encode(),
            secret[::-1].encode(),
            secret.encode().hex().encode(),
            base64.b64encode(secret.encode()),
        }
        assert not any(form in aftermath.said.encode() for form in forms), f"{name} on stdout or stderr"
        for path, data in aftermath.written():
            own = name == "neighbour" and {right, half} & set(path.parts)
            if path.name != ".class-seed" and not own:
                assert not any(form in data for form in forms), f"{name} in {path}"


def test_nothing_stays_alive(aftermath: Aftermath) -> None:
    assert aftermath.alive == []


def test_nothing_is_written_elsewhere(aftermath: Aftermath) -> None:
    assert aftermath.changed == []


def test_nobody_is_called(aftermath: Aftermath) -> None:
    assert aftermath.called == []


def test_the_grader_keeps_its_own_memory_small(aftermath: Aftermath) -> None:
    print("seconds for each, longest first:", sorted(aftermath.report["spent"])[::-1])
    assert 0 < aftermath.peak < 1.5 * 2**30


class _Markup(HTMLParser):
    """Collects what a browser would run of what an attacker wrote."""

    def __init__(self) -> None:
        super().__init__()
        self.runs: list[str] = []
        self._tag = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tag = tag
        self.runs += [f"<{tag} {name}>" for name, value in attrs if RAN in (value or "") and name not in TEXT]

    def handle_data(self, data: str) -> None:
        if self._tag in ("script", "style") and RAN in data:
            self.runs.append(f"<{self._tag}>")

    def handle_endtag(self, tag: str) -> None:
        self._tag = ""


def test_no_page_runs_what_a_student_wrote(aftermath: Aftermath) -> None:
    pages = [path for path, _ in aftermath.written() if path.suffix == ".html"]
    assert len(pages) > len(HANDED_IN) / 2
    for path in pages:
        markup = _Markup()
        markup.feed((aftermath.out / path).read_text(encoding="utf-8"))
        assert markup.runs == [], path


@pytest.mark.slow
def test_stock_nbgrader_falls_for_what_ours_withstands(sandbox: None, course: Course, tmp_path: Path) -> None:
    """The control: these attacks are real ones, and the place they are tried in disturbs nobody."""
    classes = StockClasses(course, tmp_path)
    honest = [classes.grade_honest("right", solved=True), classes.grade_honest("blank", solved=False)]
    assert [(outcome.points, outcome.class_lost) for outcome in honest] == [(FULL, False), (0, False)]
    attacks = {attack.name: attack for attack in ATTACKS}
    for name in ("neutralised_check", "metadata_skip_execution", "handed_in_link"):
        assert classes.grade(attacks[name]).undeserved_full, name
    assert classes.grade(attacks["metadata_duplicated_ids"]).class_lost


@pytest.mark.parametrize("attack", [a for a in ATTACKS if hasattr(a.module, "CELL")], ids=lambda attack: attack.name)
def test_the_code_of_an_attack_is_python(attack: Attack) -> None:
    ast.parse(TransformerManager().transform_cell(attack.module.CELL))


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_what_it_aims_at_of_ours_is_there(attack: Attack) -> None:
    """An attack on a module that was moved would fail to import it, and earn no point for that reason alone."""
    code = TransformerManager().transform_cell(getattr(attack.module, "CELL", ""))
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                assert not alias.name.startswith("course_lib") or import_module(alias.name)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("course_lib"):
            for alias in node.names:
                found = import_module(str(node.module))
                assert hasattr(found, alias.name) or import_module(f"{node.module}.{alias.name}")
