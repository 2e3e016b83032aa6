"""When what arrived: a line of time for each of several answers, with a mark for every piece."""

from __future__ import annotations

import base64
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from course_lib.display import markup
from course_lib.display.bars import amount_said
from course_lib.display.markup import tag
from course_lib.display.plain import legible, pad, width
from course_lib.display.words import words

_COLUMNS = 60  # of the longest line in the plain text
_WIDTH, _ROW, _LEFT = 640, 52, 10  # pixels of the drawing


@dataclass(frozen=True, repr=False)
class Timeline:
    """Names, each with the moments at which pieces arrived, counted from the question, in `unit`."""

    lines: tuple[tuple[str, tuple[float, ...]], ...]
    unit: str

    @property
    def whole(self) -> float:
        return max((moments[-1] for _, moments in self.lines if moments), default=0) or 1

    def _said(self, moments: Sequence[float]) -> str:
        if not moments:
            return words("timeline.nothing")
        return words(
            "timeline.said", first=amount_said(moments[0]), last=amount_said(moments[-1]), unit=self.unit,
            pieces=words.counted("piece", len(moments)),
        )  # fmt: skip

    def __repr__(self) -> str:
        if not self.lines:
            return words("timeline.none")
        wide = max(width(legible(name)) for name, _ in self.lines)
        shown = []
        for name, moments in self.lines:
            columns = {min(_COLUMNS - 1, int(moment / self.whole * _COLUMNS)) for moment in moments}
            first, last = min(columns, default=0), max(columns, default=-1)
            drawn = "".join("┃" if n in columns else "░" if n < first else "─" for n in range(last + 1))
            shown.append(f"{pad(legible(name), wide)}  {drawn}\n{' ' * wide}  {self._said(moments)}")
        return "\n".join(shown)

    def _repr_html_(self) -> str:
        if not self.lines:
            return markup.card(words("timeline.title"), markup.quiet(words("timeline.none")))
        said = "; ".join(f"{legible(name)}: {self._said(moments)}" for name, moments in self.lines)
        # As a picture with its words in `alt`: a page that trusts nobody takes drawings out, and leaves pictures.
        source = "data:image/svg+xml;base64," + base64.b64encode(self._drawn().encode()).decode()
        picture = tag("img", src=source, alt=said, style="max-width:100%;background:#ffffff")
        return markup.card(words("timeline.title"), picture, legend=[words("timeline.legend")])

    def _drawn(self) -> str:
        scale = (_WIDTH - 2 * _LEFT) / self.whole
        parts = []
        for number, (name, moments) in enumerate(self.lines):
            top = number * _ROW + 18
            text = f"{legible(name)} · {self._said(moments)}"
            parts.append(
                f'<text x="{_LEFT}" y="{top}" font-size="14" font-family="sans-serif" fill="{markup.INK}">'
                f"{escape(text)}</text>"
            )
            if not moments:
                continue
            first, last = _LEFT + moments[0] * scale, _LEFT + moments[-1] * scale
            parts.append(
                f'<rect x="{_LEFT}" y="{top + 8}" width="{first - _LEFT:.1f}" height="14" fill="#b8c0c9"/>'
                f'<rect x="{first:.1f}" y="{top + 8}" width="{max(0.0, last - first):.1f}" height="14" '
                f'fill="{markup.TINTS[0]}"/>'
            )
            for moment in moments:
                x = _LEFT + moment * scale
                parts.append(
                    f'<line x1="{x:.1f}" y1="{top + 6}" x2="{x:.1f}" y2="{top + 24}" stroke="{markup.PART_BANDS["A"]}" '
                    f'stroke-width="1.5"/>'
                )
        height = len(self.lines) * _ROW + 4
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height}" '
            f'viewBox="0 0 {_WIDTH} {height}">'
        )
        return head + "".join(parts) + "</svg>"


def show_timeline(lines: Iterable[Sequence[object]], unit: str = "s") -> Timeline:
    """Lines of time for ``(name, moments)`` pairs: when each piece arrived, counted from the question, in order.

    Raises CourseError for anything else.

    >>> show_timeline([("all at once", [30]), ("piece by piece", [5, 10, 20, 30])], "ms")
    all at once     ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░┃
                    the first after 30 ms, the last after 30 ms; 1 piece
    piece by piece  ░░░░░░░░░░┃─────────┃───────────────────┃──────────────────┃
                    the first after 5.0 ms, the last after 30 ms; 4 pieces
    """
    found = []
    for pair in lines:
        name, moments = pair if isinstance(pair, (tuple, list)) and len(pair) == 2 else (None, None)
        if not isinstance(name, str) or not isinstance(moments, (tuple, list)) or not _in_order(moments):
            raise words.error("no-moments", seen=f"{pair!r:.60}")
        found.append((name, tuple(float(moment) for moment in moments)))
    return Timeline(tuple(found), unit)


def _in_order(moments: Sequence[object]) -> bool:
    numbers = [moment for moment in moments if isinstance(moment, int | float) and math.isfinite(moment)]
    return len(numbers) == len(moments) and all(moment >= 0 for moment in numbers) and numbers == sorted(numbers)
