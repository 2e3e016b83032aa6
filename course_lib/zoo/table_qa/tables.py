"""Generated tables with a question each, and the cells that answer it.

A share of the tables holds random words under random headers: what they say cannot be known beforehand, so that the
model must find the row by comparing words, for words it has never met in that place.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from course_lib.zoo.table_qa.kinds import Column, Kind, columns, kinds, values
from course_lib.zoo.table_qa.names import as_said, with_articles

HELD_OUT = Path(__file__).parent / "heldout.jsonl"
# The order of google/tapas-base-finetuned-wtq.
AGGREGATIONS = ("NONE", "SUM", "AVERAGE", "COUNT")

FORWARD = (
    "what is the {h} of {e}?", "what is {e}'s {h}?", "which {h} does {e} have?", "tell me the {h} of {e}.",
    "what {h} does {e} have?", "what is the {h} for {e}?", "{h} of {e}?", "give me the {h} of {e}.",
    "what was the {h} of {e}?", "what is the {h} of the {e}?", "which {h} belongs to {e}?", "show the {h} of {e}",
    "and the {h} of {e}?", "can you tell me {e}'s {h}?", "what is {h} for {e}?", "do you know the {h} of {e}?",
)  # fmt: skip
BACKWARD = (
    "which {k} has the {h} {v}?", "who has the {h} {v}?", "whose {h} is {v}?", "which {k} has {v} as {h}?",
    "what {k} has a {h} of {v}?", "which {k} has {h} {v}?", "what is the {k} with the {h} {v}?",
    "for which {k} is the {h} {v}?", "which {k} has a {h} of {v}?", "what is the name of the {k} with {h} {v}?",
)  # fmt: skip
MOST = ("which {k} has the highest {h}?", "who has the highest {h}?", "which {k} has the largest {h}?",
    "who has the most {h}?", "which {k} has the biggest {h}?", "which {k} has the most {h}?")  # fmt: skip
LEAST = ("which {k} has the lowest {h}?", "who has the lowest {h}?", "which {k} has the smallest {h}?",
    "who has the fewest {h}?", "which {k} has the least {h}?", "which {k} has the fewest {h}?")  # fmt: skip
SUM = ("what is the total {h}?", "what is the sum of the {h}?", "what is the total {h} of all {k}s?",
    "what is the {h} of all {k}s together?", "how much is the {h} in total?", "add up the {h}.",
    "what is the {h} altogether?", "how many {h} are there in total?",
    "how much do all {k}s cost together?")  # fmt: skip
AVERAGE = ("what is the average {h}?", "what is the mean {h}?", "what is the average {h} of the {k}s?",
    "what is the {h} on average?", "how high is the {h} on average?",
    "what is the average {h} of all {k}s?")  # fmt: skip
COUNT = ("how many {k}s are there?", "how many {k}s are in the table?", "how many {k}s are listed?",
    "how many {k}s do we have?", "count the {k}s.",
    "what is the number of {k}s?", "how many different {k}s are there?")  # fmt: skip
ACROSS = (
    "what is the {h} of the {k} whose {g} is {v}?", "what is the {h} of the {k} with the {g} {v}?",
    "what is the {h} of the {v}?", "which {h} does the {k} with {g} {v} have?", "what {h} has the {v}?",
)  # fmt: skip
DESCRIBED = ("the {v} {k}", "the {v} {k}", "the {v}", "the {k} with {g} {v}", "the {k} from {v}", "the {k} that is {v}")
TASKS = ("forward", "backward", "across", "extreme", "whole")
WEIGHTS = (46, 28, 9, 22, 6)


@dataclass(frozen=True)
class Item:
    """A table (header -> cells), a question, the (row, column) of each answering cell, the index of the aggregation."""

    table: dict[str, tuple[str, ...]]
    question: str
    answer: tuple[tuple[int, int], ...]
    aggregation: int = 0


@dataclass(frozen=True)
class _Drawn:
    """A table before a question: columns as (description or None, header, cells), the place of the naming column."""

    named: str
    called: tuple[str, ...]
    columns: list[tuple[Column | None, str, tuple[str, ...]]]
    naming: int


def item(rng: random.Random, words: Sequence[str]) -> Item:
    """One table with a question; `words` are what random tables are made of."""
    while True:
        drawn = _random_table(rng, words) if rng.random() < 0.22 else _table(rng, rng.choice(kinds()))
        made = _ask(rng, drawn, rng.choices(TASKS, WEIGHTS)[0])
        if made is not None:
            return made


def generated(rng: random.Random, words: Sequence[str], task: str, *, random_table: bool) -> Item:
    """One item of the given task, on a table of random words or one of this world."""
    while True:
        made = _ask(rng, _random_table(rng, words) if random_table else _table(rng, rng.choice(kinds())), task)
        if made is not None:
            return made


def items(count: int, seed: int, words: Sequence[str]) -> list[Item]:
    """`count` items, the same for the same arguments; none asks a held-out question."""
    rng, kept_back = random.Random(seed), held_out_questions()
    found: list[Item] = []
    while len(found) < count:
        made = item(rng, words)
        if made.question.lower().rstrip(" .?") not in kept_back:
            found.append(made)
    return found


def _table(rng: random.Random, kind: Kind) -> _Drawn:
    rows = rng.randint(2, 7)
    names = _distinct(rng, kind.entities, rows)
    others, used = [], {rng.choice(kind.headers)}
    naming_header = next(iter(used))
    for column in rng.sample(kind.columns, min(len(kind.columns), rng.choice((1, 2, 2, 3, 3, 4)))):
        header = rng.choice(column.headers[:1] if rng.random() < 0.5 and column.forward else column.headers)
        if header not in used:
            used.add(header)
            # Answers are often all different, as people write them; at times they repeat.
            cells = _distinct(rng, column.values, len(names)) if rng.random() < 0.6 else []
            if len(cells) < len(names):
                cells = [rng.choice(column.values) for _ in names]
            others.append((column, header, tuple(cells)))
    place = 0 if rng.random() < 0.85 else rng.randrange(len(others) + 1)
    naming: tuple[Column | None, str, tuple[str, ...]] = (None, naming_header, tuple(names))
    return _Drawn(kind.named, kind.called, [*others[:place], naming, *others[place:]], place)


def _random_table(rng: random.Random, words: Sequence[str]) -> _Drawn:
    width, height = rng.randint(2, 4), rng.randint(2, 6)
    headers = _distinct(rng, words, width)
    made: list[tuple[Column | None, str, tuple[str, ...]]] = []
    for header in headers:
        cells = [" ".join(rng.sample(words, rng.choice((1, 1, 1, 2)))) for _ in range(height)]
        if rng.random() < 0.2:
            cells = [str(rng.randrange(10 ** rng.randint(1, 4))) for _ in range(height)]
        elif rng.random() < 0.25:
            cells = [_made_up(rng) for _ in range(height)]
        made.append((None, header, tuple(cells)))
    return _Drawn("", (headers[0],), made, 0)


def _made_up(rng: random.Random) -> str:
    """A name that nobody has: pieces of it are all there is to compare."""
    length = rng.randint(2, 3)
    return "".join(rng.choice("bcdfghjklmnprstvwz") + rng.choice("aeiou") for _ in range(length)).capitalize()


def _distinct(rng: random.Random, members: Sequence[str], count: int) -> list[str]:
    return rng.sample(members, min(count, len(members)))


def _ask(rng: random.Random, drawn: _Drawn, task: str) -> Item | None:
    """A question of one sort, or None where this table does not allow it."""
    table = {header: cells for _, header, cells in drawn.columns}
    if len(table) < len(drawn.columns):
        return None
    names = drawn.columns[drawn.naming][2]
    places = [index for index in range(len(drawn.columns)) if index != drawn.naming]
    if task in ("extreme", "whole"):
        places = [index for index in places if (one := drawn.columns[index][0]) is not None and one.most and one.least]
    if not places:
        return None
    place = rng.choice(places)
    column, header, cells = drawn.columns[place]
    row = rng.randrange(len(names))
    called = rng.choice(drawn.called)
    fill = {"h": header, "e": as_said(names, row, drawn.named, rng), "v": cells[row], "k": called}
    if (task == "forward" and names.count(names[row]) > 1) or (task == "backward" and cells.count(cells[row]) > 1):
        return None
    if task == "forward":
        shapes = column.forward if column is not None and rng.random() < 0.75 else FORWARD
        return Item(table, _said(rng, rng.choice(shapes or FORWARD), fill), ((row, place),))
    if task == "backward":
        shapes = column.backward if column is not None and rng.random() < 0.75 else BACKWARD
        return Item(table, _said(rng, rng.choice(shapes or BACKWARD), fill), ((row, drawn.naming),))
    if task == "across":
        return _across(rng, drawn, table, place, row)
    if column is None:
        return None
    if task == "extreme":
        numbers = [number(cell) for cell in cells]
        most = rng.random() < 0.5
        best = (max if most else min)(numbers)
        if numbers.count(best) > 1 or any(one < 0 for one in numbers):
            return None
        own = column.most if most else column.least
        shape = rng.choice(own if rng.random() < 0.7 else MOST if most else LEAST)
        return Item(table, _said(rng, shape, fill), ((numbers.index(best), drawn.naming),))
    kind = rng.choice((1, 2, 3))
    asked = rng.choice((SUM, AVERAGE, COUNT)[kind - 1])
    target = drawn.naming if kind == 3 else place
    return Item(table, _said(rng, asked, fill), tuple((index, target) for index in range(len(names))), kind)


def _across(rng: random.Random, drawn: _Drawn, table: dict[str, tuple[str, ...]], place: int, row: int) -> Item | None:
    """From one property to another: "what is the age of the teacher?"."""
    others = [index for index in range(len(drawn.columns)) if index not in (place, drawn.naming)]
    if not others:
        return None
    _, known, cells = drawn.columns[rng.choice(others)]
    if cells.count(cells[row]) > 1:
        return None
    asked = drawn.columns[place][0]
    fill = {"h": drawn.columns[place][1], "g": known, "v": cells[row], "k": rng.choice(drawn.called)}
    if asked is not None and rng.random() < 0.6:
        # "Who owns the white car?" asks as one would for a car by its name.
        described = rng.choice(DESCRIBED).format(**{**fill, "g": known.lower()})
        return Item(table, _said(rng, rng.choice(asked.forward), {**fill, "e": described}), ((row, place),))
    return Item(table, _said(rng, rng.choice(ACROSS), fill), ((row, place),))


def _said(rng: random.Random, shape: str, fill: dict[str, str]) -> str:
    """The question as somebody might type it: now and then a capital or the question mark is missing."""
    text = shape.format(**{**fill, "h": fill["h"].lower(), **({"g": fill["g"].lower()} if "g" in fill else {})})
    if rng.random() < 0.9:
        text = with_articles(text)
    draw = rng.random()
    if draw < 0.1:
        text = text.rstrip(".?")
    elif draw < 0.15:
        text = text.replace("?", " ?")
    elif draw < 0.2 and text.startswith(("what is ", "who is ")):
        text = text.replace(" is ", "'s ", 1)
    return text[:1].upper() + text[1:]


def number(cell: str) -> float:
    """The number in a cell such as ``$3`` or ``12 km``; -1 where there is none, or units differ."""
    digits = cell.lstrip("$").split(" ")[0].rstrip("°C")
    if ("hour" in cell or "day" in cell or "week" in cell or " m" in cell or cell.endswith(" g")) or ":" in cell:
        return -1.0
    try:
        return float(digits)
    except ValueError:
        return -1.0


def normal(text: str) -> str:
    """Small letters and single spaces, for comparing cells."""
    return " ".join(text.lower().split())


@cache
def held_out_questions() -> frozenset[str]:
    """The questions that the model is measured on, in small letters and without their closing sign."""
    found: list[dict[str, Any]] = [json.loads(line) for line in HELD_OUT.read_text(encoding="utf-8").splitlines()]
    return frozenset(one["question"].lower().rstrip(" .?") for one in found)


@cache
def all_texts() -> tuple[str, ...]:
    """Everything that questions and cells are made of, for the vocabulary."""
    shapes = (*FORWARD, *BACKWARD, *MOST, *LEAST, *SUM, *AVERAGE, *COUNT)
    found = [*shapes, "whose with does has", "dollars euros dollar euro"]
    for column in columns().values():
        found += [*column.headers, *column.forward, *column.backward, *column.most, *column.least]
    for kind in kinds():
        found += [*kind.headers, *kind.called]
    for cells in values().values():
        found += cells
    return tuple(found)
