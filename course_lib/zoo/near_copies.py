"""Whether a sentence stands in another text, as it is or nearly: what is measured must not have been learnt by heart.

Two sentences are compared without capitals, punctuation and blanks, in units: a Chinese character is one, a run of
letters or digits another. They count as near copies where they are the same, where the shorter one stands whole in the
longer one, or where most pairs of neighbouring units are theirs in common (the Jaccard index of Broder, "On the
resemblance and containment of documents", 1997).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

_UNIT = re.compile(r"[一-鿿]|[a-z0-9]+")
PAIR, PHRASE = 2, 3
"""Units in a run: of near copies, and where the habits of writers are compared."""
ALIKE = 0.6
"""The Jaccard index of two sets of pairs from which on they are near copies: one word of nine may be another."""
_WHOLE = 6
"""Units that a sentence must have to be looked for inside longer ones: "not bad" stands in many."""

Runs = frozenset[tuple[str, ...]]


def units(text: str) -> tuple[str, ...]:
    """What is compared of a text.

    >>> units("It's 好吃, 3 times!")
    ('it', 's', '好', '吃', '3', 'times')
    """
    return tuple(_UNIT.findall(text.lower()))


def runs(text: str, length: int = PAIR) -> Runs:
    """Every run of `length` units; a shorter text is one run.

    >>> sorted(runs("a b c d", 3))
    [('a', 'b', 'c'), ('b', 'c', 'd')]
    """
    found = units(text)
    return frozenset(found[start : start + length] for start in range(max(1, len(found) - length + 1)))


def shared(some: Iterable[str], others: Iterable[str]) -> float:
    """The share of the phrases of three units of `some` texts that also stand in `others`, 0 to 1: how alike they are.

    >>> shared(["a b c d"], ["b c d e"])
    0.5
    """
    mine = {run for text in some for run in runs(text, PHRASE) if len(run) == PHRASE}
    theirs = {run for text in others for run in runs(text, PHRASE)}
    return len(mine & theirs) / max(1, len(mine))


class Known:
    """Texts that a sentence may be a near copy of.

    >>> Known(["The soup was hot and tasty."]).like("the soup was hot, and tasty")
    'The soup was hot and tasty.'
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts: list[str] = list(dict.fromkeys(texts))
        self._units: list[tuple[str, ...]] = [units(text) for text in self._texts]
        self._runs: list[Runs] = [runs(text) for text in self._texts]
        self._places: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for place, found in enumerate(self._runs):
            for run in found:
                self._places[run].append(place)

    def like(self, sentence: str) -> str | None:
        """The first known text of which `sentence` is a near copy, or None."""
        mine, wanted = runs(sentence), units(sentence)
        common: dict[int, int] = defaultdict(int)
        for run in mine:
            for place in self._places.get(run, ()):
                common[place] += 1
        for place in sorted(common):
            both = len(mine) + len(self._runs[place]) - common[place]
            if common[place] >= ALIKE * both or _stands_in(wanted, self._units[place]):
                return self._texts[place]
        return None


def _stands_in(sentence: Sequence[str], text: Sequence[str]) -> bool:
    """Whether a sentence long enough to be looked for is part of a text, or the text of it."""
    short, long = sorted((sentence, text), key=len)
    if len(short) < _WHOLE:
        return False
    return any(long[start : start + len(short)] == short for start in range(len(long) - len(short) + 1))
