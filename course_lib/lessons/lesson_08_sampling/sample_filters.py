"""sample-filters: scores and four settings -> the probabilities that are left, filtered in the library's order."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from course_lib.exercises.exercise import Case, Mistake
from course_lib.lessons.decisions import leaves_alone
from course_lib.lessons.lesson_08_sampling.numbers_seen import (
    OUT,
    alike,
    as_numbers,
    form,
    numbers_differ,
    recognised,
    some_scores,
)

ORDER = ("temperature", "top_k", "top_p", "min_p")


def through(scores: Any, settings: Mapping[str, float], order: Sequence[str] = ORDER) -> Any:
    """The scores after the library's own filters, in `order`; what is off does nothing."""
    from course_lib.generation import keep_min_p, keep_top_k, keep_top_p, temper

    scores = scores[None]
    for name in order:
        value = settings[name]
        if name == "temperature":
            scores = temper(scores, value)
        elif name == "top_k" and value:
            scores = keep_top_k(scores, int(value))
        elif name == "top_p" and value < 1:
            scores = keep_top_p(scores, value)
        elif name == "min_p" and value:
            scores = keep_min_p(scores, value)
    return scores[0]


def filters_case(
    kind: str, scores: Sequence[float], temperature: float, top_k: int = 0, top_p: float = 1.0, min_p: float = 0.0
) -> Case:
    import torch

    given = torch.tensor(scores, dtype=torch.float32)
    settings = {"temperature": temperature, "top_k": top_k, "top_p": top_p, "min_p": min_p}
    out = through(given, settings)
    expected = out.softmax(0)
    stay = out > OUT
    tempered = (given / temperature).softmax(0)
    of_k = through(given, settings, ORDER[:2]).softmax(0)
    off = {"temperature": 1.0, "top_k": 0, "top_p": 1.0, "min_p": 0.0}

    def only(mask: Any) -> Any:
        return (given / temperature).masked_fill(~mask, OUT).softmax(0)

    def fewest(probabilities: Any, among: Any, lost: bool = False) -> Any:
        """top_p by hand, of probabilities that need not add up to 1; with `lost`, without the one over the border."""
        order = probabilities.masked_fill(~among, -1.0).argsort(descending=True, stable=True)
        mask, total = torch.zeros_like(among), 0.0
        for id in order.tolist():
            if not among[id] or total >= top_p or (lost and total + float(probabilities[id]) > top_p):
                break
            mask[id], total = True, total + float(probabilities[id])
        return mask

    among = of_k > 0
    first = given.argsort(descending=True, stable=True)
    last = len(given) - 1 - given.flip(0).argsort(descending=True, stable=True)
    after_p = through(given, settings, ORDER[:3]).softmax(0)
    wrong: dict[str, list[Any]] = {
        "scores-not-probabilities": [out],
        "temperature-last": [through(given, settings, ("top_k", "top_p", "min_p", "temperature")).softmax(0)],
        "temperature-for-the-filters-only": [given.masked_fill(~stay, OUT).softmax(0)],
        "top-p-before-top-k": [through(given, settings, ("temperature", "top_p", "top_k", "min_p")).softmax(0)],
        "min-p-before-top-p": [
            through(given, settings, order).softmax(0)
            for order in (("temperature", "top_k", "min_p", "top_p"), ("temperature", "min_p", "top_k", "top_p"))
        ],
        "min-p-as-a-limit": [only((after_p >= min_p) & (after_p > 0)), only((tempered >= min_p) & (after_p > 0))]
        if min_p
        else [],
        "multiplied": [through(given, {**settings, "temperature": 1 / temperature}).softmax(0)],
        "border-token-lost": [only(fewest(of_k, among, lost=True) & (tempered >= min_p * tempered.max()))]
        if top_p < 1
        else [],
        "do-not-add-up": [tempered * stay, of_k * stay, after_p * stay],
        **{
            f"{name.replace('_', '-')}-ignored": [through(given, {**settings, name: off[name]}).softmax(0)]
            for name in ORDER
        },
        "equals-parted": [
            out[order[:top_k]]
            .softmax(0)
            .new_zeros(len(given))
            .index_put((order[:top_k],), out[order[:top_k]].softmax(0))
            for order in (first, last)
        ]
        if top_k
        else [],
        "logarithms": [out.log_softmax(0)],
        "sorted": [expected.sort(descending=True).values],
    }

    def decide(seen: Mapping[str, Any]) -> str | Mistake | None:
        value = seen["returned"]
        if problem := form(value, len(given)):
            return problem
        numbers = as_numbers(value)
        if bool(numbers.isnan().any()):
            return "too-large-for-exp" if float(given.max()) / temperature > 80 else "not-numbers"
        if alike(numbers, expected):
            return None
        if name := recognised(numbers, expected, wrong):
            return name
        mine = numbers > 0
        if bool((mine == stay).all()) and alike(numbers, expected, 2e-3):
            return "nearly"
        if abs(float(numbers.sum()) - 1) > 1e-3:
            return "do-not-add-up"
        if bool((mine != stay).any()):
            return Mistake("others-kept", {"mine": int(mine.sum()), "wanted": int(stay.sum())})
        return numbers_differ(numbers, expected)

    return leaves_alone(Case(kind, (given, temperature, top_k, top_p, min_p), decide, expected=expected), 0)


