"""picture-overlap: two boxes -> what they share, divided by what they cover together."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.exercises.wire_values import Opaque
from course_lib.lessons.decisions import comparable, leaves_alone
from course_lib.lessons.lesson_03_audio_and_vision.boxes import Box, area, box, iou, nudged, random_box, shared
from course_lib.lessons.lesson_03_audio_and_vision.numbers_seen import is_number


def overlap_case(kind: str, one: Box, other: Box) -> Case:
    expected = iou(one, other)
    both = shared(one, other)
    signed_width, signed_height = both["xmax"] - both["xmin"], both["ymax"] - both["ymin"]
    width, height = max(0, signed_width), max(0, signed_height)
    inner, first, second = width * height, area(one), area(other)
    union = first + second - inner
    cover = {name: min(one[name], other[name]) for name in ("xmin", "ymin")}
    cover |= {name: max(one[name], other[name]) for name in ("xmax", "ymax")}
    unlimited = signed_width * signed_height
    wider = (signed_width + 1) * (signed_height + 1) if signed_width >= 0 and signed_height >= 0 else 0

    def grown(box: Box) -> int:
        return (box["xmax"] - box["xmin"] + 1) * (box["ymax"] - box["ymin"] + 1)

    def span(name: str, box: Box) -> int:
        return box[f"{name}max"] - box[f"{name}min"]

    def along(name: str, both: int) -> float:
        return both / (span(name, one) + span(name, other) - both)

    def ratio(above: float, below: float) -> float:
        return above / below if below else float("nan")

    told: dict[str, list[float]] = {
        "apart-yet-shared": [
            ratio(unlimited, first + second - unlimited), ratio(unlimited, union), ratio(abs(unlimited), union),
            ratio(abs(unlimited), first + second - abs(unlimited)), unlimited,
        ] if min(signed_width, signed_height) < 0 else [],
        "shared-counted-twice": [ratio(inner, first + second), ratio(2 * inner, first + second)],
        "of-one-box-only": [
            ratio(inner, size) for size in (first, second)
        ],
        "edges-as-pixels": [ratio(wider, grown(one) + grown(other) - wider)],
        "pixels-not-share": [inner, union],
        "box-around-both": [ratio(inner, area(cover))],
        "one-direction-only": [along("x", width), along("y", height)],
        "union-over-shared": [ratio(union, inner)],
        "what-is-not-shared": [1 - expected],
        "share-in-percent": [100 * expected],
        "subtracted-too-often": [ratio(inner, first + second - 2 * inner)],
    }  # fmt: skip

    def decide(seen: Mapping[str, Any]) -> str | None:
        value = comparable(seen["returned"])
        if value is None:
            return "returns-nothing"
        if isinstance(value, Opaque):
            return "tensor-not-number" if value.type_name == "torch.Tensor" else "wrong-type"
        if type(value) is bool:
            return "yes-or-no"
        if not is_number(value):
            return "wrong-type"
        if abs(value - expected) <= 1e-6:
            return None
        for name, values in told.items():
            if any(abs(value - wrong) <= 1e-6 * max(1, abs(wrong)) for wrong in values):
                return name
        if type(value) is int or value == round(expected, 2) or value == round(expected, 1):
            return "cut-to-whole" if value == int(value) else "rounded-off"
        if value < 0:
            return "below-zero"
        return "above-one" if value > 1 else "differs"

    return leaves_alone(Case(kind, (dict(one), dict(other)), decide, expected=expected), 0, 1)


def random_case(kind: str, rng: random.Random) -> Case:
    one = random_box(rng)
    return overlap_case(kind, one, nudged(rng, one, 9) if rng.random() < 0.7 else random_box(rng))


def cases(rng: random.Random) -> Iterator[Case]:
    yield overlap_case("half", box(10, 10, 50, 30), box(25, 10, 62, 41))
    yield overlap_case("same", box(5, 8, 25, 48), box(5, 8, 25, 48))
    yield overlap_case("inside", box(10, 10, 30, 20), box(0, 0, 100, 50))
    yield overlap_case("cross", box(0, 20, 60, 30), box(20, 0, 30, 90))
    yield overlap_case("beside", box(0, 0, 20, 30), box(30, 10, 50, 40))
    yield overlap_case("below", box(0, 0, 20, 30), box(10, 45, 40, 60))
    yield overlap_case("apart", box(0, 0, 20, 30), box(40, 50, 90, 70))
    yield overlap_case("touching", box(0, 0, 20, 30), box(20, 0, 35, 30))
    yield random_case("random", rng)
    yield random_case("random", rng)
