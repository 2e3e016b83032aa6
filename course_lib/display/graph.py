"""Who has to do with whom: names on a circle, with a line between two that belong together, the thicker the more."""

from __future__ import annotations

import base64
import math
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from unicodedata import east_asian_width

from course_lib.display import markup
from course_lib.display.markup import tag
from course_lib.display.plain import aligned, legible
from course_lib.display.words import words

_MOST = 40
_LETTER, _HEIGHT = 8, 26  # pixels: half a hanzi, and a name's frame


@dataclass(frozen=True, repr=False)
class Graph:
    """Pairs of names, each with how often the two belong together."""

    edges: tuple[tuple[str, str, int], ...]
    title: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name once, in the order of the pairs."""
        return tuple(dict.fromkeys(name for one, other, _ in self.edges for name in (one, other)))

    def __repr__(self) -> str:
        if not self.edges:
            return words("graph.none")
        rows = [(legible(one), "—" * min(count, 9), legible(other), str(count)) for one, other, count in self.edges]
        return "\n".join([*([self.title] if self.title else []), *aligned(rows)])

    def _repr_html_(self) -> str:
        if not self.edges:
            return markup.card(self.title, tag("div", words("graph.none")))
        said = "; ".join(f"{legible(one)} – {legible(other)}: {count}" for one, other, count in self.edges)
        # As a picture with its words in `alt`: a page that trusts nobody takes drawings out, and leaves pictures.
        source = "data:image/svg+xml;base64," + base64.b64encode(self._drawn().encode()).decode()
        picture = tag("img", src=source, alt=said, style="max-width:100%;background:#ffffff")
        return markup.card(self.title, picture, legend=[words("graph.legend")])

    def _drawn(self) -> str:
        names = self.names
        wide = {name: sum(2 if east_asian_width(c) in "WF" else 1 for c in name) * _LETTER + 20 for name in names}
        radius = max(70, 14 * len(names))
        middle_x, middle_y = radius + max(wide.values()) / 2 + 6, radius + _HEIGHT / 2 + 6
        turn = {name: 2 * math.pi * place / len(names) - math.pi / 2 for place, name in enumerate(names)}
        at = {name: (middle_x + radius * math.cos(a), middle_y + radius * math.sin(a)) for name, a in turn.items()}
        parts = []
        for one, other, count in self.edges:
            (x1, y1), (x2, y2) = at[one], at[other]
            parts.append(
                f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="#57606a" '
                f'stroke-width="{min(1 + 1.5 * count, 12):.1f}"/>'
            )
        for name, (x, y) in at.items():
            left, top = x - wide[name] / 2, y - _HEIGHT / 2
            parts.append(
                f'<rect x="{left:.1f}" y="{top:.1f}" width="{wide[name]}" height="{_HEIGHT}" rx="13" '
                f'fill="{markup.TINTS[0]}" stroke="{markup.LINE}"/>'
                f'<text x="{x:.1f}" y="{y + 5:.1f}" text-anchor="middle" font-size="15" font-family="sans-serif" '
                f'fill="{markup.INK}">{escape(legible(name))}</text>'
            )
        width, height = round(2 * middle_x), round(2 * middle_y)
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        )
        return head + "".join(parts) + "</svg>"


def show_graph(pairs: Iterable[tuple[str, str, int]], title: str = "") -> Graph:
    """Names, and lines between those that belong together.

    `pairs` are triples of two names and how often they belong together, at least once; at most forty names are drawn.
    Raises CourseError for anything else.

    >>> show_graph([("李华", "王小明", 2), ("李华", "杭州", 1)])
    李华  ——  王小明  2
    李华  —   杭州    1
    """
    edges = []
    for pair in pairs:
        one, other, count = pair if isinstance(pair, (tuple, list)) and len(pair) == 3 else (None, None, None)
        if not isinstance(one, str) or not isinstance(other, str) or not isinstance(count, int) or count < 1:
            raise words.error("no-pair", seen=f"{pair!r:.60}")
        edges.append((one, other, count))
    found = Graph(tuple(edges), title)
    if len(found.names) > _MOST:
        raise words.error("too-many-names", names=len(found.names), most=_MOST)
    return found
