"""The hidden cases of lesson 00. Only instructors have this file; it holds no student's code and runs none."""

from __future__ import annotations

import random
from collections.abc import Iterator

from course_lib.exercises.exercise import Case
from course_lib.lessons.lesson_00_start_here import (
    start_count,
    start_greet,
    start_mend,
)
from course_lib.lessons.sentences import chinese, english, mixed


def greet_cases(rng: random.Random) -> Iterator[Case]:
    for name in ("周杰", "Grace", "司马相如", "Ada Lovelace", "O'Neil", "阿依古丽·买买提", "R2-D2", "{x}", "100%"):
        yield start_greet.greet_case("hidden", name)
    yield start_greet.greet_case("hidden", "".join(rng.choices("天地玄黄宇宙洪荒", k=3)))


def last_cases(rng: random.Random) -> Iterator[Case]:
    for make in (chinese, english, mixed):
        text = make(rng)
        yield start_mend.last_case("hidden", text, rng.randint(2, 5))
        yield start_mend.last_case("hidden", text, len(text))
        yield start_mend.last_case("hidden", text, 0)
        yield start_mend.last_case("hidden", text, len(text) + rng.randint(1, 4))
    yield start_mend.last_case("hidden", chinese(rng), 1)
    yield start_mend.last_case("hidden", "one line\n  and another\t\n", 9)
    yield start_mend.last_case("hidden", "", 0)
    yield start_mend.last_case("hidden", "", 4)
    yield start_mend.last_case("hidden", "“走吧！” he said: “OK……”", 7)
    yield start_mend.last_case("hidden", "一二三 " * 2000, 1001)


def count_cases(rng: random.Random) -> Iterator[Case]:
    for make in (chinese, english, mixed):
        yield start_count.count_case("hidden", make(rng) + make(rng))
    yield start_count.count_case("hidden", "")
    yield start_count.count_case("hidden", "   ")
    yield start_count.count_case("hidden", "one\ttab, two\nlines\r\nand\u3000more\n")
    yield start_count.count_case("hidden", "Ａ A a，,。.")
    yield start_count.count_case("hidden", "zyxwvutsrqponmlkjihgfedcba")
    yield start_count.count_case("hidden", "人人为我，我为人人。" * 100)


CASES = {
    "start-greet": greet_cases,
    "start-mend": last_cases,
    "start-count": count_cases,
}
