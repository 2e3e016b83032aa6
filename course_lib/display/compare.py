"""Several tokenizations of one text under each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from course_lib.display import markup
from course_lib.display.chips import Group, TokenRow, plain_chips, row_of
from course_lib.display.markup import tag
from course_lib.display.plain import aligned, legible, visible
from course_lib.display.shown import ShownList, picture_of
from course_lib.display.text_argument import described
from course_lib.display.words import words


@dataclass(frozen=True)
class Row:
    """One way of splitting: its name, its tokens, and how they look."""

    name: str
    tokens: tuple[str, ...]
    groups: tuple[Group, ...]
    legend: tuple[str, ...] = ()


@dataclass(frozen=True, repr=False)
class Comparison:
    """One named row of tokens for each way of splitting."""

    rows: tuple[Row, ...]

    def __repr__(self) -> str:
        lines = [(row.name, _length(row), " | ".join(map(visible, row.tokens))) for row in self.rows]
        return "\n".join(aligned(lines)) or words("compare.none")

    def _repr_html_(self) -> str:
        cells = [[tag("b", row.name, style=markup.TEXT), _length(row), row_of(row.groups)] for row in self.rows]
        legend = tuple(dict.fromkeys(line for row in self.rows for line in row.legend))
        return markup.card(words("compare.title"), markup.grid(cells), legend=legend)


def show_compare(rows: Mapping[str, Sequence[str]] | Iterable[tuple[str, Sequence[str]]]) -> Comparison:
    """What several tokenizers make of one text, by name: ``{"BERT": bert.tokenize(text), "GPT-2": …}``.

    Tokens that come from ``Walkthrough.split`` keep what their own picture says (ids, special, unknown).
    Raises CourseError when a value is not a list of tokens.

    >>> show_compare({"characters": ["北", "京"], "words": ["北京"]})
    characters  2 tokens  北 | 京
    words       1 token   北京
    """
    pairs = rows.items() if isinstance(rows, Mapping) else rows
    return Comparison(tuple(_row(legible(str(name)), tokens) for name, tokens in pairs))


def _length(row: Row) -> str:
    return words.counted("token", len(row.tokens))


def _row(name: str, tokens: object) -> Row:
    if not isinstance(tokens, (list, tuple)) or not all(isinstance(token, str) for token in tokens):
        raise words.error("no-tokens", name=repr(name), seen=described(tokens))
    picture = picture_of(tokens) if isinstance(tokens, ShownList) else None
    if isinstance(picture, TokenRow):
        return Row(name, tuple(tokens), picture.groups, picture.legend)
    return Row(name, tuple(tokens), plain_chips(list(tokens)))
