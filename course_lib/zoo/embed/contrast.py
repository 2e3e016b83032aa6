"""What belongs together is drawn together, against all others of the batch (InfoNCE; van den Oord et al., 2018).

A temperature higher than usual, 0.15, and large batches: with few texts, what is learnt by heart is a danger.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from course_lib.zoo.embed import corpus

Rows = list[list[int]]
VIEWS = ("question_zh", "question_en", "passage_zh", "passage_en")
"""The four texts of an item: each is to be found by each of the others."""


def contrast(first: Any, second: Any, temperature: float, same: Any = None) -> Any:
    """The loss of unit vectors `first` and `second`, row by row a pair, both ways; `same` (rows, rows) is left out."""
    import torch
    from torch.nn.functional import cross_entropy

    scores = first @ second.T / temperature
    if same is not None:
        scores = scores.masked_fill(same, -1e4)
    wanted = torch.arange(len(first))
    return (cross_entropy(scores, wanted) + cross_entropy(scores.T, wanted)) / 2


class Batches:
    """Endless batches of items, and of pairs with definitions among them, as token ids."""

    def __init__(
        self,
        encode: Callable[[Sequence[str]], Rows],
        items: Sequence[dict[str, str]],
        pairs: Sequence[tuple[str, str]],
        rng: random.Random,
    ) -> None:
        self._rng = rng
        self._items = [dict(zip(VIEWS, encode([item[view] for view in VIEWS]), strict=True)) for item in items]
        self._pairs = pairs
        texts = list(dict.fromkeys(text for pair in (*pairs, *corpus.meanings()) for text in pair))
        self._number = {text: number for number, text in enumerate(texts)}
        self._rows = encode(texts)

    def items(self, count: int) -> Iterator[Rows]:
        """The four views of `count` items, or of all where there are fewer."""
        chosen = self._rng.sample(self._items, min(count, len(self._items)))
        yield from ([item[view] for item in chosen] for view in VIEWS)

    def pairs(self, count: int, meanings: int) -> tuple[tuple[Rows, Rows], Any]:
        """Both sides of `count` pairs and `meanings` more, two by two, and which texts of the batch are the same.

        Neighbours stay together: they are two sentences of one pattern, or two words that one thing tells apart, the
        hardest to tell from each other.
        """
        import torch

        starts = self._rng.sample(range(0, len(self._pairs) - 1, 2), count // 2)
        chosen = [pair for start in starts for pair in self._pairs[start : start + 2]]
        for _ in range(meanings // 2):
            chosen += corpus.meaning(self._rng)
        numbers = [[self._number[text] for text in pair] for pair in chosen]
        names = torch.tensor(numbers)
        same = (names[:, :1] == names[:, 0]) | (names[:, 1:] == names[:, 1])
        same.fill_diagonal_(False)
        return ([self._rows[one] for one, _ in numbers], [self._rows[other] for _, other in numbers]), same


@dataclass(frozen=True)
class Mixture:
    """What a batch holds, and how it is weighed: `share` is what the pairs count beside the items.

    Of the tokens of items and of pairs, `unknown` and `unknown_paired` are hidden: fewer of the short pairs, where a
    single word may be what tells two of them apart.
    """

    items: int
    pairs: int
    meanings: int
    temperature: float
    share: float
    unknown: float
    unknown_paired: float


def losses(encode: Callable[[Rows, float], Any], batches: Batches, mixture: Mixture) -> Iterator[Any]:
    """The loss of one batch after another: all views of the items by each other, and the pairs.

    `encode` gives the unit vectors of texts, a share of whose tokens is hidden.
    """
    while True:
        views = [encode(rows, mixture.unknown) for rows in batches.items(mixture.items)]
        found = [contrast(one, other, mixture.temperature) for one, other in combinations(views, 2)]
        sides, same = batches.pairs(mixture.pairs, mixture.meanings)
        first, second = (encode(rows, mixture.unknown_paired) for rows in sides)
        yield sum(found) / len(found) + mixture.share * contrast(first, second, mixture.temperature, same)


def padded(rows: Rows) -> Any:
    """(rows, longest): the ids, filled up with 0."""
    import torch

    width = max(map(len, rows))
    return torch.tensor([row + [0] * (width - len(row)) for row in rows])
