"""The kinds of tables, columns and cells of this model's world, read from the files in data/."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Column:
    """What a column may be headed, what stands in it, and how people ask for it.

    Questions hold ``{e}`` for the entity of a row, ``{v}`` for a value, ``{h}`` for the header, ``{k}`` for what the
    rows are. `forward` asks for the value, `backward` for the entity, `most` and `least` for an extreme.
    """

    name: str
    headers: tuple[str, ...]
    values: tuple[str, ...]
    forward: tuple[str, ...]
    backward: tuple[str, ...]
    most: tuple[str, ...]
    least: tuple[str, ...]


@dataclass(frozen=True)
class Kind:
    """A kind of table.

    Headers of the column that names the rows, the sort of names and the names, what a row is called, further columns.
    """

    headers: tuple[str, ...]
    named: str
    entities: tuple[str, ...]
    called: tuple[str, ...]
    columns: tuple[Column, ...]


@cache
def values() -> Mapping[str, tuple[str, ...]]:
    """Cells by kind; ``5..90`` in the file is every whole number of the range."""
    found = {}
    for line in _lines("values.txt"):
        name, _, members = line.partition(": ")
        found[name] = tuple(dict.fromkeys(cell for member in members.split(", ") for cell in _cells(member)))
    return found


@cache
def columns() -> Mapping[str, Column]:
    """Columns by name."""
    found: dict[str, Column] = {}
    asked: dict[str, tuple[str, ...]] = {}
    head: tuple[str, str, str] | None = None
    for line in [*_lines("columns.txt"), "end: | "]:
        sign, _, rest = line.partition(" ")
        if sign in ("?", "<", "+", "-"):
            asked[sign] = tuple(rest.split(" / "))
            continue
        if head is not None:
            found[head[0]] = Column(
                head[0], tuple(head[1].split(", ")), values()[head[2]], *(asked.get(one, ()) for one in "?<+-")
            )
        name, _, rest = line.partition(": ")
        headers, _, cells = rest.partition(" | ")
        head, asked = (name, headers, cells), {}
    return found


@cache
def kinds() -> tuple[Kind, ...]:
    """Every kind of table."""
    found = []
    for line in _lines("tables.txt"):
        headers, entities, called, others = line.split(" | ")
        found.append(
            Kind(
                tuple(headers.split(", ")),
                entities,
                values()[entities],
                tuple(called.split(", ")),
                tuple(columns()[name] for name in others.split()),
            )
        )
    return tuple(found)


def _cells(member: str) -> Iterator[str]:
    start, dots, stop = member.partition("..")
    if dots:
        yield from map(str, range(int(start), int(stop) + 1))
    else:
        yield member


def _lines(name: str) -> list[str]:
    text = (DATA / name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
