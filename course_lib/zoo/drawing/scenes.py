"""Scenes: a few things in a setting, with the box of every thing that can be seen.

The same random generator draws the same scene; nothing else is random here.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from course_lib.zoo.drawing.backdrops import BACKDROPS
from course_lib.zoo.drawing.brush import Brush
from course_lib.zoo.drawing.colours import darker, shade
from course_lib.zoo.drawing.things import THINGS

Box = tuple[float, float, float, float]
LABELS = tuple(THINGS)
# How far each kind may lean, in degrees; fruit lies as it fell.
LEAN = {
    "banana": 180,
    "apple": 35,
    "orange": 60,
    "umbrella": 35,
    "kite": 40,
    "clock": 14,
    "cup": 10,
    "cat": 8,
    "car": 7,
    "boat": 7,
}
AT_HOME = {
    "table": ("apple", "banana", "orange", "cup", "clock", "cat"),
    "park": ("kite", "umbrella", "cat", "apple", "kite", "orange"),
    "street": ("car", "cat", "umbrella", "car", "clock"),
    "sea": ("boat", "boat", "kite"),
    "plain": LABELS,
}
FLYING = ("kite",)


@dataclass(frozen=True)
class Thing:
    """One thing in a scene: COCO's label, the name of its colour, and the box (left, top, right, bottom) around what is
    visible of it, each a share of the picture's width or height."""

    label: str
    colour: str
    box: Box

    @property
    def middle(self) -> tuple[float, float]:
        left, top, right, bottom = self.box
        return (left + right) / 2, (top + bottom) / 2


@dataclass(frozen=True)
class Scene:
    """A picture (Pillow, RGB), its setting, and its things from back to front.

    `owners` is (height, width), uint8: which thing a pixel belongs to, 0 for the backdrop, 1 for the first thing.
    """

    picture: Any
    place: str
    things: tuple[Thing, ...]
    owners: Any


@dataclass(frozen=True)
class Wish:
    """What a scene should be like.

    `sizes` are bands of a thing's longer side, as shares of the picture's shorter side; `hidden` is how much of a thing
    others may cover; `natural` is how often things stand where they belong rather than anywhere; `distinct` scenes
    have no two things of one kind and colour; `allowed` may refuse a thing's label, colour and place (its middle, in
    shares of the picture).
    """

    things: tuple[int, int] = (1, 4)
    sizes: tuple[tuple[float, float], ...] = ((0.22, 0.5),)
    hidden: float = 0.0
    natural: float = 0.5
    places: tuple[str, ...] = tuple(BACKDROPS)
    distinct: bool = False
    allowed: Callable[[str, str, tuple[float, float]], bool] | None = None


def draw_scene(rng: random.Random, size: tuple[int, int], wish: Wish) -> Scene:
    """A scene of `size` (width, height) pixels; where a wished-for thing finds no room, it has fewer."""
    import numpy
    from PIL import Image, ImageDraw

    width, height = size
    place = rng.choice(wish.places)
    natural = rng.random() < wish.natural
    picture = Image.new("RGB", size)
    edge = BACKDROPS[place](ImageDraw.Draw(picture), width, height, rng)
    owners = Image.new("L", size, 0)
    placed: list[tuple[str, str, Any, tuple[int, int]]] = []
    owned: list[int] = []
    count = rng.randint(*wish.things)
    for _ in range(count * 3):
        if len(placed) == count:
            break
        label, colour, sheet = _new_thing(rng, place, natural, min(size), wish)
        if wish.distinct and (label, colour) in [(other, tone) for other, tone, _, _ in placed]:
            continue
        outline = sheet.getchannel("A").point(_SOLID)
        for _ in range(_TRIES):
            at = _spot(rng, label, sheet.size, size, edge if natural and place != "plain" else None)
            if at is None:
                break
            if not _fits(label, colour, sheet.size, at, size, wish) or (
                wish.hidden == 0 and _touches([(s.size, a) for _, _, s, a in placed], sheet.size, at)
            ):
                continue
            trial = owners.copy()
            trial.paste(len(placed) + 1, at, outline)
            counts = numpy.bincount(numpy.asarray(trial).ravel(), minlength=len(placed) + 2)[1:]
            full = [*owned, int(counts[-1])]
            if all(seen >= (1 - wish.hidden) * whole for seen, whole in zip(counts, full, strict=True)):
                owners, owned = trial, full
                placed.append((label, colour, sheet, at))
                break
    for label, _, sheet, at in placed:
        if natural and place != "plain" and label not in FLYING:
            _shadow(picture, sheet.size, at, in_water=place == "sea")
        picture.paste(sheet, at, sheet)
    mask = numpy.asarray(owners)
    things = [Thing(label, colour, _box(mask == number)) for number, (label, colour, _, _) in enumerate(placed, 1)]
    return Scene(picture, place, tuple(things), mask)


