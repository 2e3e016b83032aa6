"""The hidden cases of lesson 02. Only instructors have this file; it holds no student's code and runs none."""

from __future__ import annotations

import random
from collections.abc import Iterator

from course_lib.exercises.exercise import Case
from course_lib.lessons.lesson_02_text_to_text import (
    text_by_hand,
    text_cut,
    text_reader,
    text_span,
    text_summary,
    text_translate,
    text_windows,
)
from course_lib.lessons.lesson_02_text_to_text.everyday import news, sentence, story

HIDDEN = "hidden"


def translate_cases(rng: random.Random) -> Iterator[Case]:
    first, *more = (sentence(rng, "en") for _ in range(4))
    yield text_translate.translate_case(HIDDEN, "en", [first, *more, first], 2)
    yield text_translate.translate_case(HIDDEN, "zh", [sentence(rng, "zh"), "我喜欢猫。", sentence(rng, "zh")], 3)
    yield text_translate.translate_case(HIDDEN, "zh", [sentence(rng, "zh")], 8)
    yield text_translate.translate_case(HIDDEN, "en", [], 2)


def cut_cases(rng: random.Random) -> Iterator[Case]:
    for _ in range(3):
        yield text_cut.random_case(HIDDEN, rng)
    _, english = story(rng, "en")
    _, hanzi = story(rng, "zh")
    yield text_cut.cut_case(HIDDEN, english, 0, english.index(" "), rng.random())
    yield text_cut.cut_case(HIDDEN, hanzi, 2, 6, rng.random())
    yield text_cut.cut_case(HIDDEN, english, len(english) - 5, len(english), rng.random())
    twice = f"{hanzi}{english}{hanzi}"
    yield text_cut.cut_case(HIDDEN, twice, len(hanzi + english) + 6, len(hanzi + english) + 10, rng.random())


def hand_cases(rng: random.Random) -> Iterator[Case]:
    yield text_by_hand.hand_case(HIDDEN, "en", [sentence(rng, "en"), "Can you help me?", sentence(rng, "en")])
    yield text_by_hand.hand_case(HIDDEN, "zh", ["你住在哪里？", sentence(rng, "zh")])
    yield text_by_hand.hand_case(HIDDEN, "en", ["We will be late if it rains."])
    yield text_by_hand.hand_case(HIDDEN, "en", ["I forgot to buy milk.", sentence(rng, "en")])


def summary_cases(rng: random.Random) -> Iterator[Case]:
    yield text_summary.summary_case(HIDDEN, news(rng), 50)
    yield text_summary.summary_case(HIDDEN, news(rng), rng.randint(6, 9))
    yield text_summary.summary_case(HIDDEN, news(rng), rng.randint(10, 14))
    yield text_summary.summary_case(HIDDEN, text_summary.KITTENS, rng.randint(5, 12))


def span_cases(rng: random.Random) -> Iterator[Case]:
    inside = [False] * 4 + [True] * 7 + [False]
    low, high = rng.uniform(-9, -8), rng.uniform(-3, -2)
    # All scores below zero, the best of all outside, the next two behind each other, and then too far apart.
    starts, ends = [low] * 12, [low] * 12
    starts[1], ends[2], starts[9], ends[5], starts[4], ends[10] = 5.0, 5.0, high, high + 0.5, high - 1, high - 1.5
    yield text_span.span_case(HIDDEN, starts, ends, inside, 4)
    yield text_span.span_case(HIDDEN, starts, ends, inside, 1)
    yield text_span.span_case(HIDDEN, starts, ends, inside, 7)
    for _ in range(12):
        yield text_span.random_case(HIDDEN, rng)


def windows_cases(rng: random.Random) -> Iterator[Case]:
    for _ in range(8):
        yield text_windows.random_case(HIDDEN, rng)
    ids = [rng.randint(5, 9) for _ in range(12)]
    for size, shared in ((12, 5), (11, 10), (5, 0), (4, 2), (7, 2), (13, 4), (1, 0)):
        yield text_windows.windows_case(HIDDEN, ids, size, shared)


def reader_cases(rng: random.Random) -> Iterator[Case]:
    for _ in range(4):
        yield text_reader.random_case(HIDDEN, rng)
    for misled in (text_reader.highest, text_reader.highest, text_reader.of_any_length, text_reader.of_any_length):
        yield text_reader.random_case(HIDDEN, rng, misled)
    yield text_reader.reader_case(HIDDEN, "小红住在哪里？", text_reader.HONG, 48, 16)


CASES = {
    "text-translate": translate_cases,
    "text-cut": cut_cases,
    "text-by-hand": hand_cases,
    "text-summary": summary_cases,
    "text-span": span_cases,
    "text-windows": windows_cases,
    "text-reader": reader_cases,
}
