"""vocab-separator: tokenizer, separator, text, pair -> ids with the new separator."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.exercises.properties import is_list_of
from course_lib.lessons.lesson_05_new_tokens.new_words import PLAIN, new_markers
from course_lib.lessons.library import BERT, library_tokenizer


def separator_case(kind: str, separator: str, text: str, pair: str | None) -> Case:
    tokenizer = library_tokenizer()
    cls, old, unknown = tokenizer.cls_token_id, tokenizer.sep_token_id, tokenizer.unk_token_id
    tokenizer.add_special_tokens({"sep_token": separator})
    new, written = tokenizer.sep_token_id, tokenizer.encode(text, pair)
    expected = [new if id == old else id for id in written]
    last_only = [*written[:-1], new]

    def decide(seen: Mapping[str, Any]) -> str | None:
        ids = seen["returned"]
        if isinstance(ids, list) and separator in ids:
            return "writes-the-name"
        if problem := is_list_of(ids, int):
            return problem
        if seen["separator"] == [separator, unknown]:
            return "named-not-added"
        if seen["separator"] != [separator, new]:
            return "not-the-separator"
        if ids == expected:
            return None
        told = {"believes-encode": written, "appends-both": [*written, new], "only-the-last": last_only}
        told |= {"forgets-cls": expected[1:], "asks-before-adding": [unknown if id == old else id for id in written]}
        if pair is not None:
            told["forgets-the-pair"] = [cls, *tokenizer.encode(text, add_special_tokens=False), new]
        return next((name for name, wrong in told.items() if ids == wrong), "differs")

    probe = {"returned": "returned", "separator": "[args[0].sep_token, args[0].sep_token_id]"}
    return Case(kind, (BERT, separator, text, pair), decide, probe, expected=expected)


def cases(rng: random.Random) -> Iterator[Case]:
    yield separator_case("one", "NEW", "天干与地支", None)
    yield separator_case("pair", "<sep>", "what year is it", "今年是甲子年。")
    yield separator_case("empty", "END", "", None)
    yield separator_case("there", "[unused5]", "天干与地支", "what year is it")
    yield separator_case("long", "[分]", "甲子" * 60, "we like 2 old books")
    for _ in range(3):
        text, pair = rng.sample(PLAIN, 2)
        yield separator_case("random", new_markers(rng, 1)[0], text, rng.choice((pair, None)))
