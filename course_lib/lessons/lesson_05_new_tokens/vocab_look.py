"""vocab-look: tokenizer, token, count -> the tokens with the next ids."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.exercises.properties import is_list_of
from course_lib.lessons.library import BERT, library_tokenizer


def look_case(kind: str, token: str, count: int) -> Case:
    tokenizer = library_tokenizer()
    vocabulary = tokenizer.get_vocab()
    in_order, alphabetical = sorted(vocabulary, key=vocabulary.__getitem__), sorted(vocabulary)
    first = in_order.index(token) + 1
    expected = in_order[first : first + count]

    def decide(seen: Mapping[str, Any]) -> str | None:
        tokens = seen["returned"]
        if isinstance(tokens, list) and tokens and tokens == [vocabulary[t] for t in expected]:
            return "ids-not-tokens"
        if isinstance(tokens, list) and None in tokens:
            return "past-the-end"
        if problem := is_list_of(tokens, str):
            return problem
        if tokens == expected:
            return None
        if tokens in (in_order[first - 1 :][:count], in_order[first - 1 :][: count + 1]):
            return "starts-too-early"
        place = alphabetical.index(token) + 1
        if tokens == alphabetical[place : place + count]:
            return "alphabetical"
        if len(tokens) == len(expected) and all(t in vocabulary for t in tokens):
            return "order-of-the-dictionary"
        return "differs"

    return Case(kind, (BERT, token, count), decide, expected=expected)


def cases(rng: random.Random) -> Iterator[Case]:
    tokenizer = library_tokenizer()
    yield look_case("chinese", "甲", 5)
    yield look_case("end", tokenizer.convert_ids_to_tokens(len(tokenizer) - 3), 6)
    for _ in range(3):
        yield look_case("random", some_token(rng), rng.randint(2, 9))


def some_token(rng: random.Random) -> str:
    """A token from the ordinary part of the vocabulary, with many behind it."""
    tokenizer = library_tokenizer()
    return str(tokenizer.convert_ids_to_tokens(rng.randrange(200, len(tokenizer) - 50)))
