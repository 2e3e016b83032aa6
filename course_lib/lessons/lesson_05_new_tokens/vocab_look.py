"""vocab-look: tokenizer, token, count -> the tokens with the next ids."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from itertools import pairwise
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
        if isinstance(tokens, list) and None in tokens and tokens[: len(expected)] == expected:
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
        before = in_order[max(0, first - 1 - count) : first - 1]
        if tokens and tokens in (before, before[::-1]):
            return "towards-the-other-end"
        ids = [vocabulary.get(t, -1) for t in tokens]
        far_apart = any(abs(after - one) != 1 for one, after in pairwise(ids))
        if len(tokens) == len(expected) and all(t in vocabulary for t in tokens) and far_apart:
            return "order-of-the-dictionary"
        return "differs"

    return Case(kind, (BERT, token, count), decide, expected=expected)


def cases(rng: random.Random) -> Iterator[Case]:
    tokenizer = library_tokenizer()
    yield look_case("chinese", "甲", 5)
    yield look_case("end", tokenizer.convert_ids_to_tokens(len(tokenizer) - 3), 6)
    yield look_case("last", tokenizer.convert_ids_to_tokens(len(tokenizer) - 1), 3)
    yield look_case("special", "[PAD]", 4)
    yield look_case("none", "乙", 0)
    yield look_case("many", "[SEP]", 30)
    for _ in range(3):
        yield look_case("random", some_token(rng), rng.randint(2, 9))


def some_token(rng: random.Random) -> str:
    """A token from the ordinary part of the vocabulary, with many behind it."""
    tokenizer = library_tokenizer()
    return str(tokenizer.convert_ids_to_tokens(rng.randrange(200, len(tokenizer) - 50)))
