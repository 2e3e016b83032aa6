"""What a model was measured at: the figures of its card and of `course zoo eval`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

CARD = "card.json"


@dataclass(frozen=True)
class Figure:
    """One held-out figure.

    `value`, `chance` and `bar` are shares between 0 and 1; `count` is how many items it was measured on; `bar` is None
    where nothing in particular is asked of it.
    """

    name: str
    value: float
    chance: float
    count: int
    bar: float | None
    meaning: str

    @property
    def met(self) -> bool | None:
        return None if self.bar is None else self.value >= self.bar


def as_data(figures: Iterable[Figure]) -> list[dict[str, Any]]:
    """JSON-able, one mapping a figure, with ``met`` beside the bar."""
    return [{**asdict(figure), "met": figure.met} for figure in figures]


def as_table(figures: Iterable[Figure]) -> str:
    """A markdown table, shares as per cent."""
    head = ["| figure | measured | chance | items | bar | what it is |", "|---|---|---|---|---|---|"]
    return "\n".join([*head, *map(as_row, figures)])


def as_row(figure: Figure) -> str:
    """The line of that table that `figure` has."""
    bar = "" if figure.bar is None else f"{figure.bar:.0%} {'met' if figure.met else 'missed'}"
    return f"| {figure.name} | {figure.value:.1%} | {figure.chance:.2%} | {figure.count} | {bar} | {figure.meaning} |"


def from_data(rows: Iterable[Mapping[str, Any]]) -> list[Figure]:
    """The figures that `as_data` made `rows` of."""
    return [Figure(**{key: value for key, value in row.items() if key != "met"}) for row in rows]


def recorded(directory: Path) -> list[Figure]:
    """The figures on the card in `directory`, in its order."""
    card = json.loads((directory / CARD).read_text(encoding="utf-8"))
    return from_data(card["figures"])
