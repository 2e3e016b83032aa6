"""The colours that drawings use, by their English names, each with room for shades."""

from __future__ import annotations

import random

Rgb = tuple[int, int, int]

NAMED: dict[str, Rgb] = {
    "red": (214, 38, 40),
    "orange": (242, 138, 28),
    "yellow": (246, 206, 46),
    "green": (62, 158, 66),
    "blue": (48, 92, 208),
    "purple": (128, 66, 168),
    "pink": (242, 138, 180),
    "brown": (128, 80, 42),
    "black": (42, 42, 48),
    "white": (243, 243, 240),
    "gray": (142, 146, 152),
}
_ROOM = 16


def shade(name: str, rng: random.Random) -> Rgb:
    """One shade of a named colour; a person still calls it by that name."""
    light = rng.uniform(-_ROOM, _ROOM)
    red, green, blue = NAMED[name]
    return _clip(
        red + light + rng.uniform(-8, 8), green + light + rng.uniform(-8, 8), blue + light + rng.uniform(-8, 8)
    )


def mix(one: Rgb, other: Rgb, share: float) -> Rgb:
    """`one` with a `share` (0 to 1) of `other`.

    >>> mix((0, 0, 0), (100, 100, 100), 0.25)
    (25, 25, 25)
    """
    return _clip(*(a + (b - a) * share for a, b in zip(one, other, strict=True)))


def lighter(colour: Rgb, share: float = 0.35) -> Rgb:
    return mix(colour, (255, 255, 255), share)


def darker(colour: Rgb, share: float = 0.35) -> Rgb:
    return mix(colour, (0, 0, 0), share)


def _clip(red: float, green: float, blue: float) -> Rgb:
    return round(min(255, max(0, red))), round(min(255, max(0, green))), round(min(255, max(0, blue)))
