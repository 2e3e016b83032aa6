"""The daily and the weekly run together hold every test; a test that goes says what holds its assertion now."""

from __future__ import annotations

import ast
import re

import pytest
import touched
from conftest import LONGEST, ROOT

TESTS = ROOT / "tests"
LIST = TESTS / "assertions.txt"

#: What stood in a test that is no more: where the same is asserted now.
NOW = {
    "test_grading_cluster::test_a_cluster_without_workers_is_given_up":
        "test_grading_cluster::test_a_cluster_without_workers_says_so_at_once_and_is_given_up",
    "test_verify::test_every_exercise_is_proven": "make verify",
    "test_wheel::test_the_wheel_holds_the_model_and_every_lessons_texts":
        "test_wheel::test_the_wheel_holds_the_model_and_every_lessons_words",
    "test_zoo::test_figures_are_those_of_the_card": "test_zoo_models::test_its_figures_are_those_of_its_card",
    "test_zoo_chat::test_every_line_of_every_chinese_poem_has_five_characters":
        "test_zoo_chat::test_every_chinese_poem_has_four_lines_of_five_characters_that_keep_their_place",
    "test_zoo_chat::test_every_theme_can_do_without_any_character_asked_for":
        "test_zoo_chat::test_every_theme_can_do_without_any_character_of_its_poems",
    "test_zoo_ner::test_tiny_settings_build": "test_zoo_models::test_its_recipe_builds",
    "test_zoo_qa::test_tiny_settings_build": "test_zoo_models::test_its_recipe_builds",
}  # fmt: skip


def written() -> set[str]:
    """``module::function`` of every test, however it is marked."""
    return {
        f"{path.stem}::{node.name}"
        for path in TESTS.glob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def recipe(target: str) -> str:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    (found,) = re.findall(rf"^{target}:.*\n((?:\t.*\n)+)", text, re.MULTILINE)
    return str(found)


def test_no_assertion_was_lost() -> None:
    listed = [line for line in LIST.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert len(listed) == len(set(listed)) > 500
    here = written()
    assert sorted(set(listed) - here - set(NOW)) == []
    for gone, now in NOW.items():
        assert gone in listed and gone not in here
        assert now in here or re.fullmatch(r"make [a-z]+", now), now


def test_every_test_is_in_one_list_and_every_list_is_run() -> None:
    assert "-m 'not slow and not browser'" in recipe("unit")
    assert "-m 'browser and not slow'" in recipe("browser")
    assert "-m slow" in recipe("weekly") and "verify --all\n" in recipe("weekly")
    assert "verify --all $(notdir $(wildcard solutions/0?-*))\n" in recipe("verify")
    daily = recipe("test").split()
    assert {"lint", "types", "unit", "verify", "notebooks", "browser"} <= set(daily)
    weekly = (ROOT / ".github" / "workflows" / "newest.yml").read_text(encoding="utf-8")
    assert "pytest -rs -m slow\n" in weekly and "course_lib verify --all\n" in weekly


def test_the_longest_modules_are_modules_of_tests() -> None:
    assert [name for name in LONGEST if not (TESTS / f"{name}.py").is_file()] == []


@pytest.mark.parametrize(
    ("path", "module"),
    [
        ("course_lib/exercises/verdicts.py", "test_checks"),
        ("course_lib/lab/copies.py", "test_lab"),
        ("course_lib/display/tokens.py", "test_rooms"),
        ("tests/small_tokenizers.py", "test_tokens"),
        ("tests/test_cli.py", "test_cli"),
        ("constraints.txt", "test_versions"),
        ("solutions/04-tokenizer/04-tokenizer.py", "test_build"),
    ],
)
def test_quick_runs_what_a_change_touches(path: str, module: str) -> None:
    assert (ROOT / path).is_file()
    found = touched.touched([path])
    assert module in found
    assert len(found) < len(list(TESTS.glob("test_*.py"))) / 2


def test_quick_runs_nothing_for_words_of_a_page() -> None:
    assert touched.touched(["docs/house.md"]) == []