def is_clear(scores: Sequence[float], temperature: float, top_k: int, top_p: float, min_p: float) -> bool:
    """Whether a hair's breadth more or less in a share changes nothing: else rounding would decide."""
    import torch

    given = torch.tensor(scores, dtype=torch.float32)

    def stay(shift: float) -> Any:
        p, m = (value + shift if value not in (0.0, 1.0) else value for value in (top_p, min_p))
        settings = {"temperature": temperature, "top_k": top_k, "top_p": p, "min_p": m}
        return through(given, settings) > OUT

    return bool((stay(1e-3) == stay(-1e-3)).all())


def random_case(kind: str, rng: random.Random) -> Case:
    while True:
        scores = some_scores(rng, rng.randint(6, 8), 3)
        asked = rng.choice((0.5, 0.8, 1.5, 2.0)), rng.choice((0, 4, 5)), rng.choice((1.0, 0.7, 0.85)), 0.0
        if rng.random() < 0.5:
            asked = (*asked[:3], rng.choice((0.1, 0.2, 0.3)))
        if is_clear(scores, *asked):
            return filters_case(kind, scores, *asked)


def cases(rng: random.Random) -> Iterator[Case]:
    yield filters_case("off", [1.0, -0.5, 2.5, 0.0], 1.0)
    yield filters_case("peak", [-0.75, -2.0, 2.5, -1.5, -0.25, -0.5], 0.75, top_k=5, top_p=0.9)
    tail = [1.375, 0.5, -2.25, 1.25, -2.5, 2.875, -2.125, -0.5]
    yield filters_case("p-and-min", tail, 2.0, top_p=0.85, min_p=0.2)
    four = [0.875, 0.625, -1.375, 1.625, 1.875, -2.5, -3.0, -0.75]
    yield filters_case("all", four, 0.8, top_k=5, top_p=0.75, min_p=0.1)
    yield filters_case("k", [1.625, -0.625, 0.25, -0.5, -1.875, 2.875, 2.0, -3.0], 1.0, top_k=6)
    yield filters_case("k-and-p", [2.0, 1.75, 1.5, 1.25, 1.0, 0.75, 0.5], 1.0, top_k=4, top_p=0.6)
    yield filters_case("ties", [1.0, 2.0, 3.0, 2.0, 0.5], 1.0, top_k=2)
    yield filters_case("ties", [2.0, 0.5, 2.0, -1.0], 1.0, top_k=1)
    yield filters_case("again", [0.5, 3.0, 1.0, -1.0, 2.5], 1.0, top_k=2)
    yield filters_case("more", [1.5, 0.25, -1.0, 2.0], 1.5, top_k=50)
    yield filters_case("long", [n * 7 % 60 / 16 for n in range(60)], 2.0)
    yield filters_case("large", [4000.0, 3999.0, 3998.5, -20.0], 2.0, top_k=3)
    yield filters_case("border", [2.0, 0.5, 2.0, 1.0], 1.0, min_p=1.0)
    yield random_case("random", rng)
    yield random_case("random", rng)
