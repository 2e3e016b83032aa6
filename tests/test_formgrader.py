"""An instructor's evening in nbgrader's formgrader, in a real browser, on what `course grade` wrote.

JupyterLab is started in the folder of results, as README says, and stays open while the class is graded again. The
pictures go to the folder that COURSE_SCREENSHOTS names, for a person to look at.
"""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, build_opener

import nbformat
import pytest
from browsers import browser_page
from conftest import ROOT
from synthetic_class import Material, Student, code, hand_in

from course_lib import cli
from course_lib.course_root import Course
from course_lib.grading.records.nbgrader_environment import let_formgrader_in

pytestmark = pytest.mark.browser

LESSON = "00-start-here"
TOKEN = "of-this-test"
#: What nbgrader warns of when we press its buttons: Autograde finds nothing, Generate Feedback replaces a page.
MEANT = ("No notebooks were matched by", "Did you mean", "Removing existing assignment")
WRONG_LAST = "def last(text, n):\n    return text[-n:]"


@dataclass(frozen=True)
class Classroom:
    """A class of four, its course, and where its results are."""

    material: Material
    course: Course
    submitted: Path
    out: Path

    def grade(self, *more: str) -> None:
        """`course grade`; the students are our own, so no sandbox has to warm up."""
        command = ["grade", str(self.submitted), "--out", str(self.out), "--course", str(self.course.root)]
        assert cli.main([*command, "--trust-submissions", *more]) == 0

    def hand_in_again(self, student: str, sources: dict[str, str]) -> None:
        path = self.submitted / student / LESSON / f"{LESSON}.ipynb"
        path.write_text(json.dumps(self.material.solved(sources)), encoding="utf-8")

    def points(self) -> dict[str, int]:
        """Student -> points, by grades.csv."""
        with (self.out / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
            points: dict[str, int] = {}
            for row in csv.DictReader(file):
                points[row["student"]] = points.get(row["student"], 0) + int(row["points"])
        return points

    def marks(self, student: str) -> dict[str, tuple[Any, ...]]:
        """Check cell -> automatic mark, manual mark, extra credit, to be reviewed: as they are in gradebook.db."""
        with closing(sqlite3.connect(self.out / "gradebook.db")) as gradebook:
            rows = gradebook.execute(
                "select c.name, g.auto_score, g.manual_score, g.extra_credit, g.needs_manual_grade from grade g"
                " join base_cell c on c.id = g.cell_id join submitted_notebook n on n.id = g.notebook_id"
                " join submitted_assignment s on s.id = n.assignment_id where s.student_id = ?",
                (student,),
            )
            return {name: (auto, manual, extra, bool(review)) for name, auto, manual, extra, review in rows}


@pytest.fixture(scope="module")
def classroom(tmp_path_factory: pytest.TempPathFactory) -> Classroom:
    """The class, graded once; in a copy of the course, so that nothing is written to this one."""
    root = tmp_path_factory.mktemp("formgrader") / "course"
    shutil.copytree(ROOT / "solutions" / LESSON, root / "solutions" / LESSON)
    shutil.copytree(ROOT / "notebooks" / "en" / LESSON, root / "notebooks" / "en" / LESSON)
    shutil.copy(ROOT / "nbgrader_config.py", root)
    course = Course(root)
    material = Material.of(course, LESSON)
    mended = material.solved({"start-greet": material.reference["start-greet"], "start-mend": WRONG_LAST})
    mended["cells"].insert(3, code("helper = '<script>document.title = \"attacked\"</script>'"))
    running = material.blank | {"cells": [code(f"open({str(root / 'ran')!r}, 'w')"), *material.blank["cells"]]}
    class_ = Classroom(material, course, root / "submitted", root / "graded")
    for name, handed_in in {
        "alice": json.dumps(material.solved(material.reference)),
        "bob": json.dumps(mended),
        "王小明": json.dumps(running),
        "dora": "no notebook",
    }.items():
        hand_in(class_.submitted, material, Student(name, lambda _, text=handed_in: text.encode(), "", {}))
    class_.grade()
    return class_


@pytest.fixture(scope="module")
def formgrader(classroom: Classroom, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`jupyter lab` in the folder of results, as README says; yields its address."""
    own = tmp_path_factory.mktemp("jupyter")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "jupyter", "lab", "--no-browser", "--ip=127.0.0.1", f"--port={port}",
               "--ServerApp.port_retries=0", "--LabApp.news_url=None",
               "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]  # fmt: skip
    if os.name == "posix" and os.geteuid() == 0:
        command.append("--allow-root")
    places = {name: str(own / name) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")}
    environment = {**os.environ, **places, "JUPYTER_TOKEN": TOKEN}
    address = f"http://127.0.0.1:{port}"
    with (own / "log").open("w+b") as log:
        server = subprocess.Popen(
            command, cwd=classroom.out, env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
            start_new_session=os.name == "posix",
        )  # fmt: skip
        try:
            _wait_for(server, address, own / "log")
            yield address
        finally:
            server.terminate()
            server.wait(30)
    if os.name == "posix":
        with pytest.raises(ProcessLookupError):  # nothing that it started is left
            os.killpg(server.pid, 0)
    said = (own / "log").read_text(encoding="utf-8", errors="replace").partition("is running at")[2]
    warned = re.findall(r"^(?:\[[WE] |Traceback).*", said, re.MULTILINE)
    assert [line for line in warned if not any(words in line for words in MEANT)] == []


def _wait_for(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    opener = build_opener(ProxyHandler({}))
    for _ in range(600):
        assert server.poll() is None, log.read_text(encoding="utf-8", errors="replace")[-2000:]
        with suppress(OSError), opener.open(f"{address}/api", timeout=5):
            return
        time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8", errors="replace")[-2000:])


@pytest.fixture(scope="module")
def page(formgrader: str) -> Iterator[Any]:
    """A browser that is logged in, and reaches this server only."""
    with browser_page() as page:
        page.route(lambda address: not address.startswith(formgrader), lambda route: route.abort())
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{formgrader}/lab?token={TOKEN}")
        yield page
    # nbgrader's page asks a server elsewhere for MathJax, and does without it where there is no network.
    assert set(errors) <= {"MathJax is not defined"}


def _picture(page: Any, name: str) -> None:
    folder = os.environ.get("COURSE_SCREENSHOTS")
    if folder:
        page.wait_for_load_state("networkidle")
        page.screenshot(path=str(Path(folder) / f"formgrader-{name}.png"))


def _rows(page: Any, address: str) -> list[list[str]]:
    """The table of one of formgrader's lists, as texts."""
    page.goto(address)
    page.get_by_text("Loading, please wait").wait_for(state="detached")
    return [row.locator("td").all_inner_texts() for row in page.locator("#main-table tr").all()]


def _submissions(page: Any, formgrader: str) -> dict[str, tuple[str, str]]:
    """Student -> status and score, in the list of submissions."""
    rows = _rows(page, f"{formgrader}/formgrader/manage_submissions/{LESSON}")
    return {student: (status, score) for _, student, _, status, score, *_ in rows}


def _open_submission(page: Any, formgrader: str, student: str) -> None:
    page.goto(f"{formgrader}/formgrader/manage_submissions/{LESSON}")
    page.locator("#main-table tr", has_text=student).get_by_role("link", name="None, None").click()
    page.locator("#main-table").get_by_role("link", name=LESSON).click()
    page.locator("#start-greet-check[placeholder]").wait_for()  # the marks have come


def _type(page: Any, field: str, text: str) -> None:
    """Type into one of the page's fields, leave it, and wait until formgrader has saved it."""
    with page.expect_response(lambda answer: answer.request.method == "PUT") as saved:
        page.locator(f"#{field}").fill(text)
        page.locator(f"#{field}").press("Tab")
    assert saved.value.ok


def _click_in_row(page: Any, student: str, button: str) -> str:
    """Press a button in a student's row of the list of submissions; what the dialogue that comes up says."""
    page.locator("#main-table tr", has_text=student).locator(f"td.{button} a").click()
    dialogue = page.locator(".modal.in")
    dialogue.wait_for()
    said = str(dialogue.inner_text())
    dialogue.get_by_role("button", name="OK").click()
    dialogue.wait_for(state="detached")
    return said


def test_jupyterlabs_menu_opens_formgrader(page: Any, formgrader: str) -> None:
    page.goto(f"{formgrader}/lab")
    page.get_by_role("menuitem", name="Nbgrader", exact=True).click()
    page.get_by_role("menuitem", name="Formgrader", exact=True).click()
    inside = page.frame_locator("iframe")
    inside.get_by_role("link", name=LESSON).wait_for()
    _picture(page, "in-jupyterlab")


def test_the_lists_show_the_class_as_it_was_graded(page: Any, formgrader: str, classroom: Classroom) -> None:
    assert classroom.points() == {"alice": 3, "bob": 1, "dora": 0, "王小明": 0}
    (lesson,) = _rows(page, f"{formgrader}/formgrader/manage_assignments")
    assert (lesson[0], lesson[8]) == (LESSON, "4")
    assert page.get_by_text("Current configuration").count() == 0
    _picture(page, "lessons")
    shown = _submissions(page, formgrader)
    assert shown == {student: ("graded", f"{points} / 3") for student, points in classroom.points().items()}
    _picture(page, "submissions")
    rows = _rows(page, f"{formgrader}/formgrader/gradebook/{LESSON}/{LESSON}")
    assert sorted(row[2] for row in rows) == ["0 / 3", "0 / 3", "1 / 3", "3 / 3"]


def test_formgraders_own_autograde_runs_nothing(page: Any, formgrader: str, classroom: Classroom) -> None:
    ran = classroom.course.root / "ran"
    ran.unlink()  # `course grade` ran the notebook that writes it
    autograded = classroom.out / "autograded" / "王小明" / LESSON / f"{LESSON}.ipynb"
    before = classroom.marks("王小明"), autograded.read_bytes()
    page.goto(f"{formgrader}/formgrader/manage_submissions/{LESSON}")
    assert "No notebooks were matched" in _click_in_row(page, "王小明", "autograde")
    assert not ran.exists()
    assert (classroom.marks("王小明"), autograded.read_bytes()) == before
    assert _submissions(page, formgrader)["王小明"] == ("graded", "0 / 3")


def test_marks_given_by_hand_survive_and_are_put_up_for_review(
    page: Any, formgrader: str, classroom: Classroom
) -> None:
    _open_submission(page, formgrader, "bob")
    mend = page.locator(".nbgrader_cell", has_text="Student's answer").filter(has_text="def last(")
    assert "return text[-n:]" in mend.inner_text() and "raise NotImplementedError" not in mend.inner_text()
    assert page.locator(".highlight", has_text="<script>").count() == 1 and page.title() != "attacked"
    reason = page.locator(".output_html", has_text="Not right yet · 0/1")
    assert "`" not in reason.inner_text() and reason.locator("code", has_text="text[-0:]").count() == 1
    _type(page, "start-mend-check", "0.5")
    _type(page, "start-greet-check_extra_credit", "0.25")
    _type(page, "start-mend-comment", "Nearly: think of n = 0.")
    mend.scroll_into_view_if_needed()
    _picture(page, "marked")
    by_hand = {
        "start-greet-check": (1, None, 0.25, False),
        "start-mend-check": (0, 0.5, None, False),
        "start-count-check": (0, None, None, False),
    }
    assert classroom.marks("bob") == by_hand
    for again in ([], ["--regrade"]):
        classroom.grade(*again)
        assert classroom.marks("bob") == by_hand
        assert _submissions(page, formgrader)["bob"] == ("graded", "1.75 / 3")

    classroom.hand_in_again("bob", classroom.material.reference)
    classroom.grade()
    changed = {
        "start-greet-check": (1, None, 0.25, False),
        "start-mend-check": (1, 0.5, None, True),
        "start-count-check": (1, None, None, False),
    }
    assert classroom.marks("bob") == changed
    assert _submissions(page, formgrader)["bob"] == ("needs manual grading", "2.75 / 3")
    _picture(page, "to-be-reviewed")

    _open_submission(page, formgrader, "bob")
    assert "return text[-n:]" not in mend.inner_text()
    check = page.locator(".nbgrader_cell", has=page.locator("#start-mend-check"))
    resolve = check.get_by_role("button", name="Resolve")
    resolve.scroll_into_view_if_needed()
    _picture(page, "review")
    with page.expect_response(lambda answer: answer.request.method == "PUT"):
        resolve.click()
    assert classroom.marks("bob") == changed | {"start-mend-check": (1, 0.5, None, False)}
    assert _submissions(page, formgrader)["bob"] == ("graded", "2.75 / 3")

    assert "Successfully generated feedback" in _click_in_row(page, "bob", "generate-feedback")
    feedback = (classroom.out / "feedback" / "bob" / LESSON / f"{LESSON}.html").read_text(encoding="utf-8")
    assert "Score: 2.75 / 3.0" in feedback and "Nearly: think of n = 0." in feedback


def test_settings_that_somebody_changed_stay(classroom: Classroom, tmp_path: Path) -> None:
    notebook = nbformat.from_dict(classroom.material.blank)
    let_formgrader_in(tmp_path, LESSON, notebook)
    config = tmp_path / "nbgrader_config.py"
    assert config.read_bytes() == (classroom.out / "nbgrader_config.py").read_bytes()
    config.write_text("# mine\n")
    let_formgrader_in(tmp_path, LESSON, notebook)
    assert config.read_text() == "# mine\n"
