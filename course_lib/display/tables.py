"""Rows and columns, for lessons that compare a few things side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from course_lib.display import markup
from course_lib.display.markup import join
from course_lib.display.plain import aligned, legible, width
from course_lib.display.words import words


@dataclass(frozen=True, repr=False)
class Table:
    """Cells as text, under an optional header of as many names."""

    rows: tuple[tuple[str, ...], ...]
    header: tuple[str, ...] = ()

    def __repr__(self) -> str:
        if not self.rows:
            return "\n".join([*(["  ".join(self.header)] if self.header else []), words("table.none")])
        lines = aligned([self.header, *self.rows] if self.header else self.rows)
        if self.header:
            lines.insert(1, "─" * max(map(width, lines)))
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        if not self.rows:
            return markup.card(words.counted("row", 0), markup.quiet(words("table.none")))
        return join([markup.grid(self.rows, self.header)])


def table(rows: Iterable[Sequence[Any]], header: Sequence[str] = ()) -> Table:
    """A table of any values; floats are rounded to two decimals.

    Raises CourseError when a row has not as many cells as the header (or as the first row).

    >>> table([("我", 2769), ("[CLS]", 101)], ["token", "id"])
    token  id
    ───────────
    我     2769
    [CLS]  101
    """
    cells = tuple(tuple(_cell(value) for value in row) for row in rows)
    wanted = len(header) or (len(cells[0]) if cells else 0)
    for number, row in enumerate(cells, 1):
        if len(row) != wanted:
            cells_of_it = words.counted("cell", len(row))
            raise words.error("cells", row=number, cells=cells_of_it, wanted=wanted, seen=f"{row!r:.80}")
    return Table(cells, tuple(map(legible, header)))


def _cell(value: Any) -> str:
    return f"{value:.2f}" if isinstance(value, float) else legible(str(value))
