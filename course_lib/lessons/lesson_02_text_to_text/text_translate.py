"""text-translate: a translator, texts and a size -> their translations, so many read at once."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.exercises.fresh import Fresh
from course_lib.exercises.mistakes import Mistake
from course_lib.lessons.decisions import decision, leaves_alone, list_of
from course_lib.lessons.lesson_02_text_to_text.everyday import sentence
from course_lib.lessons.lesson_02_text_to_text.text_models import TRANSLATORS, written


def translate_case(kind: str, language: str, texts: Sequence[str], size: int) -> Case:
    given, name = list(texts), TRANSLATORS[language]
    batches = [tuple(given[first : first + size]) for first in range(0, len(given), size)]
    expected = [text for batch in batches for text in written(name, batch)]
    results = [{"translation_text": text} for text in expected]
    several, needed = len(expected) > 1, -(-len(given) // size)

    def decide(seen: Mapping[str, Any]) -> str | Mistake | None:
        value, batches = seen["returned"], seen["batches"]
        # One text was read, where there were several, and it was none of them alone.
        if several and batches == [1] and _texts(value) and not set(_texts(value)) & set(expected):
            return "all-in-one"
        wrong = {
            "dictionaries-not-texts": results,
            "only-one": lambda value: several and _texts(value) in ([expected[0]], [expected[-1]]),
            "each-once": lambda value: (
                isinstance(value, list) and len(value) < len(expected) and set(map(str, value)) == set(expected)
            ),
            "order-lost": lambda value: isinstance(value, list) and sorted(map(str, value)) == sorted(expected),
        }
        if problem := decision(expected, list_of(str), wrong)({"returned": value}):
            return problem
        shown = (("batches", str(batches)), ("size", str(size)))
        if any(batch > size for batch in batches):
            return Mistake("more-than-size", {"most": max(batches), "size": size}, shown)
        if len(batches) > needed:
            name = "one-at-a-time" if set(batches) == {1} else "reads-too-often"
            return Mistake(name, {"times": len(batches), "needed": needed}, shown)
        return None

    probe = {"returned": "returned", "batches": "args[0].batches"}
    translator = Fresh(f"translator into {'zh' if language == 'en' else 'en'}")
    return leaves_alone(Case(kind, (translator, given, size), decide, probe, expected), 1)


def _texts(value: Any) -> list[str]:
    """The texts in what was returned, in whatever form: one alone, dictionaries, a list."""
    found = value if isinstance(value, list) else [value]
    found = [one.get("translation_text") if isinstance(one, dict) else one for one in found]
    return found if all(isinstance(one, str) for one in found) else []


def cases(rng: random.Random) -> Iterator[Case]:
    yield translate_case("several", "en", ["I like cats.", "Where is the library?", "Please close the window."], 2)
    yield translate_case("twice", "en", ["I like cats.", "Where is the library?", "I like cats."], 3)
    yield translate_case("lengths", "zh", ["我姐姐每天早上在家喝茶。", "你住在哪里？", "我喜欢猫。"], 2)
    yield translate_case("one", "zh", ["我喜欢猫。"], 4)
    yield translate_case("none", "en", [], 4)
    yield translate_case("random", "en", [sentence(rng, "en") for _ in range(4)], rng.choice((2, 3)))
