"""The scenes that caption is trained and measured on, and which coloured things are kept for measuring."""

from __future__ import annotations

import random
from collections.abc import Callable

from course_lib.zoo.detect.pictures import SHAPES
from course_lib.zoo.drawing.scenes import Scene, Wish, draw_scene

# Both the thing and its colour are trained on, but never together.
UNSEEN_PAIRS = frozenset({
    ("cup", "green"), ("clock", "red"), ("car", "yellow"), ("umbrella", "purple"), ("kite", "pink"), ("boat", "black"),
    ("cat", "gray"),
})  # fmt: skip
SIZES = ((0.24, 0.52),)


def _trained_on(label: str, colour: str, _: tuple[float, float]) -> bool:
    return (label, colour) not in UNSEEN_PAIRS


TRAINING = Wish(things=(1, 3), sizes=SIZES, natural=0.65, distinct=True, allowed=_trained_on)
ORDINARY = Wish(things=(1, 3), sizes=SIZES, natural=1.0, distinct=True, allowed=_trained_on)
ANY_PAIR = Wish(things=(1, 3), sizes=SIZES, natural=1.0, distinct=True)
OVERLAPPING = Wish(things=(2, 3), sizes=((0.3, 0.52),), natural=0.65, hidden=0.35, distinct=True, allowed=_trained_on)


def scenes(count: int, seed: int, wish: Wish, wanted: Callable[[Scene], bool] | None = None) -> list[Scene]:
    """`count` scenes, with at least one thing and `wanted`, the same for the same arguments."""
    rng = random.Random(seed)
    found: list[Scene] = []
    while len(found) < count:
        scene = draw_scene(rng, rng.choice(SHAPES), wish)
        if scene.things and (wanted is None or wanted(scene)):
            found.append(scene)
    return found


def some_unseen(scene: Scene) -> bool:
    """Whether a thing in it is of a kind and colour that are kept apart in training."""
    return any((thing.label, thing.colour) in UNSEEN_PAIRS for thing in scene.things)
