"""README and the papers beside it name only what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from imports import ROOT
from rooms import HOUSES, rooms_of

from course_lib.cli import main

TOP = ("README", "README.zh", "SECURITY", "CONTRIBUTING")
PAPERS = [*(ROOT / f"{name}.md" for name in TOP), *sorted(ROOT.glob("docs/*.md"))]
FOLDERS = ("course_lib", "tests", "solutions", "notebooks", "docs", "benchmarks", "binder", ".github", ".ci")
#: A file that is named without its folder. Of these kinds; others (tables, pages, archives) are what commands write.
_FILE = re.compile(r"[\w.*-]+\.(?:py|md|toml|yml|svg|cff|txt)|Makefile|LICENSE[\w-]*")
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\((?!\w+:|#)([^)\s#]+)")
#: What stands for a lesson's number, and for its name, an exercise's, or any other.
_PLACEHOLDERS = {"NN": "[0-9][0-9]", "slug": "*", "ID": "*", "NAME": "*"}


def named_paths(text: str) -> list[str]:
    """What stands in backticks and looks like a path of the repository, or of a room: ``exercises/checking.py``."""
    named = [word.rstrip(",;:.") for code in _CODE.findall(_FENCE.sub("", text)) for word in code.split()]
    first = {*FOLDERS, *rooms_of(HOUSES[0])}
    return [n for n in named if (n.partition("/")[0] in first if "/" in n else _FILE.fullmatch(n))]


def is_there(name: str) -> bool:
    """Whether there is a file or folder of that name; of a pattern (``lesson_NN_slug``, ``*``, ``{en,zh}``), any."""
    pattern = re.sub(r"NN|slug|\bID\b|\bNAME\b", lambda found: _PLACEHOLDERS[found[0]], name).rstrip("/")
    if "/" not in name:
        return any(path.is_file() for folder in FOLDERS for path in (ROOT / folder).rglob(pattern)) or any(
            path.is_file() for path in ROOT.glob(pattern)
        )
    if name.partition("/")[0] in FOLDERS:
        found = [path for each in alternatives(pattern) for path in ROOT.glob(each)]
        return any(path.is_dir() or not name.endswith("/") for path in found)
    return is_there(f"course_lib/{name}") or is_there(f"course_lib/{name}.py")  # a room may be a module


def alternatives(pattern: str) -> list[str]:
    """``notebooks/{en,zh}`` -> a pattern for each."""
    braces = re.search(r"\{([^{}]*)\}", pattern)
    if braces is None:
        return [pattern]
    return [each for one in braces[1].split(",") for each in alternatives(pattern.replace(braces[0], one.strip()))]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_path_that_a_paper_names_is_there(paper: Path) -> None:
    text = paper.read_text(encoding="utf-8")
    assert [name for name in named_paths(text) if not is_there(name)] == []
    assert [link for link in _LINK.findall(_FENCE.sub("", text)) if not (paper.parent / link).exists()] == []


def test_a_path_that_is_not_there_is_seen() -> None:
    named = named_paths(
        "`course_lib/exercises/lesson_NN_slug.py`, `exercises/texts/lesson.toml`, `python benchmarks/none.py --all`, "
        "`none.py`, `solutions/NN-slug/cases/`, `grading/judging/judge.py`, `docs/{none,nothing}.md`, `LICENSE-none`"
    )
    assert len(named) == 8
    assert not any(map(is_there, named))


def test_a_path_that_is_there_may_be_a_pattern() -> None:
    named = named_paths(
        "`course_lib/lessons/lesson_NN_slug/exercises.py`, `solutions/NN-slug/answers/ID.py`, `judge.py`, `Makefile`, "
        "`course_lib/zoo/*/README.md`, `notebooks/{en,none}/NN-slug/`, `grading/judging/session.py`, `words.en.toml`"
    )
    assert len(named) == 8
    assert all(map(is_there, named))


def test_what_a_person_types_or_gets_is_no_path_of_the_repository() -> None:
    assert named_paths("`make lab`, `grades.csv`, `GRADED/report.html`, `work/`, `STUDENT/LESSON/LESSON.ipynb`") == []


def test_the_table_of_rooms_has_every_room_once() -> None:
    text = (ROOT / "docs" / "house.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `([\w/]+)` \|", text, re.MULTILINE)
    assert sorted(listed) == sorted([*rooms_of(HOUSES[0]), *(f"grading/{room}" for room in rooms_of(HOUSES[1]))])


def test_the_chinese_readme_says_what_the_english_one_says() -> None:
    english, chinese = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh.md"))
    cut = "<!-- from here on not in a class's copy -->"
    for pattern in (r"^## ", r"^\| ", r"^```"):
        one, other = (re.findall(pattern, text.partition(cut)[0], re.MULTILINE) for text in (english, chinese))
        assert one == other, pattern
    for number in ("3.11", "400 MB", "44", "300"):
        assert number in english and number in chinese


def test_no_link_in_a_class_copy_leads_nowhere(tmp_path: Path) -> None:
    out = tmp_path / "class"
    assert main(["release", str(out), "--course", str(ROOT)]) == 0
    papers = [*out.glob("*.md"), *out.glob("docs/*.md")]
    assert {"README.md", "README.zh.md"} <= {paper.name for paper in papers}
    for paper in papers:
        text = paper.read_text(encoding="utf-8")
        assert [link for link in _LINK.findall(_FENCE.sub("", text)) if not (paper.parent / link).exists()] == []
        for instructors in ("course grade", "course release", "CONTRIBUTING", "SECURITY", "make test"):
            assert instructors not in text, paper
