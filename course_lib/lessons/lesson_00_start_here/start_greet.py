"""start-greet: name -> greeting in two languages."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from course_lib.exercises.exercise import Case, Decide
from course_lib.exercises.properties import is_exactly


def greeting(name: str) -> str:
    return f"你好，{name}！Hello, {name}!"


def _halves(name: str) -> tuple[str, str]:
    return f"你好，{name}！", f"Hello, {name}!"


def _letters(text: str) -> str:
    """What is left of a text without punctuation and spaces."""
    return "".join(c for c in text if not unicodedata.category(c).startswith(("P", "Z")))


def decide_greet(name: str) -> Decide:
    expected = greeting(name)
    zh, en = _halves(name)

    def decide(seen: Mapping[str, Any]) -> str | None:
        text = seen["returned"]
        if problem := is_exactly(text, str):
            return problem
        if text == expected:
            return None
        if text in (greeting("name"), greeting("{name}")):
            return "the-word-name"
        if name not in text and (problem := _problem_of_name(text, name)):
            return problem
        if text.replace(" ", "") in (zh, en.replace(" ", "")):
            return "one-language"
        if text.replace(" ", "") == (en + zh).replace(" ", ""):
            return "english-first"
        if text.replace(" ", "") == expected.replace(" ", ""):
            return "spaces"
        if _same_but_for_width(text, expected):
            return "punctuation-width"
        return "punctuation-missing" if _letters(text) == _letters(expected) else "differs"

    return decide


def _problem_of_name(text: str, name: str) -> str | None:
    """What became of a name that is not in the greeting as it stands."""
    if any(text == greeting(part) for part in name.split()):
        return "part-of-the-name"
    if any(text == greeting(change(name)) for change in (str.title, str.capitalize, str.upper, str.lower)):
        return "changes-capitals"
    return None if text.casefold() != greeting(name).casefold() else "changes-capitals"


def _same_but_for_width(one: str, other: str) -> bool:
    """Whether two texts differ in full-width and half-width forms only, ``，`` for ``,``, spaces aside."""
    folded = [unicodedata.normalize("NFKC", text).replace(" ", "") for text in (one, other)]
    return folded[0] == folded[1]


def greet_case(kind: str, name: str) -> Case:
    return Case(kind, (name,), decide_greet(name), expected=greeting(name))


def cases(rng: random.Random) -> Iterator[Case]:
    yield greet_case("chinese", "小明")
    yield greet_case("english", "Alice")
    yield greet_case("two-words", "Mary Ann")
    yield greet_case("unusual", "bell hooks")
    yield greet_case("unusual", "{x} 100%")
    for name in rng.sample(["王芳", "李雷", "欧阳娜娜", "阿里木", "Tom", "Zoë", "Jean Paul", "O'Neil"], 3):
        yield greet_case("random", name)
