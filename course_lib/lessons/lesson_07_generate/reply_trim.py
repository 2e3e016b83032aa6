"""reply-trim: what generate gave back, how long the prompts are, the ends -> the answers' ids."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.lessons.decisions import decision, leaves_alone, list_of
from course_lib.lessons.lesson_07_generate.replies import FIXED, Replies, some, until


def trim_case(kind: str, replies: Replies) -> Case:
    new, rows, ends, width = replies.new, replies.rows, [*replies.ends], replies.width
    expected = [until(row, ends) for row in new]
    own = [width - len(prompt) for prompt in replies.prompts]

    def up_to_the_last(row: list[int]) -> list[int]:
        places = [place for place, id in enumerate(row) if id in ends]
        return row[: places[-1]] if places else row

    def first_of_the_list(row: list[int]) -> list[int]:
        return until(row, [next((end for end in ends if end in row), -1)])

    def fewer(value: Any) -> bool:
        """Whether each row is the right one or the beginning of it: cut too early."""
        rows = isinstance(value, list) and len(value) == len(expected) and all(isinstance(one, list) for one in value)
        return rows and all(right[: len(one)] == one for one, right in zip(value, expected, strict=True))

    def one_of(*values: Any) -> Any:
        return lambda value: value in values

    wrong: dict[str, Any] = {
        "prompt-kept": one_of(
            rows,
            [row[:width] + answer for row, answer in zip(rows, expected, strict=True)],
            [row[:width] + until(row[width:], ends, with_end=True) for row in rows],
            [row[first:width] + answer for first, row, answer in zip(own, rows, expected, strict=True)],
        ),
        "cut-in-the-prompt": one_of([until(row, ends) for row in rows], [until(row, ends)[width:] for row in rows]),
        "own-length-of-each": one_of(
            [until(row[len(prompt) :], ends) for row, prompt in zip(rows, replies.prompts, strict=True)]
        ),
        "end-kept": one_of([until(row, ends, with_end=True) for row in new]),
        "end-at-once": (
            one_of([answer or row for answer, row in zip(expected, new, strict=True)])
            if [] in expected and any(expected)
            else one_of()
        ),
        "not-cut-at-the-end": one_of(new),
        "one-end-only": one_of([until(row, ends[:1]) for row in new], [until(row, ends[-1:]) for row in new]),
        "first-of-the-list": one_of([first_of_the_list(row) for row in new]),
        "ends-taken-out": one_of([[id for id in row if id not in ends] for row in new]),
        "up-to-the-last-end": one_of([up_to_the_last(row) for row in new]),
        "last-one-lost": one_of([until(row, ends) if {*row} & {*ends} else row[:-1] for row in new]),
        "zeros-taken-out": one_of([[id for id in row if id] for row in expected]),
        "cut-too-early": fewer,
    }
    args = (replies.ids, width, ends)
    return leaves_alone(Case(kind, args, decision(expected, list_of(list), wrong), expected=expected), 0, 2)


def cases(rng: random.Random) -> Iterator[Case]:
    for kind, replies in FIXED.items():
        yield trim_case(kind, replies)
    yield trim_case("random", some(rng))
    yield trim_case("random", some(rng))
