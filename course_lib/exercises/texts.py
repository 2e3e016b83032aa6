"""The words of the exercises: titles, hints, case labels and misconceptions, one ``words.LANGUAGE.toml`` a lesson."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from course_lib.exercises.catalogue import lesson_folder

COMMON = Path(__file__).parent / "texts"


@dataclass(frozen=True)
class ExerciseTexts:
    """What a student reads of one exercise, in one language."""

    title: str
    hints: tuple[str, ...]
    cases: Mapping[str, str]
    wrong: Mapping[str, str]

    def case(self, kind: str) -> str:
        """The row's label; a case that has no words of its own is shown by its kind."""
        return self.cases.get(kind, kind)

    def misconception(self, name: str) -> str:
        """What to tell a student who shows this misconception; every name that `decide` gives has words."""
        return self.wrong[name]


@cache
def exercise_texts(lesson: str, exercise_id: str, language: str) -> ExerciseTexts:
    """The texts of one exercise. A lesson not yet written in `language` speaks English."""
    entry = lesson_texts(lesson, language).get(exercise_id, {})
    return ExerciseTexts(
        title=entry.get("title", exercise_id),
        hints=tuple(entry.get("hints", ())),
        cases=entry.get("cases", {}),
        wrong=common_texts(language)["wrong"] | entry.get("wrong", {}),
    )


@cache
def lesson_texts(lesson: str, language: str) -> dict[str, Any]:
    """One lesson's file as it is: ``title`` and a table per exercise id."""
    path = lesson_folder(lesson) / f"words.{language}.toml"
    if not path.is_file():
        path = lesson_folder(lesson) / "words.en.toml"
    return _read(path) if path.is_file() else {}


@cache
def common_texts(language: str) -> dict[str, Any]:
    """The words that every exercise shares: outcomes, buttons, misconceptions that are about Python itself."""
    return _read(COMMON / f"common.{language}.toml")


def _read(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)
