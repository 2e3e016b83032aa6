"""A student's evening in a real browser: open the lesson, run all, go wrong, read why, mend it, see it pass.

The pictures go to the folder that COURSE_SCREENSHOTS names, for a person to look at.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from browsers import CHROMIUM, browser_page
from conftest import ROOT, free_port, open_lesson

from course_lib.authoring.lesson_source import read_source, source_path
from course_lib.course_root import Course

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]

WRONG = 'def split(tokenizer, text):\n    """The tokens of `text`."""\n    return text.split()'


@pytest.fixture(scope="module", params=["en"])
def lab(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[str]:
    """JupyterLab as `make lab BROWSER=no` starts it, on a copy of the course; yields the address that it prints."""
    with running_lab(tmp_path_factory.mktemp("course") / "course", request.param) as address:
        yield address


@contextmanager
def running_lab(root: Path, language: str) -> Iterator[str]:
    root.mkdir(exist_ok=True)
    shutil.copytree(ROOT / "notebooks", root / "notebooks")
    shutil.copy(ROOT / "nbgrader_config.py", root)
    # A machine that is set to Chinese, for both languages: what `course lab` was told decides.
    environment = {**os.environ, "COURSE_PROGRESS": "", "LANG": "zh_CN.UTF-8"}
    for name in ("COURSE_LANG", "LC_ALL", "LC_CTYPE"):
        environment.pop(name, None)
    process = subprocess.Popen(
        [sys.executable, "-m", "course_lib", "lab", "--no-browser", "--port", str(free_port()), "--course", str(root),
         "--language", language],
        stdout=subprocess.PIPE, text=True, env=environment,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        address = next(found[0] for line in process.stdout if (found := re.search(r"http://127\.0\.0\.1\S+", line)))
        yield address
    finally:
        process.terminate()
        process.wait(30)
        if process.stdout is not None:
            process.stdout.close()


@pytest.fixture(scope="module")
def page() -> Iterator[Any]:
    with browser_page() as page:
        yield page


def _picture(page: Any, name: str) -> None:
    folder = os.environ.get("COURSE_SCREENSHOTS")
    if folder:
        page.screenshot(path=str(Path(folder) / f"{name}.png"))


def _run_all(page: Any, menu: str = "Run", item: str = "Run All Cells") -> None:
    page.get_by_role("menuitem", name=menu, exact=True).click()
    page.get_by_role("menuitem", name=item, exact=True).click()


def _cell(page: Any, text: str) -> Any:
    return page.locator(".jp-CodeCell").filter(has_text=text).first


def _rewrite_and_run(page: Any, cell: Any, source: str) -> None:
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(source)
    page.keyboard.press("Shift+Enter")


def _run_check(page: Any, cell: Any) -> None:
    cell.locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")


def test_a_student_goes_through_lesson_04(page: Any, lab: str) -> None:
    open_lesson(page, lab, "en/04-tokenizer/04-tokenizer.ipynb")
    _picture(page, "04-opened")
    _run_all(page)
    check = _cell(page, 'check("tokens-split", split)')
    check.scroll_into_view_if_needed()
    check.locator(".jp-OutputArea").get_by_text("Your turn").first.wait_for()
    # The last exercise's check ran too: an exercise that is not solved yet does not stop "run all".
    last = _cell(page, 'check("tokens-wordpiece", wordpiece)')
    last.scroll_into_view_if_needed()
    last.locator(".jp-OutputArea").get_by_text("Your turn").first.wait_for()
    _picture(page, "04-run-all")

    solution = _cell(page, "def split(tokenizer, text)")
    _rewrite_and_run(page, solution, WRONG)
    _run_check(page, check)
    check.locator(".jp-OutputArea").get_by_text("Not yet").first.wait_for()
    check.locator(".jp-OutputArea").get_by_text("You cut at spaces").first.wait_for()
    check.scroll_into_view_if_needed()
    _picture(page, "04-wrong")

    reference = next(
        cell.source
        for cell in read_source(source_path(Course(ROOT), "04-tokenizer")).cells
        if cell.id == "tokens-split"
    )
    _rewrite_and_run(page, _cell(page, "def split(tokenizer, text)"), reference)
    _run_check(page, check)
    check.locator(".jp-OutputArea").get_by_text("Public checks passed").first.wait_for()
    check.scroll_into_view_if_needed()
    _picture(page, "04-mended")
    # Nothing a student would take for a fault: no traceback and no warning anywhere on the page.
    assert page.get_by_text("Traceback (most recent call last)").count() == 0
    assert page.locator('[data-mime-type="application/vnd.jupyter.stderr"]').filter(has_text="Warning").count() == 0


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_rescue_line_works_in_jupyterlabs_own_terminal(
    page: Any, shell: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Typed as lesson 00 says it, by somebody whose machine's profile sets PATH anew for every login."""
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"no {shell} on this machine")
    monkeypatch.setenv("SHELL", program)
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in (".profile", ".bash_profile", ".zprofile", ".zshrc"):
        (tmp_path / name).write_text("" if name == ".zshrc" else "PATH=/usr/bin:/bin\n")
    said = tmp_path / "course" / "work" / "said.txt"
    with running_lab(tmp_path / "course", "en") as address:
        page.goto(re.sub(r"/lab[^?]*", "/lab", address))
        page.get_by_role("menuitem", name="File", exact=True).click()
        page.locator(".lm-Menu-itemLabel", has_text="New").first.hover()
        page.locator(".lm-Menu-itemLabel", has_text="Terminal").first.click()
        page.locator(".jp-Terminal .xterm-screen").wait_for()
        page.wait_for_timeout(1000)  # its screen is a picture: nothing on the page says that the prompt is there
        page.locator(".jp-Terminal").click()
        page.keyboard.type("course reset 00 > said.txt 2>&1; echo said >> said.txt\n")
        for _ in range(300):
            if said.is_file() and said.read_text(encoding="utf-8").endswith("said\n"):
                break
            page.wait_for_timeout(100)
        _picture(page, f"terminal-{shell}")
    assert said.read_text(encoding="utf-8").startswith("Fresh: work"), said.read_text(encoding="utf-8")


