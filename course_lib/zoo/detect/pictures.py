"""The scenes that detect is trained and measured on, and which sizes and places are kept for measuring."""

from __future__ import annotations

import random
from dataclasses import replace

from course_lib.zoo.drawing.scenes import LABELS, Scene, Wish, draw_scene

# (width, height) in pixels; every shape is squeezed into a square before the model sees it.
SHAPES = ((192, 144), (160, 160), (144, 192), (176, 128), (128, 128))
# Longer sides, as shares of the picture's shorter side. The band in the middle is met only in measuring.
SEEN_SIZES, UNSEEN_SIZES = ((0.2, 0.29), (0.35, 0.52)), ((0.29, 0.35),)


def kept_back(label: str, _: str, middle: tuple[float, float]) -> bool:
    """Whether a thing there is kept for measuring: each kind has a ninth of the picture where it was never trained."""
    ninth = 3 * min(2, int(3 * middle[1])) + min(2, int(3 * middle[0]))
    return ninth == (2 * LABELS.index(label) + 1) % 9


def _trained_on(label: str, colour: str, middle: tuple[float, float]) -> bool:
    return not kept_back(label, colour, middle)


# Half of the training scenes may have things partly covered by others.
TRAINING = Wish(things=(1, 4), sizes=SEEN_SIZES, natural=0.5, allowed=_trained_on)
ORDINARY = Wish(things=(1, 4), sizes=SEEN_SIZES, natural=1.0)
UNSEEN = Wish(things=(1, 3), sizes=UNSEEN_SIZES, natural=0.0, allowed=kept_back)
OVERLAPPING = Wish(things=(3, 5), sizes=((0.25, 0.5),), natural=0.5, hidden=0.45)


def scenes(count: int, seed: int, wish: Wish, *, covered: float = 0.0) -> list[Scene]:
    """`count` scenes, the same for the same arguments; a share of them may have things that cover others."""
    rng = random.Random(seed)
    found: list[Scene] = []
    while len(found) < count:
        chosen = replace(wish, hidden=0.45) if rng.random() < covered else wish
        scene = draw_scene(rng, rng.choice(SHAPES), chosen)
        if scene.things:
            found.append(scene)
    return found


def clearly_overlapping(scene: Scene) -> bool:
    """Whether two boxes share at least a tenth of the smaller one."""
    boxes = [thing.box for thing in scene.things]
    return any(_shared(one, other) >= 0.1 for index, one in enumerate(boxes) for other in boxes[:index])


def _shared(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return max(0.0, wide) * max(0.0, high) / smaller
