"""Which language a student reads: the notebook says it, wherever it lies, and what is broken stops no answer."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from conftest import ROOT

from course_lib.errors import CourseError
from course_lib.language import current_language
from course_lib.language.current import SESSION, VARIABLE


@pytest.fixture(autouse=True)
def _nobody_has_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A kernel of no notebook, in a folder that says nothing."""
    monkeypatch.delenv(VARIABLE)
    monkeypatch.delenv(SESSION, raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("course_lib.language.current._said_at_first", {})


@pytest.fixture
def cells(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The names that a kernel's cells define."""
    names: dict[str, Any] = {}
    monkeypatch.setitem(
        sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: SimpleNamespace(user_ns=names))
    )
    return names


def notebook(path: Path, language: object) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"cells": [], "metadata": {"glassbox": {"language": language}}}), encoding="utf-8")
    return str(path)


def test_it_is_english_where_nothing_says_anything() -> None:
    assert current_language() == "en"


def test_a_notebook_says_it_wherever_it_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SESSION, notebook(tmp_path / "04-tokenizer.ipynb", "zh"))
    assert current_language() == "zh"
    monkeypatch.setenv(SESSION, notebook(tmp_path / "zh" / "04-tokenizer" / "04-tokenizer.ipynb", "en"))
    monkeypatch.chdir(tmp_path / "zh" / "04-tokenizer")
    assert current_language() == "en"


def test_a_notebook_that_changes_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "lesson.ipynb"
    monkeypatch.setenv(SESSION, notebook(path, "zh"))
    assert current_language() == "zh"
    path.write_text(path.read_text(encoding="utf-8").replace("zh", "en") + " ", encoding="utf-8")
    assert current_language() == "en"


def test_an_older_server_names_a_path_below_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notebook(tmp_path / "lesson.ipynb", "zh")
    monkeypatch.setenv(SESSION, "somewhere/else/lesson.ipynb")
    assert current_language() == "zh"


def test_the_file_is_read_only_when_it_has_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SESSION, notebook(tmp_path / "lesson.ipynb", "zh"))
    assert current_language() == "zh"
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("read again"))
    assert current_language() == "zh"


@pytest.mark.parametrize(
    "text",
    ["", '{"cut', "[]", "null", '{"metadata": {}}', '{"metadata": {"glassbox": {"language": "fr"}}}',
     '{"metadata": {"glassbox": {"language": ["zh"]}}}', "[" * 100_000, "\udcff"],
)  # fmt: skip
def test_a_file_that_says_nothing_leaves_it_to_the_first_cell(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cells: dict[str, Any]
) -> None:
    (tmp_path / "lesson.ipynb").write_text(text, encoding="utf-8", errors="surrogateescape")
    monkeypatch.setenv(SESSION, str(tmp_path / "lesson.ipynb"))
    assert current_language() == "en"
    cells["GLASSBOX"] = {"language": "zh", "version": "0.1.0"}
    assert current_language() == "zh"


@pytest.mark.parametrize("name", ["", "nowhere/lesson.ipynb", "console-1-abc", "a\0b.ipynb", "x" * 5000 + ".ipynb"])
def test_a_notebook_that_cannot_be_seen_leaves_it_to_the_first_cell(
    name: str, monkeypatch: pytest.MonkeyPatch, cells: dict[str, Any]
) -> None:
    monkeypatch.setattr("course_lib.language.current.os.environ", {SESSION: name})
    cells["GLASSBOX"] = {"language": "zh"}
    assert current_language() == "zh"


def test_the_first_cell_goes_before_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cells: dict[str, Any]
) -> None:
    cells["GLASSBOX"] = {"language": "zh"}
    (tmp_path / "en" / "04-tokenizer").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "en" / "04-tokenizer")
    assert current_language() == "zh"


@pytest.mark.parametrize("said", [None, "zh", {"language": "fr"}, {"language": None}, {}])
def test_a_first_cell_that_says_nothing_leaves_it_to_the_folder(
    said: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cells: dict[str, Any]
) -> None:
    cells["GLASSBOX"] = said
    (tmp_path / "zh" / "04-tokenizer").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "zh" / "04-tokenizer")
    assert current_language() == "zh"


def test_the_notebook_goes_before_the_first_cell_until_another_notebook_takes_the_kernel_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cells: dict[str, Any]
) -> None:
    monkeypatch.setenv(SESSION, notebook(tmp_path / "lesson.ipynb", "zh"))
    cells["GLASSBOX"] = {"language": "en"}
    assert current_language() == "zh"
    # An English kernel, to which a Chinese notebook is connected later.
    monkeypatch.setenv(SESSION, notebook(tmp_path / "other.ipynb", "en"))
    assert current_language() == "en"
    cells["GLASSBOX"] = {"language": "zh"}
    assert current_language() == "zh"
    cells["GLASSBOX"] = {"language": "en"}
    assert current_language() == "en"


def test_a_script_says_it_as_a_first_cell_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "IPython", raising=False)
    monkeypatch.setattr(sys.modules["__main__"], "GLASSBOX", {"language": "zh"}, raising=False)
    assert current_language() == "zh"


def test_a_person_decides_over_all_of_them(monkeypatch: pytest.MonkeyPatch, cells: dict[str, Any]) -> None:
    cells["GLASSBOX"] = {"language": "zh"}
    monkeypatch.setenv(VARIABLE, "en")
    assert current_language() == "en"
    monkeypatch.setenv(VARIABLE, "cn")
    with pytest.raises(CourseError, match=r"COURSE_LANG is 'cn'[\s\S]+Set it to one of: en, zh"):
        current_language()


def test_a_folder_that_is_gone_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert current_language() == "en"


@pytest.mark.parametrize("told", ["by the file", "by the first cell"])
def test_a_chinese_lesson_that_lies_flat_answers_in_chinese(told: str, tmp_path: Path) -> None:
    """In a real kernel, as a hub's server (which names the file) and as Colab (which does not) starts it."""
    from jupyter_client.manager import run_kernel

    lesson = tmp_path / "00-start-here.ipynb"
    source = (ROOT / "notebooks" / "zh" / "00-start-here" / "00-start-here.ipynb").read_text(encoding="utf-8")
    lesson.write_text(source, encoding="utf-8")
    codes = ['from course_lib import check; check("start-greet", lambda name: name)']
    if told == "by the first cell":
        codes.insert(0, "".join(json.loads(source)["cells"][0]["source"]))
    session = {SESSION: str(lesson)} if told == "by the file" else {}
    path = {"PYTHONPATH": str(ROOT), "COURSE_PROGRESS": "off"}
    kept = {name: value for name, value in os.environ.items() if name not in (VARIABLE, SESSION)}
    said: list[str] = []
    with run_kernel(cwd=str(tmp_path), env={**kept, **path, **session}) as kernel:
        for code in codes:
            kernel.execute_interactive(code, output_hook=lambda sent: said.append(str(sent["content"])), timeout=60)
    assert "用两种语言打招呼" in "".join(said)