@pytest.mark.parametrize("lab", ["zh"], indirect=True)
def test_the_chinese_lesson_speaks_chinese(page: Any, lab: str) -> None:
    open_lesson(page, lab, "zh/00-start-here/00-start-here.ipynb")
    _run_all(page, "运行", "运行所有单元格")
    check = _cell(page, 'check("start-greet", greet)')
    check.scroll_into_view_if_needed()
    check.locator(".jp-OutputArea").get_by_text("轮到你了").first.wait_for()
    _picture(page, "00-zh")


@contextmanager
def _window(page: Any, lab: str, path: str, *, width: int = 1280, dark: bool = False) -> Iterator[Any]:
    """Another window of `page`'s browser, so that its size and its colours are nobody else's."""
    window = page.context.browser.new_page(viewport={"width": width, "height": 900})
    window.set_default_timeout(30_000)
    try:
        open_lesson(window, lab, path)
        if dark:
            window.get_by_role("menuitem", name=re.compile("^(Settings|设置)$")).click()
            window.locator(".lm-Menu-itemLabel", has_text=re.compile("Theme|主题")).first.hover()
            window.locator(".lm-Menu-itemLabel", has_text=re.compile("JupyterLab Dark|深色|暗")).first.click()
            window.locator("body[data-jp-theme-light=false]").wait_for(state="attached")
        yield window
    finally:
        window.context.close()


def test_opening_and_saving_a_lesson_changes_no_byte(page: Any, tmp_path: Path) -> None:
    root = tmp_path / "course"
    with running_lab(root, "en") as address:
        for name in ("00-start-here", "04-tokenizer", "05-new-tokens"):
            lesson = root / "work" / "en" / name / f"{name}.ipynb"
            before, saved = lesson.read_bytes(), lesson.stat().st_mtime_ns
            open_lesson(page, address, f"en/{name}/{name}.ipynb")
            # The kernel is idle: it has told which language it speaks, and JupyterLab has noted that in the notebook.
            page.locator(".lm-TabBar-tab.lm-mod-current", has_text=f"{name}.ipynb").first.wait_for()
            # No dot that says: not saved.
            page.wait_for_function("document.querySelectorAll('.jp-mod-dirty').length === 0")
            page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-MarkdownCell").first.click()
            page.keyboard.press("Control+s")
            for _ in range(200):
                if lesson.stat().st_mtime_ns != saved and lesson.read_bytes().endswith(b"}\n"):
                    break
                page.wait_for_timeout(50)
            assert lesson.stat().st_mtime_ns != saved, "it was saved"
            assert lesson.read_bytes() == before


