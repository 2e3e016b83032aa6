"""The hidden cases of lesson 04. Only instructors have this file; it holds no student's code and runs none."""

from __future__ import annotations

import random
from collections.abc import Iterator

from course_lib.exercises.exercise import Case
from course_lib.lessons.lesson_04_tokenizer import (
    tokens_batch,
    tokens_decode,
    tokens_encode,
    tokens_ids,
    tokens_pair,
    tokens_split,
    tokens_unknown,
    tokens_wordpiece,
)
from course_lib.lessons.library import library_tokenizer
from course_lib.lessons.sentences import (
    chinese,
    english,
    lower_case,
    mixed,
    sentence,
    unknown_word,
    with_unknown,
)

HIDDEN = "hidden"


def split_cases(rng: random.Random) -> Iterator[Case]:
    for make in (chinese, english, mixed, mixed):
        yield tokens_split.split_case(HIDDEN, make(rng))
    yield tokens_split.split_case(HIDDEN, "")


def ids_cases(rng: random.Random) -> Iterator[Case]:
    tokenizer = library_tokenizer()
    unknown = unknown_word(rng)
    yield tokens_ids.ids_case(HIDDEN, [unknown, "茶", unknown, "[MASK]", unknown, "[PAD]"])
    yield tokens_ids.ids_case(HIDDEN, [*tokenizer.tokenize(lower_case(rng)), "##", "不存在", "[SEP]"])
    yield tokens_ids.ids_case(HIDDEN, tokenizer.tokenize(chinese(rng)))
    yield tokens_ids.ids_case(HIDDEN, [])
    yield tokens_ids.ids_case(HIDDEN, tokenizer.tokenize(mixed(rng)) * 3)


def encode_cases(rng: random.Random) -> Iterator[Case]:
    for make in (chinese, mixed, lower_case, with_unknown):
        yield tokens_encode.encode_case(HIDDEN, make(rng))
    unknown = unknown_word(rng)
    yield tokens_encode.encode_case(HIDDEN, "", [unknown, "[PAD]", *library_tokenizer().tokenize(chinese(rng)), unknown])
    yield tokens_encode.encode_case(HIDDEN, "")
    yield tokens_encode.encode_case(HIDDEN, "".join(chinese(rng) for _ in range(20)))


def pair_cases(rng: random.Random) -> Iterator[Case]:
    yield tokens_pair.pair_case(HIDDEN, chinese(rng), lower_case(rng))
    yield tokens_pair.pair_case(HIDDEN, unknown_word(rng), mixed(rng))
    same = english(rng)
    yield tokens_pair.pair_case(HIDDEN, same, same)
    yield tokens_pair.pair_case(HIDDEN, "".join(chinese(rng) for _ in range(8)), "？")


def decode_cases(rng: random.Random) -> Iterator[Case]:
    yield tokens_decode.decode_case(HIDDEN, mixed(rng), lower_case(rng), 4)
    yield tokens_decode.decode_case(HIDDEN, lower_case(rng), lower_case(rng), 1)
    yield tokens_decode.decode_case(HIDDEN, with_unknown(rng))
    yield tokens_decode.decode_case(HIDDEN, f"{chinese(rng)} a##b, we play the [MASK].")
    yield tokens_decode.decode_case(HIDDEN, "", padding=2)


def batch_cases(rng: random.Random) -> Iterator[Case]:
    yield tokens_batch.batch_case(HIDDEN, [chinese(rng), "早", mixed(rng)], 12)
    yield tokens_batch.batch_case(HIDDEN, [lower_case(rng), chinese(rng)], 30)
    yield tokens_batch.batch_case(HIDDEN, [lower_case(rng), ""], 7)
    yield tokens_batch.batch_case(HIDDEN, [chinese(rng), english(rng)], 2)
    exact = chinese(rng)
    yield tokens_batch.batch_case(HIDDEN, [exact], len(library_tokenizer()(exact)["input_ids"]))
    yield tokens_batch.batch_case(HIDDEN, ["".join(chinese(rng) for _ in range(60)), sentence(rng)], 40)


def unknown_cases(rng: random.Random) -> Iterator[Case]:
    for _ in range(3):
        yield tokens_unknown.unknown_case(HIDDEN, with_unknown(rng))
    word = unknown_word(rng)
    yield tokens_unknown.unknown_case(HIDDEN, f"{word}! {chinese(rng)} Zebra {word}?\n{lower_case(rng)}")
    yield tokens_unknown.unknown_case(HIDDEN, lower_case(rng))
    yield tokens_unknown.unknown_case(HIDDEN, "")


def wordpiece_cases(rng: random.Random) -> Iterator[Case]:
    everything = sorted(library_tokenizer().get_vocab().items())
    for word in ("tokenization", "iPhone", "unfriendliness", "q"):
        # All that matters for the word and much that does not: the whole vocabulary would take longer to send than to use.
        vocab = dict(rng.sample(everything, 300)) | tokens_wordpiece.own_pieces(word)
        yield tokens_wordpiece.wordpiece_case(HIDDEN, word, vocab)
    yield tokens_wordpiece.wordpiece_case(HIDDEN, "天天向上", {"天", "##天", "天天", "##向", "##向上", "##上"})
    yield tokens_wordpiece.wordpiece_case(HIDDEN, "xyxyz", {"x", "xy", "xyxy", "##y", "##x", "##yz", "##xyz"})
    yield tokens_wordpiece.wordpiece_case(HIDDEN, "zz", {"a", "##z"})
    yield tokens_wordpiece.wordpiece_case(HIDDEN, "c#c", {"c", "#", "##", "##c"})
    yield tokens_wordpiece.wordpiece_case(HIDDEN, "McX", {"M", "m", "##c", "##cX", "##x", "##cx"})
    yield tokens_wordpiece.wordpiece_case(HIDDEN, "abcabcab", {"a", "abca", "##b", "##bcab", "##c", "##bc"})
    yield tokens_wordpiece.wordpiece_case(HIDDEN, "ha" * 45, {"h", "ha", "hah", "##h", "##a", "##ha", "##haha"})
    for _ in range(8):
        yield tokens_wordpiece.wordpiece_case(HIDDEN, *tokens_wordpiece.word_and_pieces(rng, letters="abc"))


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
