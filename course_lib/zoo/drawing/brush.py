"""A transparent sheet of 100×100 units on which one thing is drawn, and what is cut out of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from course_lib.zoo.drawing.colours import Rgb

UNITS = 100
Point = tuple[float, float]


class Brush:
    """Draws in units, whatever the resolution; (0, 0) is the top left.

    `pixels` is the side of the sheet in pixels. Draw larger than needed: shrinking smooths the edges.
    """

    def __init__(self, pixels: int) -> None:
        from PIL import Image, ImageDraw

        self.scale = pixels / UNITS
        self.sheet: Any = Image.new("RGBA", (pixels, pixels), (0, 0, 0, 0))
        self._draw = ImageDraw.Draw(self.sheet)

    def _at(self, points: Sequence[Point]) -> list[Point]:
        return [(x * self.scale, y * self.scale) for x, y in points]

    def _wide(self, width: float) -> int:
        return max(1, round(width * self.scale))

    def polygon(self, points: Sequence[Point], fill: Rgb, outline: Rgb | None = None, width: float = 2) -> None:
        placed = self._at(points)
        self._draw.polygon(placed, fill=fill)
        if outline is not None:
            self._draw.line([*placed, placed[0], placed[1]], fill=outline, width=self._wide(width), joint="curve")

    def ellipse(
        self,
        left: float,
        top: float,
        right: float,
        bottom: float,
        fill: Rgb | None,
        outline: Rgb | None = None,
        width: float = 2,
    ) -> None:
        box = [left * self.scale, top * self.scale, right * self.scale, bottom * self.scale]
        self._draw.ellipse(box, fill=fill, outline=outline, width=self._wide(width))

    def line(self, points: Sequence[Point], colour: Rgb, width: float) -> None:
        """A line with round ends and corners."""
        placed, wide = self._at(points), self._wide(width)
        self._draw.line(placed, fill=colour, width=wide, joint="curve")
        for x, y in (placed[0], placed[-1]):
            self._draw.ellipse([x - wide / 2, y - wide / 2, x + wide / 2, y + wide / 2], fill=colour)


def arc(middle: Point, radius: Point, start: float, end: float, steps: int = 24) -> list[Point]:
    """Points on an ellipse from angle `start` to `end` in degrees; 0 is to the right, 90 is down."""
    found = []
    for step in range(steps + 1):
        angle = math.radians(start + (end - start) * step / steps)
        found.append((middle[0] + radius[0] * math.cos(angle), middle[1] + radius[1] * math.sin(angle)))
    return found


def curve(start: Point, bend: Point, end: Point, steps: int = 16) -> list[Point]:
    """Points on a bow from `start` to `end` that leans towards `bend` (a quadratic Bézier curve)."""
    found = []
    for step in range(steps + 1):
        t = step / steps
        found.append(
            (
                (1 - t) ** 2 * start[0] + 2 * t * (1 - t) * bend[0] + t * t * end[0],
                (1 - t) ** 2 * start[1] + 2 * t * (1 - t) * bend[1] + t * t * end[1],
            )
        )
    return found
