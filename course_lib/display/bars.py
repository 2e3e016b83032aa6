"""Amounts side by side, as bars: how much each costs, or takes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from course_lib.display import markup
from course_lib.display.markup import tag
from course_lib.display.plain import aligned, legible
from course_lib.display.words import words

_BAR = 40  # columns of the longest bar in the plain text


@dataclass(frozen=True, repr=False)
class Bars:
    """Names with amounts from 0 on, in one unit; the longest bar is the largest amount."""

    amounts: tuple[tuple[str, float], ...]
    unit: str

    def __repr__(self) -> str:
        most = max((amount for _, amount in self.amounts), default=0) or 1
        rows = [
            (legible(name), amount_said(amount), "█" * round(amount / most * _BAR)) for name, amount in self.amounts
        ]
        return "\n".join([legible(self.unit), *aligned(rows)]) if rows else words("bars.none")

    def _repr_html_(self) -> str:
        most = max((amount for _, amount in self.amounts), default=0) or 1
        cell = f"{markup.TEXT};border:none;padding:2px 8px;text-align:left"
        shape = "display:block;height:12px;border-radius:3px"
        rows = [
            tag(
                "tr",
                tag("td", legible(name), style=cell),
                tag("td", amount_said(amount), style=f"{cell};{markup.MONO};text-align:right"),
                tag(
                    "td",
                    tag(
                        "span",
                        tag(
                            "span",
                            style=f"{shape};width:{amount / most * 100:.1f}%;background:{markup.PART_BANDS['A']}",
                        ),
                        style=f"{shape};width:100%;background:{markup.GREY}",
                    ),
                    style=f"{cell};width:340px;min-width:340px",
                ),
                title=f"{legible(name)}: {amount_said(amount)}",
            )
            for name, amount in self.amounts
        ]
        body = tag("table", *rows, style=markup.TABLE) if rows else markup.quiet(words("bars.none"))
        said = words("comma").join(f"{legible(name)} {amount_said(amount)}" for name, amount in self.amounts)
        return markup.card(legible(self.unit), body, label=f"{legible(self.unit)}: {said}" if rows else "")


def amount_said(amount: float) -> str:
    """Two digits that say something, and no more than two places.

    >>> amount_said(1141.2), amount_said(21.4), amount_said(0.234)
    ('1,141', '21', '0.23')
    """
    return f"{amount:,.0f}" if amount >= 10 else f"{amount:.1f}" if amount >= 1 else f"{amount:.2f}"


def show_bars(amounts: Iterable[Sequence[object]], unit: str) -> Bars:
    """Horizontal bars for ``(name, amount)`` pairs, amounts from 0 on; `unit` says what they are measured in.

    Raises CourseError for anything else.

    >>> show_bars([("one list", 140), ("batch_size=32", 29)], "milliseconds")
    milliseconds
    one list       140  ████████████████████████████████████████
    batch_size=32   29  ████████
    """
    found = []
    for pair in amounts:
        name, amount = pair if isinstance(pair, (tuple, list)) and len(pair) == 2 else (None, None)
        good = isinstance(amount, int | float) and math.isfinite(amount) and amount >= 0
        if not isinstance(name, str) or not good:
            raise words.error("no-amount", seen=f"{pair!r:.60}")
        found.append((name, float(amount)))  # type: ignore[arg-type]
    return Bars(tuple(found), unit)
