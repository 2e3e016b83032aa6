"""What TapasTokenizer makes of a table and a question, computed fast for training.

TapasTokenizer takes milliseconds for each table, most of them for finding dates and numbers. Training needs tens of
thousands; here each text is split once. A test compares both. The relation of a number in the question to the cells
is left out: the model is made blind to it (see the recipe).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from course_lib.zoo.table_qa.tables import Item

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_NUMERIC_SHARE = 0.7
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True)
class Encoded:
    """Token ids, and for each its column, row, rank and rank from the top in the column, and whether it is an answer.

    `question` is how many tokens stand before the table.
    """

    ids: list[int]
    columns: list[int]
    rows: list[int]
    ranks: list[int]
    inverse: list[int]
    answer: list[int]
    question: int
    aggregation: int


class Encoder:
    """Items as `Encoded`, and those as batches for `TapasForQuestionAnswering`."""

    def __init__(self, tokenizer: Any) -> None:
        self.tokenizer = tokenizer
        self._known: dict[str, list[int]] = {}

    def ids(self, text: str) -> list[int]:
        if text not in self._known:
            self._known[text] = self.tokenizer.convert_tokens_to_ids(self.tokenizer.tokenize(text))
        return self._known[text]

    def encode(self, item: Item) -> Encoded:
        ids = [self.tokenizer.cls_token_id, *self.ids(item.question), self.tokenizer.sep_token_id]
        question = len(ids)
        places, ranks = [(0, 0)] * question, [(0, 0)] * question
        table = list(item.table.items())
        ranked = [column_ranks(cells) for _, cells in table]
        for row in range(len(table[0][1]) + 1):
            for column, (header, cells) in enumerate(table, start=1):
                made = self.ids(cells[row - 1] if row else header)
                ids += made
                places += [(column, row)] * len(made)
                ranks += [ranked[column - 1][row - 1] if row else (0, 0)] * len(made)
        wanted = {(column + 1, row + 1) for row, column in item.answer}
        return Encoded(
            ids, [column for column, _ in places], [row for _, row in places],
            [rank for rank, _ in ranks], [inverse for _, inverse in ranks],
            [int(place in wanted) for place in places], question, item.aggregation,
        )  # fmt: skip


def batch(rows: list[Encoded]) -> dict[str, Any]:
    """Tensors as the model takes them: ids, mask, labels (rows, length), types (rows, length, 7), aggregations."""
    import torch

    width = max(len(one.ids) for one in rows)
    ids = torch.zeros(len(rows), width, dtype=torch.long)
    mask, labels = torch.zeros_like(ids), torch.zeros_like(ids)
    types = torch.zeros(len(rows), width, 7, dtype=torch.long)
    for row, one in enumerate(rows):
        length = len(one.ids)
        ids[row, :length] = torch.tensor(one.ids)
        mask[row, :length] = 1
        labels[row, :length] = torch.tensor(one.answer)
        segment = [0] * one.question + [1] * (length - one.question)
        zero = [0] * length
        types[row, :length] = torch.tensor([segment, one.columns, one.rows, zero, one.ranks, one.inverse, zero]).T
    return {
        "input_ids": ids, "attention_mask": mask, "token_type_ids": types, "labels": labels,
        "aggregation_labels": torch.tensor([one.aggregation for one in rows]),
    }  # fmt: skip


def column_ranks(cells: tuple[str, ...]) -> list[tuple[int, int]]:
    """For each cell its rank from below and from above among its column's numbers or dates; (0, 0) without."""
    numbers = [_value(cell) for cell in cells]
    present = sorted({one for one in numbers if one is not None})
    if sum(one is not None for one in numbers) < _NUMERIC_SHARE * len(cells):
        return [(0, 0)] * len(cells)
    return [(0, 0) if one is None else (present.index(one) + 1, len(present) - present.index(one)) for one in numbers]


def _value(cell: str) -> float | None:
    """The first number of a cell, or the place of its month and day in the year."""
    found = _NUMBER.search(cell.replace(",", ""))
    day = float(found[0]) if found else None
    for month, name in enumerate(_MONTHS, start=1):
        if name in cell.split():
            return month * 100.0 + (day or 0.0)
    return day
