"""text-summary: a tokenizer, a model, a text and a limit -> a summary that keeps to it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.exercises.properties import is_exactly
from course_lib.lessons.decisions import decision
from course_lib.lessons.lesson_02_text_to_text.everyday import news
from course_lib.lessons.lesson_02_text_to_text.inputs import tokenizer_of
from course_lib.lessons.lesson_02_text_to_text.text_models import PREFIX, SUMMARY, of, written, written_ids

FIRE = (
    "A fire destroyed an old bakery on Bridge Street in Millbrook on Monday night. The flames could be seen from"
    " the other side of the river. Nobody was hurt, and the owner wants to build it up again."
)
KITTENS = (
    "Firefighters rescued two kittens from a well in Oakfield on Sunday morning. The animals had been crying"
    " there since Friday. A vet said that both were hungry but well."
)
DOG = (
    "Firefighters rescued a frightened dog from the river in Millbrook last week. The mayor thanked everybody who"
    " had helped. The cause is not yet known."
)


def summary_case(kind: str, text: str, longest: int) -> Case:
    limit = {"max_length": longest, "max_new_tokens": None}
    told = PREFIX + text
    (expected,) = written(SUMMARY, (told,), **limit)

    def write(given: str, **settings: Any) -> str:
        return written(SUMMARY, (given,), **settings)[0]

    def with_special_tokens(value: Any) -> bool:
        return bool(value == tokenizer_of(SUMMARY).decode(written_ids(SUMMARY, (told,), **limit)[0]))

    def cut_afterwards(value: Any) -> bool:
        whole = write(told)
        return value in (whole[:longest], " ".join(whole.split()[:longest]))

    def input_cut(value: Any) -> bool:
        tokenizer = tokenizer_of(SUMMARY)
        short = [tokenizer(t, truncation=True, max_length=longest)["input_ids"] for t in (told, text)]
        ids = [tokenizer.decode(row, skip_special_tokens=True) for row in short]
        return value in (ids[0], write(ids[0], **limit), write(ids[0]), write(PREFIX + ids[1], **limit))

    wrong: dict[str, Any] = {
        "in-a-list": [expected],
        "keeps-special-tokens": with_special_tokens,
        "limit-overruled": lambda value: value == write(told),
        "no-prefix": lambda value: value in (write(text, **limit), write(text)),
        "one-token-more": lambda value: value == write(told, max_new_tokens=longest),
        "one-token-less": lambda value: value == write(told, max_length=longest - 1, max_new_tokens=None),
        "forced-to-go-on": lambda value: value == write(told, min_length=longest, **limit),
        "cut-afterwards": cut_afterwards,
        "cuts-the-text": input_cut,
    }
    decide = decision(expected, lambda value: is_exactly(value, str), wrong)
    return Case(kind, (*of(SUMMARY), text, longest), decide, expected=expected)


def cases(rng: random.Random) -> Iterator[Case]:
    yield summary_case("short", FIRE, 12)
    yield summary_case("room", KITTENS, 40)
    yield summary_case("middle", DOG, 13)
    yield summary_case("random", news(rng), rng.randint(6, 14))
