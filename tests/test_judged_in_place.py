"""Each exercise is judged as it is at its check: in a sandbox by frozen copies, and without one, too."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from synthetic_class import Material, code

from course_lib.course_root import Course
from course_lib.grading.handed_in.submission import read_cells
from course_lib.grading.judging.grading_processes import Lesson, Order
from course_lib.grading.judging.one_submission import Result, grade
from course_lib.grading.limits import Limits
from course_lib.grading.sandbox import kept_files
from course_lib.grading.sandbox.templates import Sandbox
from course_lib.grading.sandbox.unprotected import launch_unprotected
from course_lib.grading.wire.worker_handle import FrozenCopy, Launch

LESSON = "00-start-here"
SHORT = Limits(cell_seconds=1.0, submission_seconds=3.0)
COUNTER = "def count_characters(text):\n    return Counter(text.replace(' ', '')).most_common()\n"


@pytest.fixture(scope="module")
def material(course: Course) -> Material:
    return Material.of(course, LESSON)


@pytest.fixture(scope="module")
def lesson(course: Course) -> Lesson:
    return Lesson.of(Order(course.root, "seed", "en", Limits(), trusted=False), LESSON)


@pytest.fixture(scope="module")
def launch(sandbox: None) -> Iterator[Launch]:
    with Sandbox(Limits()) as running:
        yield running.launch


class Notebook:
    """A solved lesson 00, to be made stranger."""

    def __init__(self, material: Material, **own: str) -> None:
        self.cells: list[dict[str, Any]] = material.solved(
            material.reference | {f"start-{name}": source for name, source in own.items()}
        )["cells"]

    def after(self, name: str, source: str) -> Notebook:
        self.cells.insert(self._place(name) + 1, code(source))
        return self

    def extended(self, name: str, source: str) -> Notebook:
        cell = self.cells[self._place(name)]
        cell["source"] = f"{''.join(cell['source'])}\n{source}"
        return self

    def end(self, source: str) -> Notebook:
        self.cells.append(code(source))
        return self

    def graded(self, lesson: Lesson, launch: Launch, limits: Limits | None = None) -> tuple[Result, ...]:
        cells = read_cells(json.dumps({"nbformat": 4, "cells": self.cells}).encode())
        return grade(lesson.released, cells, lesson.questions, launch, limits=limits)

    def _place(self, name: str) -> int:
        return next(number for number, cell in enumerate(self.cells) if cell["id"] == name)


MENDED = "start-mend-check"
#: Answers to start-mend that lean on something: they are right as long as it is there.
LEANS = """
kept = last
def last(text, n):
    return kept(text, n) if {there} else None
