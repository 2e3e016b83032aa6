"""The parts that names are put together from, as data/names_*.txt lists them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from course_lib.zoo.grammar import read_lexicon

DATA = Path(__file__).parent / "data"


@cache
def parts(language: str) -> dict[str, tuple[str, ...]]:
    """The parts of names of a language, ``en`` or ``zh``."""
    lexicon = read_lexicon(DATA / f"names_{language}.txt")
    return {key: tuple(part.replace("_", " ") for part in members) for key, members in lexicon.items()}


def one_of(rng: random.Random, weighted: Sequence[tuple[float, str]]) -> str:
    """One of some ways to make a name, by weight."""
    return rng.choices([way for _, way in weighted], [weight for weight, _ in weighted])[0]
