"""The hidden cases of lesson 05. Only instructors have this file; it holds no student's code and runs none."""

from __future__ import annotations

import random
from collections.abc import Iterator

from course_lib.exercises.exercise import Case
from course_lib.lessons.lesson_05_new_tokens import (
    vocab_add_special,
    vocab_add_tokens,
    vocab_look,
    vocab_resize,
    vocab_round_trip,
    vocab_save,
    vocab_separator,
)
from course_lib.lessons.lesson_05_new_tokens.new_words import new_markers, new_words, with_words
from course_lib.lessons.library import library_tokenizer


def look_cases(rng: random.Random) -> Iterator[Case]:
    tokenizer = library_tokenizer()
    last = tokenizer.convert_ids_to_tokens(len(tokenizer) - 1)
    yield vocab_look.look_case("hidden", "[PAD]", 4)
    yield vocab_look.look_case("hidden", "[SEP]", 12)
    yield vocab_look.look_case("hidden", last, 5)
    yield vocab_look.look_case("hidden", vocab_look.some_token(rng), 0)
    for _ in range(4):
        yield vocab_look.look_case("hidden", vocab_look.some_token(rng), rng.randint(1, 40))


def add_cases(rng: random.Random) -> Iterator[Case]:
    yield vocab_add_tokens.add_case("hidden", [], "a cat and a table")
    yield vocab_add_tokens.add_case("hidden", ["a", "子", "a"], "a cat and a table, 甲子")
    pieces = rng.sample(vocab_add_tokens.pieces_only(), 2)
    yield vocab_add_tokens.add_case("hidden", [*pieces, "甲辰"], "甲辰 and a table")
    rare = vocab_add_tokens.unknown_character()
    yield vocab_add_tokens.add_case("hidden", [rare, rare, "甲辰", "a"], f"a cat, {rare}，甲辰年")
    for _ in range(4):
        tokens = vocab_add_tokens.mixed_tokens(rng)
        yield vocab_add_tokens.add_case("hidden", tokens, with_words(rng, tokens))


def round_cases(rng: random.Random) -> Iterator[Case]:
    yield vocab_round_trip.round_case("hidden", [], "甲辰 is not a 甲 辰，我们走吧")
    yield vocab_round_trip.round_case("hidden", ["甲辰"], "甲辰甲辰 is not 甲 辰")
    yield vocab_round_trip.round_case("hidden", ["丙午", "sundial"], "we like a 丙午 sundial 丙午 and 丙午年")
    for _ in range(4):
        words = new_words(rng, rng.randint(2, 4))
        yield vocab_round_trip.round_case("hidden", words, with_words(rng, words))


def special_cases(rng: random.Random) -> Iterator[Case]:
    yield vocab_add_special.special_case("hidden", ["[POEM]"], "[POEM] 春天 [POEM]")
    for _ in range(4):
        markers = new_markers(rng, rng.randint(2, 6))
        yield vocab_add_special.special_case("hidden", markers, with_words(rng, markers))


def separator_cases(rng: random.Random) -> Iterator[Case]:
    yield vocab_separator.separator_case("hidden", "END", "", None)
    yield vocab_separator.separator_case("hidden", "[unused12]", "今天天气很好。", None)
    yield vocab_separator.separator_case("hidden", "[分]", "今天天气很好。", "a cat sat on a mat")
    yield vocab_separator.separator_case("hidden", "<end>", "甲子" * 60, "we like 2 old books")
    for _ in range(3):
        words = new_words(rng, 2)
        texts = with_words(rng, words), with_words(rng, words)
        yield vocab_separator.separator_case("hidden", new_markers(rng, 1)[0], texts[0], rng.choice((texts[1], None)))


def resize_cases(rng: random.Random) -> Iterator[Case]:
    yield vocab_resize.resize_case("hidden", new_words(rng, 1), rng.sample(range(5000), 20))
    yield vocab_resize.resize_case("hidden", ["甲辰", "almanac", "intercalary"], rng.sample(range(5000), 20))
    yield vocab_resize.resize_case("hidden", new_words(rng, 6), rng.sample(range(5000), 20))
    yield vocab_resize.resize_case("hidden", ["bobobo", "午午卯"], rng.sample(range(5000), 20))


def save_cases(rng: random.Random) -> Iterator[Case]:
    yield vocab_save.save_case("hidden", new_words(rng, 1))
    yield vocab_save.save_case("hidden", new_words(rng, 6))


CASES = {
    "vocab-look": look_cases,
    "vocab-add-tokens": add_cases,
    "vocab-round-trip": round_cases,
    "vocab-add-special": special_cases,
    "vocab-separator": separator_cases,
    "vocab-resize": resize_cases,
    "vocab-save": save_cases,
}