"""
ON_A_FILE = LEANS.format(there="open('words.txt').read() == '好'")
WRITE = "from pathlib import Path\nPath('words.txt').write_text('好')"
HABITS = {
    "keeps-the-result-under-the-name": lambda n: n.after(MENDED, "last = last('早上好！', 2)\nprint(last)"),
    "tidies-up": lambda n: n.after("start-count-check", "del greet, last").end("%reset -f"),
    "shadows-builtins": lambda n: n.after(MENDED, "max = max([3, 1])\nmin = ord = 1"),
    "imports-a-star": lambda n: n.after(MENDED, "from os import *\nfrom numpy import *"),
    "defines-it-anew": lambda n: n.after(MENDED, "def greet(person, greeting):\n    return greeting + person"),
    "sets-a-device": lambda n: n.after(MENDED, "import torch\ntorch.set_default_device('meta')"),
    "removes-a-file": lambda n: (
        n.after("start-greet-check", WRITE)
        .extended("start-mend", ON_A_FILE)
        .after(MENDED, "Path('words.txt').unlink()\nprint('gone')")
    ),
    "changes-a-file": lambda n: (
        n.after("start-greet-check", WRITE)
        .extended("start-mend", ON_A_FILE)
        .after(MENDED, "Path('words.txt').write_text('坏')\nprint('changed')")
    ),
    "leaves-a-thread": lambda n: n.after(
        "setup", "import threading, time\nthreading.Thread(target=time.sleep, args=(60,), daemon=True).start()"
    ),
    "asks-a-pool": lambda n: n.after(
        "setup",
        "from concurrent.futures import ThreadPoolExecutor\npool = ThreadPoolExecutor(1)\npool.submit(len, 'a')",
    ).extended("start-mend", LEANS.format(there="pool.submit(len, 'a').result()")),
    "asks-another-process": lambda n: n.after(
        "setup", "import subprocess\ncat = subprocess.Popen(['cat'], stdin=-1, stdout=-1, bufsize=0)"
    ).extended("start-mend", LEANS.format(there="cat.stdin.write(b'x') and cat.stdout.read(1) == b'x'")),
    "holds-a-file-open": lambda n: n.after(
        "setup", "file = open('notes.txt', 'w+')\nfile.write('a')\nfile.flush()"
    ).extended("start-mend", LEANS.format(there="file.seek(0) == 0 and file.read() == 'a'")),
    "looks-at-the-answer": lambda n: n.after(MENDED, "print(last('abc', 1))"),
    "helper-in-a-demo-cell": lambda n: n.extended("promise", "from collections import Counter"),
}


@pytest.mark.parametrize("habit", HABITS)
@pytest.mark.parametrize("walls", ["sandbox", "none"])
def test_what_a_notebook_shows_is_its_mark(
    habit: str, walls: str, material: Material, lesson: Lesson, request: pytest.FixtureRequest
) -> None:
    if walls == "none" and habit in ("removes-a-file", "changes-a-file"):
        pytest.skip("without a sandbox, files stay as they are at the end")
    launch = request.getfixturevalue("launch") if walls == "sandbox" else launch_unprotected
    own = {"count": COUNTER} if habit == "helper-in-a-demo-cell" else {}
    results = HABITS[habit](Notebook(material, **own)).graded(lesson, launch)
    assert [result.outcome for result in results] == ["passed"] * 3, results


def test_slow_experiments_cost_no_answer(material: Material, lesson: Lesson, launch: Launch) -> None:
    busy = "import time\nend = time.monotonic() + 60\nwhile time.monotonic() < end:\n    pass"
    notebook = Notebook(material)
    for _ in range(4):
        notebook.after("setup", busy)
    results = notebook.end("import time\ntime.sleep(300)").graded(lesson, launch, SHORT)
    assert [result.outcome for result in results] == ["passed"] * 3, results


def test_the_reason_names_the_cell_that_took_the_time(material: Material, lesson: Lesson, launch: Launch) -> None:
    slow = (
        "import time\nend = time.monotonic() + 60\nwhile time.monotonic() < end: pass\nfrom collections import Counter"
    )
    result = Notebook(material, count=COUNTER).after(MENDED, slow).graded(lesson, launch, SHORT)[-1]
    assert result.points == 0
    assert "the cell that you added after `start-mend-check`" in result.reason and "1 seconds" in result.reason


def test_the_reason_names_a_locked_cell_that_was_changed(material: Material, lesson: Lesson, launch: Launch) -> None:
    notebook = Notebook(material, count=COUNTER).extended("setup", "from collections import Counter")
    *others, count = notebook.graded(lesson, launch)
    assert [result.outcome for result in others] == ["passed"] * 2
    assert count.points == 0 and "locked" in count.reason and "`setup`" in count.reason


def test_what_only_defines_is_asked_itself_and_all_else_by_copies(
    material: Material, lesson: Lesson, launch: Launch, monkeypatch: pytest.MonkeyPatch
) -> None:
    woken = []
    wake = FrozenCopy.wake
    monkeypatch.setattr(FrozenCopy, "wake", lambda copy: woken.append(wake(copy)) or woken[-1])
    Notebook(material).graded(lesson, launch)
    assert woken == []
    Notebook(material).after("start-greet", "print(greet('a'))").graded(lesson, launch)
    assert woken == [True, True, True]


def test_files_come_back_as_they_were(tmp_path: Path) -> None:
    place = tmp_path / "place"
    (place / "folder" / "empty").mkdir(parents=True)
    (place / "folder" / "file").write_text("as it was")
    (place / "link").symlink_to("/etc/passwd")
    (place / "changed").write_text("before")
    (place / "was-a-folder").mkdir()
    kept = kept_files.keep([place], {})

    (place / "folder" / "file").unlink()
    (place / "folder" / "empty" / "new").write_text("new")
    (place / "changed").write_text("after!")
    (place / "link").unlink()
    (place / "link").write_text("no link")
    (place / "was-a-folder").rmdir()
    (place / "was-a-folder").write_text("a file")
    kept_files.put_back([place], kept)
    again = kept_files.keep([place], {})
    assert {path: entry.content for path, entry in again.items()} == {
        path: entry.content for path, entry in kept.items()
    }
    assert (place / "link").is_symlink()


def test_what_cannot_be_kept_is_said(tmp_path: Path) -> None:
    import os

    (tmp_path / "large").write_bytes(b"x" * (kept_files.MOST + 1))
    with pytest.raises(kept_files.CannotKeep):
        kept_files.keep([tmp_path], {})
    (tmp_path / "large").unlink()
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(kept_files.CannotKeep):
        kept_files.keep([tmp_path], {})


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("import urllib.request; return urllib.request.urlopen('http://example.org').read()", "network"),
        ("import httpx; return httpx.get('https://example.org').text", "network"),
        ("return open('/home/me/greetings.txt').read()", "file"),
        ("import torch; return torch.zeros(1, device='cuda')", "device"),
        ("open('/usr/lib/mine', 'w')", "may not do"),
        ("return {}[name]", "KeyError"),
    ],
)
def test_the_reason_names_what_grading_has_not(
    body: str, says: str, material: Material, lesson: Lesson, launch: Launch
) -> None:
    result = Notebook(material, greet=f"def greet(name):\n    {body}").graded(lesson, launch)[0]
    assert result.outcome == "crashed" and says in result.reason, result


def test_the_reason_names_what_the_cell_of_an_answer_lacked(material: Material, lesson: Lesson, launch: Launch) -> None:
    greet = "words = open('words-of-mine.txt').read()\ndef greet(name):\n    return words + name"
    result = Notebook(material, greet=greet).graded(lesson, launch)[0]
    assert result.points == 0 and "only the notebook is handed in" in result.reason
