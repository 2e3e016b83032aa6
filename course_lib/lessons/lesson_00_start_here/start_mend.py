"""start-mend: text, n -> the last n characters."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from course_lib.exercises.exercise import Case, Decide
from course_lib.exercises.properties import is_exactly
from course_lib.lessons.sentences import sentence


def decide_last(text: str, n: int) -> Decide:
    expected = text[max(0, len(text) - n) :]

    def decide(seen: Mapping[str, Any]) -> str | None:
        end = seen["returned"]
        if problem := is_exactly(end, str):
            return problem
        if end == expected:
            return None
        if n == 0:
            return "minus-zero" if end == text else "differs"
        if n == 1 and end == "":
            return "differs"  # an empty text alone does not tell how it came about
        if n > len(text):
            return _problem_of_too_many(text, n, end)
        looks_like = {
            "from-the-start": {text[:n]},
            "backwards": {expected[::-1]},
            "off-by-one": {expected[1:], text[-n - 1 :], text[-n:-1]},
            "ends-too-early": {text[: len(text) - 1][-n:]},
            "wide-counts-more": {_last_columns(text, n), text.encode()[-n:].decode(errors="ignore")},
            "skips-some": {"".join(filter(keep, text))[-n:] for keep in (str.isalnum, str.strip)} | {text.strip()[-n:]},
        }
        return next((name for name, values in looks_like.items() if end in values), "differs")

    return decide


def _problem_of_too_many(text: str, n: int, end: str) -> str:
    if end == text[len(text) - n :]:
        return "goes-round"
    return "nothing-when-too-many" if end == "" else "differs"


def _last_columns(text: str, columns: int) -> str:
    """The end of a text that fits in so many columns, a full-width character taking two."""
    kept = ""
    for character in reversed(text):
        columns -= 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if columns < 0:
            break
        kept = character + kept
    return kept


def last_case(kind: str, text: str, n: int) -> Case:
    return Case(kind, (text, n), decide_last(text, n), expected=text[max(0, len(text) - n) :])


def cases(rng: random.Random) -> Iterator[Case]:
    yield last_case("some", "Hello, world!", 8)
    yield last_case("some", "你好，世界！", 3)
    yield last_case("one", "早上好。", 1)
    yield last_case("none", "早上好", 0)
    yield last_case("all", "Hi, 小明", 6)
    yield last_case("too-many", "你好", 3)
    yield last_case("too-many", "", 2)
    yield last_case("lines", "to be,\n\tor not\n", 7)
    for _ in range(3):
        text = sentence(rng)
        yield last_case("random", text, rng.randint(2, 6))
