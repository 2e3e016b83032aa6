"""pipe-batches: a classifier, texts and a size -> a label for each text with something in it, so many read at once."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.exercises.fresh import Fresh
from course_lib.exercises.mistakes import Mistake
from course_lib.lessons.decisions import decision, leaves_alone
from course_lib.lessons.lesson_01_pipelines.inputs import classifier
from course_lib.lessons.lesson_01_pipelines.reviews import english


@cache
def label_of(text: str) -> str:
    """What the course's classifier says to one text alone."""
    return str(classifier()(text)[0]["label"])


def batches_case(kind: str, texts: Sequence[str], size: int) -> Case:
    given = list(texts)
    filled = [text for text in given if text.strip()]
    expected = [label_of(text) if text.strip() else None for text in given]
    labels = [label for label in expected if label is not None]
    blank = [place for place, label in enumerate(expected) if label is None]
    spaces = [place for place in blank if given[place]]
    # What `zip` gives of all texts and the labels of some: it ends with the shorter one.
    slipped = [
        [label if text.strip() else None for text, label in zip(given, labels, strict=False)],
        [label if text.strip() else None for text, label in zip(given, labels * len(given), strict=False)],
    ]
    needed = -(-len(filled) // size)
    short = [place for place, text in enumerate(given) if len(text.strip()) == 1]

    def labelled(value: Any, places: Sequence[int]) -> bool:
        """Whether a text without anything in it got one of the labels, at one of these places."""
        return (
            isinstance(value, list)
            and len(value) == len(given)
            and any(value[place] in ("POSITIVE", "NEGATIVE") for place in places)
        )

    def elsewhere_right(value: Any) -> bool:
        return (
            isinstance(value, list)
            and len(value) == len(given)
            and all(
                one == right
                for place, (one, right) in enumerate(zip(value, expected, strict=True))
                if place not in blank
            )
        )

    def dictionaries(value: Any) -> bool:
        return isinstance(value, list) and any(isinstance(one, dict) and "label" in one for one in value)

    wrong: dict[str, Any] = {
        "dictionaries-not-labels": dictionaries,
        "blank-left-out": lambda value: bool(blank) and value == labels,
        "labels-slipped": lambda value: bool(blank) and value in slipped,
        "blank-at-the-end": lambda value: (
            bool(blank) and value in (labels + [None] * len(blank), [None] * len(blank) + labels)
        ),
        "spaces-labelled": lambda value: (
            bool(spaces) and labelled(value, spaces) and not labelled(value, [p for p in blank if p not in spaces])
        ),
        "blank-labelled": lambda value: labelled(value, blank),
        "short-taken-for-blank": lambda value: (
            isinstance(value, list) and len(value) == len(given) and any(value[place] is None for place in short)
        ),
        "another-mark": lambda value: bool(blank) and elsewhere_right(value),
        "only-one": lambda value: (
            len(labels) > 1
            and (value in (labels[:1], labels[-1:], expected[:1]) or (type(value) is str and value in labels))
        ),
        "order-lost": lambda value: (
            isinstance(value, list) and all(isinstance(one, str | None) for one in value)
            and Counter(value) == Counter(expected)
        ),
    }  # fmt: skip

    def form(value: Any) -> str | None:
        if value is None:
            return "returns-nothing"
        return None if type(value) is list and all(type(one) in (str, type(None)) for one in value) else "wrong-type"

    judge = decision(expected, form, wrong)

    def decide(seen: Mapping[str, Any]) -> str | Mistake | None:
        if problem := judge({"returned": seen["returned"]}):
            return problem
        read, batches = seen["read"], seen["batches"]
        if any(not text.strip() for text in read):
            return Mistake("reads-the-blank", {"count": sum(not text.strip() for text in read)}, (("read", str(read)),))
        shown = (("batches", str(batches)), ("size", str(size)))
        if any(batch > size for batch in batches):
            return Mistake("more-than-size", {"most": max(batches), "size": size}, shown)
        if len(batches) > needed:
            name = "one-at-a-time" if size > 1 and set(batches) == {1} else "reads-too-often"
            return Mistake(name, {"times": len(batches), "needed": needed}, shown)
        if any(batch < size for batch in batches[:-1]):
            return Mistake("small-batch-before-the-last", {"least": min(batches[:-1]), "size": size}, shown)
        return None

    probe = {"returned": "returned", "read": "args[0].texts", "batches": "args[0].batches"}
    return leaves_alone(Case(kind, (Fresh("classifier"), given, size), decide, probe, expected), 1)


def with_blanks(rng: random.Random, count: int, blanks: Sequence[str]) -> list[str]:
    """Reviews among which these blank texts stand, never at the end of all."""
    texts = [english(rng) for _ in range(count)]
    for blank in blanks:
        texts.insert(rng.randrange(count), blank)
    return texts


def cases(rng: random.Random) -> Iterator[Case]:
    good, bad = "The soup is wonderful.", "The lamp broke on the first day."
    yield batches_case("several", [good, bad, good], 2)
    yield batches_case("empty", [bad, "", good, bad, good], 2)
    yield batches_case("spaces", [good, "   ", bad, "\n", good, ""], 4)
    yield batches_case("one-character", [bad, "A", "", "!", good], 4)
    yield batches_case("nothing", ["", "  "], 4)
    yield batches_case("none", [], 4)
    yield batches_case("random", with_blanks(rng, 6, ["", " "]), rng.choice((3, 4)))