def test_a_narrow_window_begins_with_the_lesson(page: Any, tmp_path: Path) -> None:
    first = "en/00-start-here/00-start-here.ipynb"
    with running_lab(tmp_path / "course", "en") as address:
        with _window(page, address, first) as wide:
            assert wide.locator("#filebrowser").is_visible(), "in a wide one the files are there"
        with _window(page, address, first, width=390) as narrow:
            narrow.locator("#filebrowser").wait_for(state="hidden")
            assert narrow.locator(".jp-Notebook").first.bounding_box()["width"] > 280
            _picture(narrow, "narrow")


def test_the_list_of_files_shows_all_lessons(page: Any, lab: str) -> None:
    page.goto(lab)
    page.locator(".jp-Notebook .jp-Cell").first.wait_for()
    for name in ("00-start-here", "04-tokenizer", "05-new-tokens"):
        page.locator(".jp-DirListing-item").filter(has_text=name).first.wait_for()
    _picture(page, "first-screen")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_check_leads_on_and_says_no_more_than_its_panel(page: Any, language: str, dark: bool, tmp_path: Path) -> None:
    shade = f"{language}-{'dark' if dark else 'light'}"
    says = {
        "en": ("has not been run yet", "Ready.", "Not yet", "1 of 3 in this lesson", "A worked solution: A"),
        "zh": ("还没有运行", "准备好了。", "还没做对", "已完成 1 个", "参考答案：用"),
    }[language]
    with (
        running_lab(tmp_path / "course", language) as address,
        _window(page, address, f"{language}/00-start-here/00-start-here.ipynb", dark=dark) as page,
    ):
        check = _cell(page, 'check("start-greet", greet)')
        check.scroll_into_view_if_needed()
        _run_check(page, check)
        check.locator(".jp-OutputArea").get_by_text(says[0]).first.wait_for()
        _picture(page, f"too-early-{shade}")
        setup = _cell(page, "import check, hint, progress, ready")
        _run_check(page, setup)
        setup.locator(".jp-OutputArea").get_by_text(says[1]).first.wait_for()
        _picture(page, f"ready-{shade}")
        for answer, verdict in (("print(name)", says[2]), ('return f"你好，{name}！Hello, {name}!"', says[3])):
            _rewrite_and_run(page, _cell(page, "def greet(name)"), f"def greet(name):\n    {answer}")
            _run_check(page, check)
            check.locator(".jp-OutputArea").get_by_text(verdict).first.wait_for()
            assert check.locator('[data-mime-type="application/vnd.jupyter.error"]').count() == 0
            assert check.locator('[data-mime-type="application/vnd.jupyter.stderr"]').count() == 0
        check.scroll_into_view_if_needed()
        _picture(page, f"passed-{shade}")
        _rewrite_and_run(page, _cell(page, 'hint("start-mend")'), 'solution("start-greet")')
        worked = page.locator(".jp-OutputArea").get_by_text(says[4]).first
        worked.wait_for()
        worked.scroll_into_view_if_needed()
        _picture(page, f"solution-{shade}")


def test_the_last_text_leads_to_the_next_lesson(page: Any, lab: str) -> None:
    open_lesson(page, lab, "en/04-tokenizer/04-tokenizer.ipynb")
    page.locator(".jp-Notebook").first.click()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+ArrowDown")
    page.keyboard.press("End")
    link = page.locator(".jp-RenderedMarkdown a", has_text="05 · New tokens").first
    link.scroll_into_view_if_needed()
    link.click()
    page.locator(".lm-TabBar-tabLabel", has_text="05-new-tokens.ipynb").first.wait_for()
