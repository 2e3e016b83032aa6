"""What `pip install` brings (on Colab, say): the helper library with its models and texts, and nothing secret."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT

from course_lib.authoring.lesson_source import source_lessons
from course_lib.course_root import Course
from course_lib.exercises.catalogue import package_of_lesson


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The files in the wheel, built from the files that git knows, so that nothing is left lying in the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if name.startswith(("course_lib/", "pyproject", "README", "LICENSE")) and (ROOT / name).is_file():
            copy = folder / "source" / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes((ROOT / name).read_bytes())
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", str(folder),
         str(folder / "source")],
        check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = Path(folder).glob("*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


def test_the_wheel_holds_the_model_and_every_lessons_texts(names: set[str]) -> None:
    assert {"course_lib/zoo/bert_zh/model.safetensors", "course_lib/zoo/bert_zh/tokenizer.json"} <= names
    assert "course_lib/exercises/texts/common.zh.toml" in names
    for lesson in source_lessons(Course(ROOT)):
        assert f"course_lib/lessons/{package_of_lesson(lesson)}/words.en.toml" in names


def test_the_wheel_holds_no_solution_and_no_judge(names: set[str]) -> None:
    assert not [name for name in names if "solutions" in name or "judge.py" in name or "answers/" in name]