_TRIES = 10
_SOLID = [255 if alpha > 110 else 0 for alpha in range(256)]


def _new_thing(rng: random.Random, place: str, natural: bool, side: int, wish: Wish) -> tuple[str, str, Any]:
    """(label, colour name, RGBA picture cut to its edges)."""
    from PIL import Image, ImageOps

    label = rng.choice(AT_HOME[place] if natural else LABELS)
    draw, colours = THINGS[label]
    colour = rng.choice(colours)
    long = rng.uniform(*rng.choice(wish.sizes)) * side
    # Large pictures are for people to look at: drawn larger still, their edges come out smooth.
    brush = Brush(int(min(480, max(64, (1.4 if long < 84 else 2.4) * long))))
    draw(brush, shade(colour, rng), rng)
    sheet = brush.sheet
    if label != "clock" and rng.random() < 0.5:
        sheet = ImageOps.mirror(sheet)
    lean = rng.uniform(-1, 1) * LEAN[label]
    sheet = sheet.rotate(lean, resample=Image.Resampling.BILINEAR, expand=True)
    sheet = sheet.crop(sheet.getchannel("A").point(_SOLID).getbbox())
    shrink = long / max(sheet.size)
    stretch = rng.uniform(0.92, 1.08)
    target = (max(4, round(sheet.width * shrink * stretch)), max(4, round(sheet.height * shrink)))
    return label, colour, sheet.resize(target, resample=Image.Resampling.BOX)


def _spot(
    rng: random.Random, label: str, thing: tuple[int, int], size: tuple[int, int], edge: float | None
) -> tuple[int, int] | None:
    """The top left corner: anywhere, or where such a thing stands, given where the ground begins."""
    width, height = size
    across, down = width - thing[0], height - thing[1]
    if across < 0 or down < 0:
        return None
    left = rng.randint(0, across)
    if edge is None:
        return left, rng.randint(0, down)
    if label in FLYING:
        return left, rng.randint(0, max(0, min(down, int(edge * height))))
    lowest, highest = down, int((edge + 0.06) * height) - thing[1]
    return (left, rng.randint(max(0, highest), lowest)) if highest <= lowest else None


def _fits(
    label: str, colour: str, thing: tuple[int, int], at: tuple[int, int], size: tuple[int, int], wish: Wish
) -> bool:
    if wish.allowed is None:
        return True
    return wish.allowed(label, colour, ((at[0] + thing[0] / 2) / size[0], (at[1] + thing[1] / 2) / size[1]))


def _touches(
    others: list[tuple[tuple[int, int], tuple[int, int]]], thing: tuple[int, int], at: tuple[int, int]
) -> bool:
    return any(
        at[0] < left + wide and left < at[0] + thing[0] and at[1] < top + high and top < at[1] + thing[1]
        for (wide, high), (left, top) in others
    )


def _shadow(picture: Any, thing: tuple[int, int], at: tuple[int, int], *, in_water: bool) -> None:
    """Darken the ground under a thing, so that it stands on it."""
    from PIL import Image, ImageDraw

    wide, high = thing
    flat = max(2, round(wide * 0.07))
    veil = Image.new("L", (wide, 2 * flat), 0)
    ImageDraw.Draw(veil).ellipse([wide * 0.04, 0, wide * 0.96, 2 * flat - 1], fill=46 if in_water else 74)
    picture.paste(darker((70, 70, 80), 0.5), (at[0], at[1] + high - flat - (flat // 3)), veil)


def _box(mask: Any) -> Box:
    """The box around the True pixels of (height, width), as shares."""
    rows, columns = mask.any(1).nonzero()[0], mask.any(0).nonzero()[0]
    height, width = mask.shape
    return (
        float(columns[0] / width),
        float(rows[0] / height),
        float((columns[-1] + 1) / width),
        float((rows[-1] + 1) / height),
    )


@cache
def colours_of(label: str) -> tuple[str, ...]:
    """The names of the colours that a kind of thing comes in."""
    return THINGS[label][1]
