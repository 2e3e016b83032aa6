"""tokens-split: text -> tokens."""

from __future__ import annotations

import random
from collections.abc import Iterator

from course_lib.exercises.exercise import Case
from course_lib.lessons import sentences
from course_lib.lessons.decisions import decision, list_of
from course_lib.lessons.library import BERT, library_tokenizer


def split_case(kind: str, text: str) -> Case:
    tokenizer = library_tokenizer()
    expected = tokenizer.tokenize(text)
    wrong = {
        "ids-not-tokens": tokenizer.convert_tokens_to_ids(expected),
        "special-tokens-too-early": [tokenizer.cls_token, *expected, tokenizer.sep_token],
        "every-character": list(text),
        "splits-at-spaces": text.split(),
        "lower-cases-first": tokenizer.tokenize(text.lower()),
    }
    return Case(kind, (BERT, text), decision(expected, list_of(str), wrong), expected=expected)


def cases(rng: random.Random) -> Iterator[Case]:
    yield split_case("chinese", "今天天气很好。")
    yield split_case("english", "Tokenizers are unbelievable!")
    yield split_case("capitals", "Hello, GPT 和 NASA。")
    yield split_case("empty", "")
    for _ in range(3):
        yield split_case("random", sentences.sentence(rng))
