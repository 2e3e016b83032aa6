"""tokens-pair: two texts -> ids and token types."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.exercises.properties import is_list_of
from course_lib.lessons import sentences
from course_lib.lessons.decisions import decision
from course_lib.lessons.library import BERT, library_tokenizer


def pair_case(kind: str, first: str, second: str) -> Case:
    tokenizer = library_tokenizer()
    encoding = tokenizer(first, second)
    ids, types = expected = (encoding["input_ids"], encoding["token_type_ids"])
    a, b = (tokenizer(text)["input_ids"] for text in (first, second))
    ones = sum(types)
    wrong_ids = {
        "second-has-cls": [*a, *b],
        "no-final-sep": ids[:-1],
        "no-sep-between": [*a[:-1], *b[1:]],
    }
    wrong_types = {
        "types-all-zero": [0] * len(ids),
        "first-sep-in-second": [0] * (len(ids) - ones - 1) + [1] * (ones + 1),
        "last-sep-in-first": [*types[:-1], 0],
        "mask-not-types": encoding["attention_mask"],
    }
    batch, swapped = tokenizer([first, second]), tokenizer(second, first)

    def form(value: Any) -> str | None:
        if isinstance(value, dict):
            return "returns-the-encoding"
        if not isinstance(value, tuple | list) or len(value) != 2:
            return "returns-nothing" if value is None else "wrong-type"
        for name, mistake in wrong_ids.items():
            if value[0] == mistake:
                return name
        if problem := next(filter(None, (is_list_of(part, int) for part in value)), None):
            return problem
        if value[0] == ids and len(value[1]) != len(ids):
            return "one-type-for-each-id"
        return next((name for name, mistake in wrong_types.items() if value[1] == mistake), None)

    wrong = {
        "batch-not-pair": lambda value: value in ([a, b], (a, b), (batch["input_ids"], batch["token_type_ids"])),
        "types-before-ids": (types, ids),
        "texts-swapped": (swapped["input_ids"], swapped["token_type_ids"]),
    }
    decide = decision(expected, form, wrong)
    as_tuple = "tuple(returned) if isinstance(returned, list) else returned"
    return Case(kind, (BERT, first, second), decide, {"returned": as_tuple}, expected)


def cases(rng: random.Random) -> Iterator[Case]:
    yield pair_case("chinese", "天气怎么样？", "很好！")
    yield pair_case("english", "how are you?", "very well, thanks.")
    yield pair_case("unknown", "GPT", "NASA 是什么？")
    yield pair_case("same", "we play.", "we play.")
    yield pair_case("long", "今天天气很好，我们在公园下棋。" * 8, "？")
    for _ in range(3):
        yield pair_case("random", sentences.sentence(rng), sentences.sentence(rng))
