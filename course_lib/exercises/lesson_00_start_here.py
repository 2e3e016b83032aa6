"""The exercises of lesson 00: no model yet, only functions that take a text and return a value.

They are there to meet `check` and `hint` on something small. A ``decide_…`` function first asks for the
type, then looks for what typical mistakes give, then compares. The judge uses the same ones.
"""

from __future__ import annotations

import random
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from course_lib.exercises.exercise import Case, Decide, Exercise
from course_lib.exercises.properties import is_exactly
from course_lib.exercises.random_text import chinese, english, mixed, sentence

# start-greet: name -> greeting in two languages


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
        if name.lower() not in text.lower():
            spelled_out = (greeting("name"), greeting("{name}"))
            return "the-word-name" if text in spelled_out else "same-for-every-input"
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


def _same_but_for_width(one: str, other: str) -> bool:
    """Whether two texts differ in full-width and half-width forms only, ``，`` for ``,``, spaces aside."""
    folded = [unicodedata.normalize("NFKC", text).replace(" ", "") for text in (one, other)]
    return folded[0] == folded[1]


def greet_case(kind: str, name: str) -> Case:
    return Case(kind, (name,), decide_greet(name), expected=greeting(name))


def greet_cases(rng: random.Random) -> Iterator[Case]:
    yield greet_case("chinese", "小明")
    yield greet_case("english", "Alice")
    for name in rng.sample(["王芳", "李雷", "欧阳娜娜", "阿里木", "Tom", "Zoë", "Mary Ann", "Konstantin"], 4):
        yield greet_case("random", name)


# start-mend: text, n -> the last n characters


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
        if n > len(text):
            return _problem_of_too_many(text, n, end)
        looks_like = {
            "from-the-start": {text[:n]},
            "backwards": {expected[::-1]},
            "off-by-one": {expected[1:], text[: len(text) - 1][-n:], text[-n - 1 :], text[-n:-1]},
            "wide-counts-more": {_last_columns(text, n), text.encode()[-n:].decode(errors="ignore")},
            "skips-some": {"".join(filter(keep, text))[-n:] for keep in (str.isalnum, str.strip)},
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


def last_cases(rng: random.Random) -> Iterator[Case]:
    yield last_case("some", "你好，世界！", 3)
    yield last_case("some", "Hello, world!", 8)
    yield last_case("none", "早上好", 0)
    yield last_case("too-many", "你好", 3)
    for _ in range(4):
        text = sentence(rng)
        yield last_case("random", text, rng.randint(2, 6))


# start-count: text -> (character, how often), most frequent first


def ranking(text: str) -> list[tuple[str, int]]:
    """Most frequent first, equally frequent in order of first appearance, as in Counter's own method."""
    return Counter(text.replace(" ", "")).most_common()


def decide_count(text: str) -> Decide:
    expected = ranking(text)

    def decide(seen: Mapping[str, Any]) -> str | None:
        pairs = seen["returned"]
        # The form first: to Python, True is equal to 1 and 4.0 to 4.
        if problem := _problem_of_form(pairs):
            return problem
        if pairs == expected:
            return None
        if sorted(pairs) == sorted(expected):
            return _problem_of_order(pairs, text)
        looks_like = {
            "counts-spaces": Counter(text).items(),
            "folds-case": Counter(text.lower().replace(" ", "")).items(),
            "drops-punctuation": Counter(filter(str.isalnum, text)).items(),
            "every-occurrence": [(c, text.count(c)) for c in text if c != " "],
        }
        return next((name for name, values in looks_like.items() if sorted(values) == sorted(pairs)), "differs")

    return decide


def _problem_of_form(pairs: Any) -> str | None:
    if pairs is None:
        return "returns-nothing"
    if isinstance(pairs, dict):
        return "dict-not-list"
    if type(pairs) is not list or any(type(pair) is not tuple or len(pair) != 2 for pair in pairs):
        return "wrong-type"
    kinds = {(type(first), type(second)) for first, second in pairs}
    if kinds == {(int, str)}:
        return "number-first"
    return None if kinds <= {(str, int)} else "wrong-type"


def _problem_of_order(pairs: list[tuple[str, int]], text: str) -> str:
    """Which wrong order it is; the pairs themselves are right."""
    counts = [count for _, count in pairs]
    if counts == sorted(counts, reverse=True):
        groups = sorted(pairs, key=lambda pair: (-pair[1], pair[0]))
        return "ties-by-character" if pairs == groups else "ties-in-another-order"
    if counts == sorted(counts):
        return "rarest-first"
    if pairs == sorted(pairs):
        return "by-character"
    return "not-sorted" if pairs == list(Counter(text.replace(" ", "")).items()) else "differs"


def count_case(kind: str, text: str) -> Case:
    return Case(kind, (text,), decide_count(text), expected=ranking(text))


def count_cases(rng: random.Random) -> Iterator[Case]:
    yield count_case("word", "banana")
    yield count_case("ties", "好好学习，天天向上！")
    yield count_case("spaces", "Slow and steady wins the race.")
    for make in (chinese, english, mixed):
        yield count_case("random", make(rng))


EXERCISES = (
    Exercise("start-greet", "greet", points=1, minutes=3, difficulty="warm-up", cases=greet_cases, seconds_per_call=5),
    Exercise("start-mend", "last", points=1, minutes=4, difficulty="warm-up", cases=last_cases, seconds_per_call=5),
    Exercise(
        "start-count", "count_characters", points=1, minutes=6, difficulty="core", cases=count_cases, seconds_per_call=5
    ),
)
