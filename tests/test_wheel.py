"""What `pip install` brings: the helper library with models, words and lessons, nothing secret; and a course from it.

The wheel is built from the files that git knows, so that nothing is left lying in the checkout.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from browsers import CHROMIUM, browser_page
from conftest import ROOT, free_port, open_lesson

from course_lib.authoring.lesson_source import source_lessons
from course_lib.course_root import LANGUAGES, Course
from course_lib.exercises.catalogue import package_of_lesson
from course_lib.exercises.worked_solution import FILE as WORKED

INTO_THE_WHEEL = ("course_lib/", "notebooks/", "pyproject", "setup.py", "MANIFEST", "README", "LICENSE")
LESSONS = source_lessons(Course(ROOT))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if name.startswith(INTO_THE_WHEEL) and (ROOT / name).is_file():
            copy = folder / "source" / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes((ROOT / name).read_bytes())
    _pip("wheel", "--no-build-isolation", "-w", str(folder), str(folder / "source"))
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    return set(zipfile.ZipFile(wheel).namelist())


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that Python imports the installed wheel from, in place of this checkout."""
    folder = tmp_path_factory.mktemp("installed")
    _pip("install", "--target", str(folder), str(wheel))
    return folder


def _pip(command: str, *arguments: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "pip", command, "-q", "--no-deps", "--disable-pip-version-check", *arguments],
        check=True, capture_output=True,
    )  # fmt: skip


def _course(installed: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """`course …` of the installed wheel, in `folder`, as somebody has it who never saw a checkout."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "course_lib", *words], cwd=folder, env=_environment(installed),
        capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip


def _environment(installed: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("COURSE_PROGRESS", "COURSE_LANG")}
    return {**kept, "PYTHONPATH": str(installed), "HOME": str(installed.parent)}


@contextmanager
def _lab(installed: Path, folder: Path, *words: str) -> Iterator[str]:
    """JupyterLab as `course lab` starts it there; the address that it prints."""
    command = [sys.executable, "-P", "-m", "course_lib", "lab", "--no-browser", "--port", str(free_port()), *words]
    process = subprocess.Popen(command, cwd=folder, env=_environment(installed), stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield next(match[0] for line in process.stdout if (match := re.search(r"http://127\.0\.0\.1\S+", line)))
    finally:
        process.terminate()
        process.wait(30)
        if process.stdout is not None:
            process.stdout.close()


def test_the_wheel_holds_the_model_and_every_lessons_words(names: set[str]) -> None:
    assert {"course_lib/zoo/bert_zh/model.safetensors", "course_lib/zoo/bert_zh/tokenizer.json"} <= names
    assert "course_lib/exercises/texts/common.zh.toml" in names
    for lesson in LESSONS:
        assert f"course_lib/lessons/{package_of_lesson(lesson)}/words.en.toml" in names


def test_the_wheel_holds_the_student_edition_as_it_is_here(names: set[str], wheel: Path) -> None:
    course = Course(ROOT)
    expected = {
        f"course_lib/student_edition/{path.relative_to(course.notebooks).as_posix()}": path
        for language in LANGUAGES
        for lesson in course.lessons(language)
        for path in [course.student_notebook(lesson, language)]
    }
    assert {name for name in names if name.endswith(".ipynb")} == set(expected)
    with zipfile.ZipFile(wheel) as archive:
        assert all(archive.read(name) == path.read_bytes() for name, path in expected.items())


def test_the_wheel_holds_no_solution_and_no_judge(names: set[str]) -> None:
    assert not [name for name in names if "solutions/" in name or "judge.py" in name or "answers/" in name]


def test_the_wheel_holds_what_solution_shows_and_what_jupyterlab_loads(names: set[str]) -> None:
    shown = {f"course_lib/lessons/{package_of_lesson(lesson)}/{WORKED}" for lesson in Course(ROOT).lessons()}
    assert shown <= names, "there without a checkout"
    assert {"course_lib/lab/page/glassbox/package.json", "course_lib/lab/page/glassbox/static/page.js"} <= names


def test_an_editable_install_copies_no_lessons() -> None:
    assert not (ROOT / "course_lib" / "student_edition").exists()


def test_outside_a_course_folder_it_says_how_to_make_one(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    for words in (("reset", "00"), ("lab", "--no-browser")):
        done = _course(installed, tmp_path, *words)
        assert done.returncode == 2 and "`course lab`" in done.stderr, done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"], "nothing of it was made a course"


def test_progress_and_doctor_work_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    progress = _course(installed, tmp_path, "progress", "--json")
    assert progress.returncode == 0 and json.loads(progress.stdout)["passed"] == 0, progress.stderr
    found = json.loads(_course(installed, tmp_path, "doctor", "--json").stdout)
    wrong = [finding for finding in found["findings"] if finding["mark"] == "wrong"]
    assert wrong == [], "what this machine has is all that a student needs"


def test_a_folder_of_ones_own(installed: Path, tmp_path: Path) -> None:
    with _lab(installed, tmp_path, "--language", "zh") as address:
        assert "00-start-here" in address
        copies = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.ipynb"))
        assert copies == [f"work/zh/{lesson}/{lesson}.ipynb" for lesson in Course(ROOT).lessons("zh")]
    mine = tmp_path / copies[0]
    mine.write_text("mine", encoding="utf-8")
    done = _course(installed, mine.parent, "reset", "00", "--language", "zh", "--json")
    assert done.returncode == 0, done.stderr
    assert Path(json.loads(done.stdout)["backup"]).read_text(encoding="utf-8") == "mine"
    (tmp_path / "work" / ".progress.json").write_text('{"start-greet": {"tries": 1, "passed": "now"}}')
    assert json.loads(_course(installed, tmp_path, "progress", "--json").stdout)["passed"] == 1


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_the_first_lesson_runs_in_a_browser(installed: Path, tmp_path: Path) -> None:
    with _lab(installed, tmp_path) as address, browser_page() as page:
        open_lesson(page, address, "en/00-start-here/00-start-here.ipynb")
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        check = page.locator(".jp-CodeCell").filter(has_text='check("start-greet", greet)').first
        check.scroll_into_view_if_needed()
        check.locator(".jp-OutputArea").get_by_text("Your turn").first.wait_for()
        if pictures := os.environ.get("COURSE_SCREENSHOTS"):
            page.screenshot(path=str(Path(pictures) / "wheel-00.png"))
        assert page.get_by_text("Traceback (most recent call last)").count() == 0
