"""Ids above the text that they decode to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from course_lib.display import markup
from course_lib.display.chips import Group, row_of
from course_lib.display.markup import Html, tag
from course_lib.display.plain import visible
from course_lib.display.reading import grouped, legend_of, vocabulary_of
from course_lib.display.words import words


@dataclass(frozen=True)
class Decoded:
    """The decoded `text` under its tokens; those that were skipped stay visible."""

    text: str
    groups: tuple[Group, ...]
    legend: tuple[str, ...]
    skipping: bool

    def _repr_html_(self) -> str:
        chips = [chip for group in self.groups for chip in group.chips]
        kept = {chip.token for chip in chips if chip.special and not chip.left_out}
        box = f"border:1px solid {markup.LINE};border-radius:4px;padding:4px 8px;margin-top:4px"
        style = f"{markup.TEXT};{box};{markup.MONO};font-size:14px;white-space:pre-wrap"
        written = tag("div", _with_spaces(self.text, kept), style=style, dir="auto")
        ids, characters = words.counted("id", len(chips)), words.counted("character", len(self.text))
        title = words("decoding.title", ids=ids, characters=characters)
        return markup.card(
            title,
            Html(row_of(self.groups) + written),
            call="tokenizer.decode(ids" + (", skip_special_tokens=True)" if self.skipping else ")"),
            legend=[*self.legend, *([words("legend.space")] if " " in self.text else [])],
            label=f"{title}: {visible(self.text)}",
        )


@dataclass(frozen=True)
class DecodedBatch:
    """Several decoded sequences under each other."""

    rows: tuple[Decoded, ...]

    def _repr_html_(self) -> str:
        return "".join(row._repr_html_() for row in self.rows)


def decoded(tokenizer: Any, ids: Sequence[int], text: str, skipping: bool) -> Decoded:
    """The picture of ``tokenizer.decode(ids, skip_special_tokens=skipping)``, which gave `text`."""
    vocabulary = vocabulary_of(tokenizer)
    tokens = tokenizer.convert_ids_to_tokens(list(ids))
    chips = [vocabulary.chip(token, id) for token, id in zip(tokens, ids, strict=True)]
    groups = grouped(vocabulary, [replace(chip, left_out=chip.special and skipping) for chip in chips])
    return Decoded(text, groups, legend_of(vocabulary, groups), skipping)


def _with_spaces(text: str, special: set[str]) -> Html:
    """The text with its spaces made visible and its special tokens outlined."""
    outline = f"color:{markup.INK};background:{markup.GREY};border:1px dashed {markup.QUIET}"
    outline += ";border-radius:3px;padding:0 2px"
    space = tag("span", "␣", style=markup.QUIET_TEXT)
    longest_first = sorted(special, key=lambda token: (-len(token), token))
    pieces = re.split(f"({'|'.join(map(re.escape, longest_first))})", text) if special else [text]
    parts: list[str] = []
    for number, piece in enumerate(pieces):
        if number % 2:
            parts.append(tag("span", visible(piece), style=outline, title=words("chip.special")))
        else:
            lines = (markup.join([visible(line)]).replace("␣", space) for line in piece.split("\n"))
            parts.append(Html("↵\n".join(lines)))
    return markup.join(parts)
