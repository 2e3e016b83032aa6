"""Names for made-up news: common ones and ones that no one bears, so that a model has to copy rather than to know."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from course_lib.zoo.phrases import read_phrases

DATA = Path(__file__).parent / "data"


@cache
def parts() -> Mapping[str, tuple[str, ...]]:
    """What names are made of, by kind; ``-`` stands for nothing."""
    return read_phrases(DATA / "names.txt")


def invented(rng: random.Random, syllables: int = 2) -> str:
    """A pronounceable word that is none: ``drelim``."""
    kinds = (parts()["onset"], parts()["vowel"], parts()["coda"])
    return "".join(rng.choice(kind).replace("-", "") for _ in range(syllables) for kind in kinds)


def people(rng: random.Random, count: int) -> dict[str, tuple[str, ...]]:
    """``first``, ``last`` and ``name`` (both), a good part of them invented."""
    first = [*parts()["first"], *(invented(rng).capitalize() for _ in range(count // 8))]
    last = [*parts()["last"], *(invented(rng, rng.choice((2, 2, 3))).capitalize() for _ in range(count // 4))]
    names = [f"{rng.choice(first)} {rng.choice(last)}" for _ in range(count)]
    return {"first": tuple(first), "last": tuple(last), "name": tuple(names)}


def places(rng: random.Random, count: int) -> dict[str, tuple[str, ...]]:
    """``town`` and ``street``."""
    towns = [rng.choice(parts()["town_head"]) + rng.choice(parts()["town_tail"]) for _ in range(count)]
    towns += [invented(rng, rng.choice((2, 2, 3))).capitalize() for _ in range(count // 3)]
    towns += [f"{rng.choice(('Upper', 'Little', 'Great', 'Port', 'Lower', 'New'))} {town}" for town in towns[:40]]
    heads = [*parts()["street"], *parts()["street"], *parts()["street"], *towns[: count // 4]]
    streets = [f"{rng.choice(heads)} {rng.choice(parts()['way'])}" for _ in range(count)]
    return {"town": tuple(towns), "street": tuple(streets)}
