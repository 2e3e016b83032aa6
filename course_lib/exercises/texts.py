"""The words of the exercises: titles, hints, case labels and misconceptions, one ``words.LANGUAGE.toml`` a lesson."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from course_lib.exercises.catalogue import lesson_folder

COMMON = Path(__file__).parent / "texts"

#: The names whose sentences could stand under any answer: what is left when nothing better is known of this one.
STOCK = frozenset(
    """differs wrong-type wrong-shape wrong-dtype returns-nothing another-value right-value-wrong-deed
    crashed type-error value-error runtime-error""".split()  # noqa: SIM905
)


@dataclass(frozen=True)
class ExerciseTexts:
    """What a student reads of one exercise, in one language."""

    title: str
    hints: tuple[str, ...]
    cases: Mapping[str, str]
    wrong: Mapping[str, str]
    shown: Mapping[str, str] = field(default_factory=dict)

    def case(self, kind: str) -> str:
        """The row's label; a case that has no words of its own is shown by its kind."""
        return self.cases.get(kind, kind)

    def misconception(self, name: str, words: Mapping[str, str | int] | None = None) -> str:
        """What to tell a student who shows this misconception; every name that `decide` gives has words.

        `words` fill the {braces} of those names in its sentence; other braces are the sentence's own.
        """
        return self._filled(self.wrong[name], words or {})

    def label(self, name: str, words: Mapping[str, str | int] | None = None) -> str:
        """The words for a row that a `Mistake` shows; one without words is shown as it is named."""
        return self._filled(self.shown.get(name, name), words or {})

    def _filled(self, text: str, words: Mapping[str, str | int]) -> str:
        for name, word in words.items():
            text = text.replace(f"{{{name}}}", self.shown.get(word, word) if isinstance(word, str) else str(word))
        return text


@cache
def exercise_texts(lesson: str, exercise_id: str, language: str) -> ExerciseTexts:
    """The texts of one exercise. A lesson not yet written in `language` speaks English."""
    entry = lesson_texts(lesson, language).get(exercise_id, {})
    return ExerciseTexts(
        title=entry.get("title", exercise_id),
        hints=tuple(entry.get("hints", ())),
        cases=entry.get("cases", {}),
        wrong=common_texts(language)["wrong"] | entry.get("wrong", {}),
        shown=entry.get("shown", {}),
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
