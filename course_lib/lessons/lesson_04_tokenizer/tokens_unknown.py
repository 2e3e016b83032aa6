"""tokens-unknown: what the vocabulary lacks."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.lessons import sentences
from course_lib.lessons.decisions import decision, list_of
from course_lib.lessons.library import BERT, library_tokenizer


def unknown_case(kind: str, text: str) -> Case:
    tokenizer = library_tokenizer()
    encoding = tokenizer(text, add_special_tokens=False, return_offsets_mapping=True)
    unknown, vocab = tokenizer.unk_token_id, tokenizer.get_vocab()
    spans = zip(encoding["input_ids"], encoding["offset_mapping"], strict=True)
    expected = [text[start:end] for id, (start, end) in spans if id == unknown]
    single = [character for character in text if character not in vocab and not character.isspace()]

    def is_known(part: str) -> bool:
        return unknown not in tokenizer(part)["input_ids"]

    wrong: dict[str, Callable[[Any], bool]] = {
        "unk-tokens": lambda value: tokenizer.unk_token in value,
        "positions-not-text": lambda value: bool(value) and not any(isinstance(part, str) for part in value),
        "cuts-at-spaces": lambda value: (
            value in ([w for w in text.split() if not is_known(w)], [w for w in text.split() if w not in vocab])
        ),
        "single-characters": lambda value: [part for part in value if not str(part).isspace()] == single,
        "known-words-too": lambda value: any(isinstance(part, str) and is_known(part) for part in value),
        "each-once": lambda value: set(map(str, value)) == set(expected) and len(value) < len(expected),
        "order-lost": lambda value: sorted(map(str, value)) == sorted(expected),
    }
    of_lists = {name: lambda value, test=test: isinstance(value, list) and test(value) for name, test in wrong.items()}
    return Case(kind, (BERT, text), decision(expected, list_of(str), of_lists), expected=expected)


def cases(rng: random.Random) -> Iterator[Case]:
    yield unknown_case("pieces", "GPT和tokenization很有用，NASA也知道。")
    yield unknown_case("repeated", "𠮷野家 is not 吉野家, Tom. ask Alice, not Tom.")
    yield unknown_case("known", "今天天气很好，we are happy.")
    for _ in range(3):
        yield unknown_case("random", sentences.with_unknown(rng))
