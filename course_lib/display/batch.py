"""A padded batch as a grid: one row for each sentence, one column for each position."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from course_lib.display import markup
from course_lib.display.chips import Chip
from course_lib.display.markup import Html, block, spaced, tag
from course_lib.display.plain import aligned, visible
from course_lib.display.reading import vocabulary_of
from course_lib.display.words import words

_TYPE_BANDS = (markup.PART_BANDS["A"], markup.PART_BANDS["B"])


@dataclass(frozen=True)
class Cell:
    """One position: its token, whether the model attends to it, its token type (None: not given)."""

    chip: Chip
    attended: bool = True
    type_id: int | None = None


@dataclass(frozen=True, repr=False)
class Batch:
    """Sentences by positions, shape (rows, columns); rows differ in length when nothing was padded."""

    rows: tuple[tuple[Cell, ...], ...]
    masked: bool
    typed: bool

    @property
    def title(self) -> str:
        shortest, longest = (least(map(len, self.rows), default=0) for least in (min, max))
        rows, columns = words.counted("row", len(self.rows)), words.counted("column", longest)
        if shortest != longest:
            return words("batch.ragged", rows=rows, shortest=shortest, columns=columns)
        return words("batch.title", rows=rows, columns=columns, shape=f"({len(self.rows)}, {longest})")

    def __repr__(self) -> str:
        lines = [self.title]
        for number, row in enumerate(self.rows, 1):
            shown = [[f"{number} {words('line.token')}", *(visible(cell.chip.token) for cell in row)]]
            shown.append([f"  {words('line.id')}", *(str(cell.chip.id) for cell in row)])
            if self.masked:
                shown.append(["  attention_mask", *(str(int(cell.attended)) for cell in row)])
            if self.typed:
                shown.append(["  token_type_ids", *(str(cell.type_id) for cell in row)])
            lines += aligned(shown)
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        columns = max(map(len, self.rows), default=0)
        head = f"{markup.QUIET_TEXT};border:none;font-size:11px;font-weight:400;padding:2px 6px"
        centre, left = f"{head};text-align:center", f"{head};text-align:left;vertical-align:middle"
        places = [tag("th", str(place), style=centre, scope="col") for place in range(columns)]
        lines = [tag("tr", tag("th", words("batch.position"), style=left, scope="col"), *places)]
        for number, row in enumerate(self.rows, 1):
            name = tag("th", words("batch.row", n=number), style=left, scope="row")
            lines.append(tag("tr", name, *map(_cell, row)))
        style = f"{markup.TABLE};border-collapse:separate;border-spacing:3px"
        return markup.card(self.title, tag("table", *lines, style=style), legend=self._legend())

    def _legend(self) -> list[str]:
        cells = [cell for row in self.rows for cell in row]
        legend = []
        if any(not cell.attended for cell in cells):
            legend.append(words("batch.padding"))
        if any(cell.chip.special and cell.attended for cell in cells):
            legend.append(words("legend.special"))
        if any(cell.chip.unknown for cell in cells):
            legend.append(words("legend.unknown"))
        if self.typed:
            legend.append(words("batch.band"))
        return legend


def _cell(cell: Cell) -> Html:
    chip = cell.chip
    ink, paper, edge = _colours(cell)
    said = [words("chip.token", token=visible(chip.token)), words("chip.id", id=chip.id)]
    said += [words("chip.special")] if chip.special else []
    said += [] if cell.attended else [words("chip.padding")]
    said += [] if cell.type_id is None else [words("chip.type", type=cell.type_id)]
    written = f"color:{ink};background:{paper};{markup.MONO};font-size:14px;white-space:pre"
    token = visible(chip.token) or "\u00a0"
    small = f"color:{markup.QUIET};background:{paper};{markup.MONO}"
    parts = [
        block(token if cell.attended else markup.struck(token), style=written, dir="auto"),
        block(str(chip.id), style=f"{small};font-size:11px"),
    ]
    if cell.type_id is not None:
        band = _TYPE_BANDS[min(cell.type_id, 1)] if cell.attended else markup.LINE
        style = f"{small};font-size:11px;border-top:4px solid {band};margin-top:2px"
        parts.append(block(words("batch.type", type=cell.type_id), style=style))
    box = f"border:{edge};border-radius:4px;padding:2px 6px;text-align:center"
    return tag("td", spaced(*parts), style=f"color:{ink};background:{paper};{box}", title=words("comma").join(said))


def _colours(cell: Cell) -> tuple[str, str, str]:
    """Text colour, background and border of a cell."""
    if not cell.attended:
        return markup.QUIET, markup.GREY, f"1px solid {markup.LINE}"
    if cell.chip.unknown:
        return markup.RED_INK, markup.RED_PAPER, f"2px solid {markup.RED}"
    if cell.chip.special:
        return markup.INK, markup.PAPER, f"2px dashed {markup.QUIET}"
    return markup.INK, markup.PART_TINTS["B" if cell.type_id else "A"][0], f"1px solid {markup.LINE}"


def show_batch(encoding: Any, tokenizer: Any) -> Batch:
    """The grid of ``tokenizer([...], padding=True)``: tokens over ids, padding greyed, token types banded.

    `encoding` holds ``input_ids`` as lists or as a tensor of shape (rows, columns), and where it has them
    ``attention_mask`` and ``token_type_ids`` of the same shape. One sequence alone makes one row.
    Raises CourseError when it holds no ids, or masks of another shape.
    """
    if not isinstance(encoding, Mapping) or "input_ids" not in encoding:
        raise words.error("no-encoding", kind=type(encoding).__name__)
    ids = _rows(encoding["input_ids"], "input_ids")
    masks = _beside(encoding, "attention_mask", ids)
    types = _beside(encoding, "token_type_ids", ids)
    vocabulary = vocabulary_of(tokenizer)
    rows = []
    for number, row in enumerate(ids):
        tokens = tokenizer.convert_ids_to_tokens(row)
        rows.append(
            tuple(
                Cell(
                    vocabulary.chip(token, id),
                    bool(masks[number][place]) if masks else True,
                    types[number][place] if types else None,
                )
                for place, (token, id) in enumerate(zip(tokens, row, strict=True))
            )
        )
    return Batch(tuple(rows), masked=bool(masks), typed=bool(types))


def _rows(value: Any, name: str) -> list[list[int]]:
    plain = value.tolist() if hasattr(value, "tolist") else value
    nested = [plain] if plain and not hasattr(plain[0], "__len__") else plain
    rows = [list(row.tolist() if hasattr(row, "tolist") else row) for row in nested]
    if not all(isinstance(number, int) for row in rows for number in row):
        raise words.error("no-numbers", name=name)
    return rows


def _beside(encoding: Mapping[str, Any], name: str, ids: list[list[int]]) -> list[list[int]]:
    if encoding.get(name) is None:
        return []
    rows = _rows(encoding[name], name)
    if [len(row) for row in rows] != [len(row) for row in ids]:
        raise words.error("other-shape", name=name)
    return rows
