"""What chat can say in both languages: words, and short sentences of the translation models' world."""

from __future__ import annotations

import random
from functools import cache

from course_lib.zoo.embed import corpus
from course_lib.zoo.translation import lexicon, parallel

WORD = 0.5
LONGEST = 12
"""Chinese characters of a sentence."""


def pair(rng: random.Random) -> tuple[str, str]:
    """(English, Chinese) of a word or a sentence."""
    if rng.random() < WORD:
        return rng.choice(words())
    while True:
        pattern = rng.choices(lexicon.sentences(), cum_weights=parallel.weights())[0]
        english, chinese = parallel.realise(pattern, rng, "zh")
        if len(chinese) <= LONGEST:
            return english, chinese


@cache
def words() -> tuple[tuple[str, str], ...]:
    """(English, Chinese) of single words: each English one once, with its first translation."""
    first: dict[str, str] = {}
    for english, chinese in corpus.words():
        if english.isalpha() and english.isascii():
            first.setdefault(english, chinese)
    return tuple(first.items())
