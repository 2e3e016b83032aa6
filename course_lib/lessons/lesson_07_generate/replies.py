"""What `model.generate` gives back for a batch, in small: prompts padded on the left, answers filled up behind."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Rows = list[list[int]]


@dataclass(frozen=True)
class Replies:
    """prompts, answers: ids, a row each, unequal. pad: what fills them up. ends: the ids that end an answer."""

    prompts: Sequence[Sequence[int]]
    answers: Sequence[Sequence[int]]
    ends: Sequence[int]
    pad: int

    @property
    def width(self) -> int:
        """How many places the prompts take, padding included."""
        return max(map(len, self.prompts))

    @property
    def rows(self) -> Rows:
        most = max(map(len, self.answers))
        return [
            [self.pad] * (self.width - len(prompt)) + [*prompt, *answer] + [self.pad] * (most - len(answer))
            for prompt, answer in zip(self.prompts, self.answers, strict=True)
        ]

    @property
    def new(self) -> Rows:
        """Each row without its prompt."""
        return [row[self.width :] for row in self.rows]

    @property
    def ids(self) -> Any:
        import torch

        return torch.tensor(self.rows)


def until(row: Sequence[int], ends: Sequence[int], *, with_end: bool = False) -> list[int]:
    """`row` up to the first of `ends`; all of it where there is none.

    >>> until([5, 6, 9, 0], [8, 9]), until([5, 6, 9, 0], [8, 9], with_end=True)
    ([5, 6], [5, 6, 9])
    """
    place = next((place for place, id in enumerate(row) if id in ends), len(row))
    return list(row[: place + with_end])


#: A prompt with an end inside it, as every template writes them, and one that is shorter.
_PROMPTS = ([21, 9, 22, 23], [21, 9])
FIXED: dict[str, Replies] = {
    "example": Replies(
        ([11, 9, 12], [11, 9], [13], [14, 15]),
        ([31, 32, 9], [33, 34, 35, 36], [37, 38, 39, 40], [41, 42, 43, 9]),
        [9],
        0,
    ),
    "second-end": Replies((*_PROMPTS, [21]), ([31, 8], [32, 9], [34, 35, 36]), [9, 8], 0),
    "padding-is-an-end": Replies(_PROMPTS, ([31, 32, 33, 34, 9], [35, 9]), [9, 8], 8),
    "at-the-limit": Replies(_PROMPTS, ([31, 32, 9], [33, 34, 35]), [9], 0),
    "no-end": Replies(_PROMPTS, ([31, 32, 33], [34, 35, 36]), [9, 8], 8),
    "at-once": Replies(_PROMPTS, ([9], [31, 32]), [9], 0),
    "padding-inside": Replies(_PROMPTS, ([31, 0, 32, 9], [33, 0, 0, 34, 35]), [9], 0),
    "no-ends-named": Replies(([1, 2], [3, 4]), ([31, 9, 32], [33, 34, 35]), [], 0),
    "padding-is-first-end": Replies((*_PROMPTS, [21]), ([31, 8], [32, 33, 34, 8], [35, 9]), [9, 8], 9),
    "said-twice": Replies((*_PROMPTS, [21]), ([31, 35, 35], [32, 33, 0], [34, 9]), [9], 0),
    "end-is-zero": Replies(([21, 0, 22], [21, 0]), ([31, 0], [32, 33, 34]), [0], 0),
    "one-row": Replies(([21, 9, 22],), ([31, 32, 8],), [9, 8], 8),
}


def some(rng: random.Random) -> Replies:
    """Random prompts and answers; at least one answer ends, at least one does not."""
    ids = rng.sample(range(10, 90), 40)
    ends = rng.sample(range(1, 10), rng.randint(1, 3))
    pad = rng.choice([0, ends[-1], ids.pop()])
    most = rng.randint(4, 7)
    prompts = [[ids.pop(), rng.choice(ends), *rng.sample(ids, rng.randint(1, 5))] for _ in range(4)]
    lengths = [rng.randrange(1, most), most, rng.randrange(0, most - 1)]
    answers = [[*rng.sample(ids, length)] for length in lengths]
    answers = [answer + [rng.choice(ends)] * (len(answer) < most) for answer in answers]
    answers.append([*rng.sample(ids, most - 1), rng.choice(ends)])
    order = rng.sample(range(4), 4)
    return Replies([prompts[place] for place in order], [answers[place] for place in order], ends, pad)
