"""start-count: text -> (character, how often), most frequent first."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from course_lib.exercises.exercise import Case, Decide
from course_lib.lessons.sentences import chinese, english, mixed


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
            "drops-lines-and-tabs": Counter("".join(text.split())).items(),
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


def cases(rng: random.Random) -> Iterator[Case]:
    yield count_case("word", "banana")
    yield count_case("ties", "好好学习，天天向上！")
    yield count_case("spaces", "Slow and steady wins the race.")
    yield count_case("lines", "To be,\n\tor not\tto be\n")
    yield count_case("empty", "")
    yield count_case("wide", "Ａ A a，, a")
    for make in (chinese, english, mixed):
        yield count_case("random", make(rng))
