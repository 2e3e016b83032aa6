"""reply-stop: what generate gave back, how long the prompts are, the ends -> what stopped each row."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from course_lib.exercises.exercise import Case, Mistake
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

    guesses = {
        "end-of-the-prompt": [said([bool({*row} & {*ends}) for row in rows])],
        "last-id-only": [said([row[-1] in ends for row in new])],
        "one-end-only": [said([bool({*row} & {*some}) for row in new]) for some in (ends[:1], ends[-1:])],
        "at-the-limit": [said([len(until(row, ends, with_end=True)) < len(row) for row in new])],
        "exchanged": [said([not truth for truth in ended])] if any(ended) else [],
    }

    def words(value: Any) -> bool:
        return (
            isinstance(value, list)
            and len(value) == len(expected)
            and all(isinstance(one, str) and one in (EOS, LENGTH) for one in value)
        )

    def guessed(value: Any) -> Mistake | None:
        """The one misconception that gives these words; where several do, or none, the row in which they are wrong."""
        if not words(value):
            return None
        names = [name for name, values in guesses.items() if value in values]
        names = [name for name in names if EOS in value or name != "last-id-only"]
        if len(names) == 1:
            return Mistake(names[0])
        row = next(row for row, (one, right) in enumerate(zip(value, expected, strict=True)) if one != right)
        if expected[row] == LENGTH:
            return Mistake("end-invented", {"row": row, "ids": str(new[row])})
        return Mistake("end-overlooked", {"row": row, "id": until(new[row], ends, with_end=True)[-1]})

    wrong: dict[str, Any] = {
        "guessed": guessed,
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
