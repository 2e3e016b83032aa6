"""Boxes as detectors give them, and how much two of them overlap."""

from __future__ import annotations

import random
from typing import Any

Box = dict[str, int]


def box(xmin: int, ymin: int, xmax: int, ymax: int) -> Box:
    return {"xmin": xmin, "ymin": ymin, "xmax": xmax, "ymax": ymax}


def area(one: Box) -> int:
    return max(0, one["xmax"] - one["xmin"]) * max(0, one["ymax"] - one["ymin"])


def shared(one: Box, other: Box) -> Box:
    """The box that both have in common; of no or negative width or height where they have none."""
    edges = {name: max(one[name], other[name]) for name in ("xmin", "ymin")}
    return edges | {name: min(one[name], other[name]) for name in ("xmax", "ymax")}


def iou(one: Box, other: Box) -> float:
    """Intersection over union."""
    both = area(shared(one, other))
    return both / (area(one) + area(other) - both)


def result(label: str, score: float, place: Box) -> dict[str, Any]:
    """One of the results of an object-detection pipeline."""
    return {"score": score, "label": label, "box": dict(place)}


def random_box(rng: random.Random, width: int = 200, height: int = 120) -> Box:
    x, y = rng.randint(0, width - 40), rng.randint(0, height - 40)
    return box(x, y, x + rng.randint(20, width - x), y + rng.randint(20, height - y))


def nudged(rng: random.Random, one: Box, most: int) -> Box:
    """Nearly the same box: each edge moved by at most so many pixels."""
    return {name: edge + rng.randint(-most, most) for name, edge in one.items()}
