"""Who looks at whom: one attention head's weights as a table of cells, the darker the more."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from course_lib.display import markup
from course_lib.display.markup import Html, tag
from course_lib.display.plain import aligned, visible
from course_lib.display.words import words

_LIGHTEST, _DARKEST = (255, 255, 255), (134, 190, 255)  # ink reads on all between them


@dataclass(frozen=True, repr=False)
class AttentionWeights:
    """A row for each token that looks, a column for each that is looked at; weights rounded to two decimals."""

    tokens: tuple[str, ...]
    weights: tuple[tuple[float, ...], ...]
    title: str = ""

    def __repr__(self) -> str:
        shown = [visible(token) for token in self.tokens]
        rows = [(token, *(f"{weight:.2f}" for weight in row)) for token, row in zip(shown, self.weights, strict=True)]
        return "\n".join([self._said(), *aligned([("", *shown), *rows])])

    def _repr_html_(self) -> str:
        box = f"border:1px solid {markup.LINE};padding:4px 6px;text-align:center"
        head = f"color:{markup.INK};background:{markup.GREY};{box};font-weight:600"
        lines = [tag("tr", *(tag("th", visible(name), style=head, scope="col") for name in ("", *self.tokens)))]
        for token, row in zip(self.tokens, self.weights, strict=True):
            cells = (self._cell(token, other, weight, box) for other, weight in zip(self.tokens, row, strict=True))
            lines.append(tag("tr", tag("th", visible(token), style=head, scope="row"), *cells))
        return markup.card(self._said(), tag("table", *lines, style=markup.TABLE), legend=[words("attention.legend")])

    def _said(self) -> str:
        return words("attention.titled", title=self.title) if self.title else words("attention.title")

    @staticmethod
    def _cell(token: str, other: str, weight: float, box: str) -> Html:
        mixed = (round(a + (b - a) * weight) for a, b in zip(_LIGHTEST, _DARKEST, strict=True))
        colour = "#" + "".join(f"{part:02x}" for part in mixed)
        style = f"color:{markup.INK};background:{colour};{box};{markup.MONO};font-size:12px"
        return tag("td", f"{weight:.2f}", style=style, title=f"{visible(token)} → {visible(other)}: {weight:.2f}")


def show_attention(tokens: Sequence[str], weights: Any, title: str = "") -> AttentionWeights:
    """How much each of `tokens` looks at each other one, as one head has it.

    `weights` is a square, rows that look by columns that are looked at: ``outputs.attentions[layer][0, head]``.
    Raises CourseError when it is not, or holds something other than weights from 0 to 1.

    >>> show_attention(["我", "爱"], [[0.9, 0.1], [0.25, 0.75]])
    How much a token (its row) looks at each token (the columns)
        我    爱
    我  0.90  0.10
    爱  0.25  0.75
    """
    rows = weights.tolist() if hasattr(weights, "tolist") else weights
    try:
        square = tuple(tuple(float(weight) for weight in row) for row in rows)
    except (TypeError, ValueError) as error:
        raise words.error("no-weights", seen=f"{rows!r:.60}") from error
    if [len(row) for row in square] != [len(tokens)] * len(tokens):
        seen = f"{len(square)} × {len(square[0]) if square else 0}"
        raise words.error("no-square", tokens=words.counted("token", len(tokens)), seen=seen)
    for weight in (weight for row in square for weight in row):
        if not math.isfinite(weight) or not -1e-3 <= weight <= 1 + 1e-3:
            raise words.error("no-weights", seen=weight)
    return AttentionWeights(
        tuple(tokens), tuple(tuple(round(min(1.0, max(0.0, weight)), 2) for weight in row) for row in square), title
    )
