"""What a model was measured at: the figures of its card and of `course zoo eval`."""

from __future__ import annotations

import json
from collections.abc import Iterable
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
    rows = ["| figure | measured | chance | items | bar | what it is |", "|---|---|---|---|---|---|"]
    for figure in figures:
        bar = "" if figure.bar is None else f"{figure.bar:.0%} {'met' if figure.met else 'missed'}"
        rows.append(
            f"| {figure.name} | {figure.value:.1%} | {figure.chance:.2%} | {figure.count} | {bar} | {figure.meaning} |"
        )
    return "\n".join(rows)


def recorded(directory: Path) -> dict[str, float]:
    """Name -> value, as the card in `directory` has it."""
    card = json.loads((directory / CARD).read_text(encoding="utf-8"))
    return {figure["name"]: float(figure["value"]) for figure in card["figures"]}
