"""vocab-round-trip: tokenizer, words, text -> the text that comes back."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.exercises.properties import is_exactly
from course_lib.lessons.lesson_05_new_tokens.new_words import new_words, squeezed, with_words
from course_lib.lessons.library import BERT, library_tokenizer


def round_case(kind: str, words: Sequence[str], text: str) -> Case:
    from tokenizers import AddedToken

    exact, plain, alone, untouched = (library_tokenizer() for _ in range(4))
    alone.add_tokens([AddedToken(word, normalized=False, single_word=True) for word in words])
    exact.add_tokens([AddedToken(word, normalized=False) for word in words])
    plain.add_tokens(list(words))
    expected, spaced = _there_and_back(exact, text), _there_and_back(plain, text)

    def decide(seen: Mapping[str, Any]) -> str | None:
        back, tokens = seen["returned"], seen["tokens"]
        if problem := is_exactly(back, str):
            return problem
        if back == expected and tokens == untouched.tokenize(text) != exact.tokenize(text):
            return "another-tokenizer"
        if tokens == alone.tokenize(text) != exact.tokenize(text):
            return "whole-words-only"
        if back == expected and tokens in (exact.tokenize(text), plain.tokenize(text)):
            return None if tokens == exact.tokenize(text) else "mends-the-text"
        if back == exact.decode(exact.encode(text)):
            return "keeps-special-tokens"
        if tokens == exact.tokenize(text) and squeezed(back) == _without(squeezed(expected), words):
            return "special-tokens-vanish"
        if back == spaced:
            return "spaces-of-the-normalizer"
        if " " not in back and " " in expected and back == squeezed(expected):
            return "removes-every-space" if back != text else "no-round-trip"
        return "no-round-trip" if back == text else "differs"

    probe = {"returned": "returned", "tokens": "args[0].tokenize(args[2])"}
    return Case(kind, (BERT, list(words), text), decide, probe, expected=expected)


def _without(text: str, words: Sequence[str]) -> str:
    for word in words:
        text = text.replace(word, "")
    return text


def _there_and_back(tokenizer: Any, text: str) -> str:
    return str(tokenizer.decode(tokenizer.encode(text), skip_special_tokens=True))


def cases(rng: random.Random) -> Iterator[Case]:
    yield round_case("both", ["天干", "地支"], "天干 and 地支 name a year，今年呢？")
    yield round_case("none", [], "今天 is a good day，是吗？")
    yield round_case("inside", ["甲辰", "sun"], "甲辰甲辰 is not 甲 辰，甲辰年 and sundial")
    yield round_case("twice", ["丙午", "sundial"], "we like a 丙午 sundial 丙午 and 丙午年")
    for _ in range(3):
        words = new_words(rng, rng.randint(1, 3))
        yield round_case("random", words, with_words(rng, words))
