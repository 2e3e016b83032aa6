"""reply-stop: what generate gave back, how long the prompts are, the ends -> what stopped each row."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.lessons.decisions import decision, leaves_alone, list_of
from course_lib.lessons.lesson_07_generate.replies import FIXED, Replies, some, until

EOS, LENGTH = "eos", "length"


def stop_case(kind: str, replies: Replies) -> Case:
    new, rows, ends = replies.new, replies.rows, [*replies.ends]

    def said(truths: list[bool]) -> list[str]:
        return [EOS if truth else LENGTH for truth in truths]

    ended = [bool({*row} & {*ends}) for row in new]
    expected = said(ended)

    def one_of(*values: Any) -> Any:
        return lambda value: value in values

    wrong: dict[str, Any] = {
        "end-of-the-prompt": one_of(said([bool({*row} & {*ends}) for row in rows])),
        "last-id-only": one_of(said([row[-1] in ends for row in new])),
        "one-end-only": one_of(
            said([bool({*row} & {*ends[:1]}) for row in new]), said([bool({*row} & {*ends[-1:]}) for row in new])
        ),
        "at-the-limit": one_of(said([len(until(row, ends, with_end=True)) < len(row) for row in new])),
        "exchanged": one_of(said([not truth for truth in ended])),
        "truths-not-words": one_of(ended, [not truth for truth in ended]),
        "other-words": lambda value: (
            isinstance(value, list)
            and len(value) == len(expected)
            and all(isinstance(one, str) for one in value)
            and not {*value} <= {EOS, LENGTH}
        ),
        "one-for-all": one_of(*expected),
    }
    args = (replies.ids, replies.width, ends)
    return leaves_alone(Case(kind, args, decision(expected, list_of(str), wrong), expected=expected), 0, 2)


def cases(rng: random.Random) -> Iterator[Case]:
    for kind, replies in FIXED.items():
        yield stop_case(kind, replies)
    yield stop_case("random", some(rng))
    yield stop_case("random", some(rng))
