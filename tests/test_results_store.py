"""When a submission is graded anew: when something changed that has a say in its marks, and never otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import course_lib
from course_lib.course_root import Course
from course_lib.grading.limits import Limits
from course_lib.grading.records import results_store
from course_lib.grading.records.results_store import lesson_version

LESSON = "00-start-here"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A library of a few files, in place of the course's own."""
    root = tmp_path / "course_lib"
    for name in (
        "__init__.py",
        "exercises/verdicts.py",
        "exercises/texts/common.en.toml",
        "zoo/bert_zh/model.safetensors",
        "grading/reports/page.py",
        "commands/lab.py",
        "zoo/bert_zh/card.json",
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)
    monkeypatch.setattr(course_lib, "__file__", str(root / "__init__.py"))
    results_store._library.cache_clear()
    yield root
    results_store._library.cache_clear()


def version(course: Course, language: str = "en") -> str:
    results_store._library.cache_clear()
    return lesson_version(course, LESSON, "seed", language, Limits())


@pytest.mark.parametrize(
    ("changed", "anew"),
    [
        ("exercises/verdicts.py", True),
        ("exercises/texts/common.en.toml", True),
        ("zoo/bert_zh/model.safetensors", True),
        ("grading/reports/page.py", False),
        ("commands/lab.py", False),
        ("zoo/bert_zh/card.json", False),
    ],
)
def test_a_change_of_the_library(copied_course: Course, library: Path, changed: str, anew: bool) -> None:
    before = version(copied_course)
    assert version(copied_course) == before
    (library / changed).write_text("changed")
    assert (version(copied_course) != before) is anew


def test_a_change_of_the_lesson(copied_course: Course, library: Path) -> None:
    seen = {version(copied_course), version(copied_course, "zh")}
    for changed in (copied_course.solutions / LESSON / "judge.py", copied_course.student_notebook(LESSON)):
        changed.write_text(changed.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        seen.add(version(copied_course))
    assert len(seen) == 4
