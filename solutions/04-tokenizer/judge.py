"""The hidden cases of lesson 04. Only instructors have this file; it holds no student's code and runs none."""

from __future__ import annotations

import random
from collections.abc import Iterator

from course_lib.exercises import lesson_04_tokenizer as lesson
from course_lib.exercises.exercise import Case
from course_lib.exercises.random_text import (
    chinese,
    english,
    lower_case,
    mixed,
    sentence,
    unknown_word,
    with_unknown,
    word_and_pieces,
)

HIDDEN = "hidden"


def split_cases(rng: random.Random) -> Iterator[Case]:
    for make in (chinese, english, mixed, mixed):
        yield lesson.split_case(HIDDEN, make(rng))
    yield lesson.split_case(HIDDEN, "")


def ids_cases(rng: random.Random) -> Iterator[Case]:
    tokenizer = lesson.library_tokenizer()
    unknown = unknown_word(rng)
    yield lesson.ids_case(HIDDEN, [unknown, "茶", unknown, "[MASK]", unknown])
    yield lesson.ids_case(HIDDEN, [*tokenizer.tokenize(lower_case(rng)), "##", "不存在", "[SEP]"])
    yield lesson.ids_case(HIDDEN, tokenizer.tokenize(chinese(rng)))
    yield lesson.ids_case(HIDDEN, [])
    yield lesson.ids_case(HIDDEN, tokenizer.tokenize(mixed(rng)) * 60)


def encode_cases(rng: random.Random) -> Iterator[Case]:
    for make in (chinese, mixed, lower_case, with_unknown):
        yield lesson.encode_case(HIDDEN, make(rng))
    yield lesson.encode_case(HIDDEN, "")
    yield lesson.encode_case(HIDDEN, "".join(chinese(rng) for _ in range(20)))


def pair_cases(rng: random.Random) -> Iterator[Case]:
    yield lesson.pair_case(HIDDEN, chinese(rng), lower_case(rng))
    yield lesson.pair_case(HIDDEN, unknown_word(rng), mixed(rng))
    same = english(rng)
    yield lesson.pair_case(HIDDEN, same, same)
    yield lesson.pair_case(HIDDEN, "".join(chinese(rng) for _ in range(8)), "？")


def decode_cases(rng: random.Random) -> Iterator[Case]:
    yield lesson.decode_case(HIDDEN, mixed(rng), lower_case(rng), 4)
    yield lesson.decode_case(HIDDEN, lower_case(rng), lower_case(rng), 1)
    yield lesson.decode_case(HIDDEN, with_unknown(rng))
    yield lesson.decode_case(HIDDEN, f"{chinese(rng)} a##b, we play the [MASK].")
    yield lesson.decode_case(HIDDEN, "", padding=2)


def batch_cases(rng: random.Random) -> Iterator[Case]:
    yield lesson.batch_case(HIDDEN, [chinese(rng), "早", mixed(rng)], 12)
    yield lesson.batch_case(HIDDEN, [lower_case(rng), chinese(rng)], 30)
    yield lesson.batch_case(HIDDEN, [lower_case(rng), ""], 7)
    yield lesson.batch_case(HIDDEN, [chinese(rng), english(rng)], 2)
    exact = chinese(rng)
    yield lesson.batch_case(HIDDEN, [exact], len(lesson.library_tokenizer()(exact)["input_ids"]))
    yield lesson.batch_case(HIDDEN, ["".join(chinese(rng) for _ in range(60)), sentence(rng)], 40)


def unknown_cases(rng: random.Random) -> Iterator[Case]:
    for _ in range(3):
        yield lesson.unknown_case(HIDDEN, with_unknown(rng))
    word = unknown_word(rng)
    yield lesson.unknown_case(HIDDEN, f"{word}! {chinese(rng)} Zebra {word}?\n{lower_case(rng)}")
    yield lesson.unknown_case(HIDDEN, lower_case(rng))
    yield lesson.unknown_case(HIDDEN, "")


def wordpiece_cases(rng: random.Random) -> Iterator[Case]:
    everything = sorted(lesson.library_tokenizer().get_vocab().items())
    for word in ("tokenization", "iPhone", "unfriendliness", "q"):
        # All that matters for the word and much that does not: the whole vocabulary would take longer to send than to use.
        vocab = dict(rng.sample(everything, 300)) | lesson.own_pieces(word)
        yield lesson.wordpiece_case(HIDDEN, word, vocab)
    yield lesson.wordpiece_case(HIDDEN, "天天向上", {"天", "##天", "天天", "##向", "##向上", "##上"})
    yield lesson.wordpiece_case(HIDDEN, "xyxyz", {"x", "xy", "xyxy", "##y", "##x", "##yz", "##xyz"})
    yield lesson.wordpiece_case(HIDDEN, "zz", {"a", "##z"})
    yield lesson.wordpiece_case(HIDDEN, "abcabcab", {"a", "abca", "##b", "##bcab", "##c", "##bc"})
    yield lesson.wordpiece_case(HIDDEN, "ha" * 45, {"h", "ha", "hah", "##h", "##a", "##ha", "##haha"})
    for _ in range(8):
        yield lesson.wordpiece_case(HIDDEN, *word_and_pieces(rng, letters="abc"))


CASES = {
    "tokens-split": split_cases,
    "tokens-ids": ids_cases,
    "tokens-encode": encode_cases,
    "tokens-pair": pair_cases,
    "tokens-decode": decode_cases,
    "tokens-batch": batch_cases,
    "tokens-unknown": unknown_cases,
    "tokens-wordpiece": wordpiece_cases,
}
