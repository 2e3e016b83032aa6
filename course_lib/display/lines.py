"""How numbers go on: one line for each row of them, over a common axis."""

from __future__ import annotations

import base64
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from course_lib.display import markup
from course_lib.display.markup import tag
from course_lib.display.plain import aligned, legible
from course_lib.display.words import words

_WIDE, _HIGH = 420, 200  # pixels of the field that the lines are drawn in
_LEFT, _TOP, _BELOW, _RIGHT = 56, 14, 44, 170
#: Told apart without colours too: by how they are dashed.
_LOOKS = (("#0969da", ""), ("#bc4c00", "7 4"), ("#1a7f37", "2 3"), ("#8250df", "10 3 2 3"))
_SHOWN = 6  # points of a line that the plain text shows

Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True, repr=False)
class Lines:
    """Lines by name, each through its points (x, y) in the order of x; what the two axes are."""

    lines: tuple[tuple[str, Points], ...]
    x: str = ""
    y: str = ""
    title: str = ""

    def __repr__(self) -> str:
        columns = self._columns()
        if not columns:
            return words("lines.none")
        rows = [(legible(self.x), *(f"{column:g}" for column in columns))]
        for name, points in self.lines:
            found = dict(points)
            rows.append((legible(name), *(_number(found[c]) if c in found else "" for c in columns)))
        head = [text for text in (self.title, self.y) if text]
        return "\n".join([*([": ".join(map(legible, head))] if head else []), *aligned(rows)])

    def _columns(self) -> list[float]:
        """Some of the places on the x axis, the first and the last among them."""
        places = sorted({x for _, points in self.lines for x, _ in points})
        if len(places) <= _SHOWN:
            return places
        return [places[round(n * (len(places) - 1) / (_SHOWN - 1))] for n in range(_SHOWN)]

    def _repr_html_(self) -> str:
        if not self._columns():
            return markup.card(legible(self.title), tag("div", words("lines.none")))
        # As a picture with its words in `alt`: a page that trusts nobody takes drawings out, and leaves pictures.
        source = "data:image/svg+xml;base64," + base64.b64encode(self._drawn().encode()).decode()
        picture = tag("img", src=source, alt=self.said, style="max-width:100%;background:#ffffff")
        return markup.card(legible(self.title), picture, label=self.said)

    @property
    def said(self) -> str:
        """The picture in words: of each line its first and its last point."""
        parts = [
            words(
                "lines.from-to",
                name=legible(name),
                x=legible(self.x),
                y=legible(self.y),
                first_x=f"{points[0][0]:g}",
                first_y=_number(points[0][1]),
                last_x=f"{points[-1][0]:g}",
                last_y=_number(points[-1][1]),
            )
            for name, points in self.lines
            if points
        ]
        return " ".join([*([f"{legible(self.title)}."] if self.title else []), *parts])

    def _drawn(self) -> str:
        every = [point for _, points in self.lines for point in points]
        left, right = min(x for x, _ in every), max(x for x, _ in every)
        ticks = _ticks(max(y for _, y in every))
        across, up = (right - left) or 1.0, ticks[-1] or 1.0

        def at(x: float, y: float) -> tuple[float, float]:
            return _LEFT + (x - left) / across * _WIDE, _TOP + (1 - y / up) * _HIGH

        font = f'font-size="13" font-family="sans-serif" fill="{markup.INK}"'
        parts = []
        for tick in ticks:
            _, y = at(left, tick)
            parts.append(f'<path d="M{_LEFT} {y:.1f}h{_WIDE}" stroke="{markup.LINE}"/>')
            parts.append(f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end" {font}>{tick:g}</text>')
        for place in (left, (left + right) / 2, right):
            x, y = at(place, 0)
            parts.append(f'<text x="{x:.1f}" y="{y + 18:.1f}" text-anchor="middle" {font}>{place:g}</text>')
        middle, under = _LEFT + _WIDE / 2, _TOP + _HIGH + 38
        parts.append(f'<text x="{middle}" y="{under}" text-anchor="middle" {font}>{escape(legible(self.x))}</text>')
        parts.append(
            f'<text transform="translate(14 {_TOP + _HIGH / 2}) rotate(-90)" text-anchor="middle" {font}>'
            f"{escape(legible(self.y))}</text>"
        )
        names: list[tuple[float, str]] = []
        for number, (name, points) in enumerate(self.lines):
            if not points:
                continue
            colour, dashes = _LOOKS[number % len(_LOOKS)]
            drawn = " ".join(f"{x:.1f},{y:.1f}" for x, y in (at(*point) for point in points))
            parts.append(
                f'<polyline points="{drawn}" fill="none" stroke="{colour}" stroke-width="2.5" '
                f'stroke-dasharray="{dashes}"/>'
            )
            end_x, end_y = at(*points[-1])
            while any(abs(end_y - taken) < 16 for taken, _ in names):
                end_y -= 16
            names.append((end_y, name))
            parts.append(
                f'<text x="{end_x + 8:.1f}" y="{end_y + 4:.1f}" font-size="13" font-family="sans-serif" '
                f'fill="{colour}">{escape(legible(name))}</text>'
            )
        width, height = _LEFT + _WIDE + _RIGHT, _TOP + _HIGH + _BELOW
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        )
        return head + "".join(parts) + "</svg>"


def show_lines(lines: Mapping[str, Iterable[Sequence[float]]], x: str = "", y: str = "", title: str = "") -> Lines:
    """Lines by name, each through its points: pairs (x, y), drawn in the order of x over an axis that begins at 0.

    Raises CourseError when a point is not a pair of numbers, or a y is below 0.

    >>> show_lines({"one": [(1, 0.5), (2, 4)], "two": [(1, 1), (2, 1)]}, x="tokens", y="milliseconds")
    milliseconds
    tokens  1    2
    one     0.5  4
    two     1    1
    """
    return Lines(tuple((name, tuple(sorted(map(_point, points)))) for name, points in lines.items()), x, y, title)


def _point(seen: Any) -> tuple[float, float]:
    try:
        x, y = (float(number) for number in seen)
    except (TypeError, ValueError) as error:
        raise words.error("no-point", seen=f"{seen!r:.60}") from error
    if not (math.isfinite(x) and math.isfinite(y) and y >= 0):
        raise words.error("no-point", seen=f"{seen!r:.60}")
    return x, y


def _number(value: float) -> str:
    """Three digits that count."""
    return f"{value:.3g}"


def _ticks(highest: float) -> list[float]:
    """Round numbers from 0 to `highest` or just above it."""
    if not highest:
        return [0.0, 1.0]
    rough = highest / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough)
    return [n * step for n in range(math.ceil(highest / step - 1e-9) + 1)]
