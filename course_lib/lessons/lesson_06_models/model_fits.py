"""model-fits: models with their parameters, a dtype, a card -> the names of those that fit."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.exercises.properties import is_list_of
from course_lib.lessons.decisions import leaves_alone

BITS = {"float32": 32, "bfloat16": 16, "int4": 4}
_GB = 10**9
_NAMES = ["Qwen", "Llama", "Mistral", "BERT", "GPT", "ChatGLM", "Gemma", "Phi", "Yi"]


def fits_case(kind: str, models: Mapping[str, int], dtype: str, card: int) -> Case:
    room, bits = card * 8 * _GB, BITS[dtype]
    expected = [name for name, number in models.items() if 5 * number * bits <= 4 * room]

    def at_most(bits: int, share: int = 4, room: int = room) -> list[str]:
        return [name for name, number in models.items() if 5 * number * bits <= share * room]

    told = {
        "strictly-smaller": [name for name, number in models.items() if 5 * number * bits < 4 * room],
        "those-that-do-not-fit": [name for name in models if name not in expected],
        "no-room-left": at_most(bits, 5),
        "powers-of-two": at_most(bits, room=card * 8 * 2**30),
        "bits-for-bytes": at_most(8 * bits) if dtype != "int4" else None,
        "int4-is-a-byte": at_most(8) if dtype == "int4" else None,
        "always-four-bytes": at_most(32) if dtype == "bfloat16" else None,
        "largest-only": sorted(expected, key=models.__getitem__)[-1:],
    }

    def decide(seen: Mapping[str, Any]) -> str | None:
        names = seen["returned"]
        if type(names) is str and [names] == told["largest-only"]:
            return "largest-only"
        if problem := is_list_of(names, str):
            return problem
        if names == expected:
            return None
        return next((name for name, wrong in told.items() if wrong != expected and names == wrong), "differs")

    return leaves_alone(Case(kind, (dict(models), dtype, card), decide, expected=expected), 0)


def around(rng: random.Random, dtype: str, card: int, shares: Sequence[float]) -> dict[str, int]:
    """Models that take about these shares of what a card has room for, in any order."""
    limit = card * 0.8 * 8 * _GB / BITS[dtype]
    names = rng.sample(_NAMES, len(shares))
    return {
        f"{name}-{limit * share / _GB:.1f}B": int(limit * share * rng.uniform(0.995, 1.005))
        for name, share in zip(names, rng.sample(list(shares), len(shares)), strict=True)
    }


def some_models(rng: random.Random, dtype: str, card: int) -> dict[str, int]:
    """Small and large ones, and those over which the usual slips stumble."""
    return around(rng, dtype, card, [0.05, 0.2, 0.4, 0.9, 1.04, 1.2, rng.uniform(1.5, 9)])


def cases(rng: random.Random) -> Iterator[Case]:
    real = {"Qwen2.5-7B": 7_615_616_512, "bert": 102_267_648, "Qwen2.5-3B": 3_085_938_688, "of 3.3 B": 3_300_000_000}
    yield fits_case("float32", {**real, "of 3.7 B": 3_700_000_000, "of 0.3 B": 300_000_000}, "float32", 16)
    yield fits_case("bfloat16", {**real, "of 6 B": 6_000_000_000, "of 6.7 B": 6_700_000_000}, "bfloat16", 16)
    yield fits_case("int4", {**real, "of 20 B": 20_000_000_000, "of 31 B": 31_000_000_000}, "int4", 16)
    yield fits_case("exact", {"just": 2_000_000_000, "one more": 2_000_000_001, "small": 5}, "float32", 10)
    yield fits_case("none", {"of 70 B": 70_000_000_000, "of 671 B": 671_000_000_000}, "bfloat16", 8)
    yield fits_case("single", {"of 70 B": 70_000_000_000, "of 2 B": 2_000_000_000}, "bfloat16", 8)
    for _ in range(3):
        dtype, card = rng.choice(list(BITS)), rng.choice((8, 12, 16, 24, 48, 80))
        yield fits_case("random", some_models(rng, dtype, card), dtype, card)
