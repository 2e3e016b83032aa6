"""A row of tokens as coloured chips above their ids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from course_lib.display import markup
from course_lib.display.markup import Html, apart, block, spaced, tag
from course_lib.display.plain import visible, wrapped
from course_lib.display.words import words

Part = Literal["", "A", "B"]
MOST = 400  # chips in one picture; more would be slow to show and nobody reads them


@dataclass(frozen=True)
class Chip:
    """One token as the library writes it, its id, and what is to be known about it.

    `part` says which text of a pair it comes from, `left_out` that decoding skipped it.
    """

    token: str
    id: int | None = None
    special: bool = False
    unknown: bool = False
    part: Part = ""
    left_out: bool = False

    @property
    def mark(self) -> str:
        kinds = {"left-out": self.left_out, "unknown": self.unknown, "special": self.special}
        kind = next((words(f"mark.{name}") for name, holds in kinds.items() if holds), "")
        return " ".join(word for word in (self.part, kind) if word)


@dataclass(frozen=True)
class Group:
    """Chips that belong together, and the `text` that they stand for where the tokens do not show it."""

    chips: tuple[Chip, ...]
    text: str | None = None


@dataclass(frozen=True, repr=False)
class TokenRow:
    """Tokens in order. `legend` explains the marks that occur; `call` is the library's call for the same."""

    title: str
    groups: tuple[Group, ...]
    legend: tuple[str, ...] = ()
    call: str = ""

    @property
    def chips(self) -> tuple[Chip, ...]:
        return tuple(chip for group in self.groups for chip in group.chips)

    def __repr__(self) -> str:
        if not self.groups:
            return words("row.none")
        columns = []
        for group in self.groups:
            text = visible(group.text) if group.text is not None else ""
            for place, chip in enumerate(group.chips):
                below = text if place == 0 else "←" if text else ""
                number = "" if chip.id is None else str(chip.id)
                columns.append([visible(chip.token), number, chip.mark, below])
        labels = [words(f"line.{name}") for name in ("token", "id", "mark", "text")]
        kept = [i for i in range(4) if i == 0 or any(column[i] for column in columns)]
        return wrapped([labels[i] for i in kept], [[column[i] for i in kept] for column in columns])

    def _repr_html_(self) -> str:
        chips = self.chips
        special = sum(chip.special and not chip.unknown for chip in chips)
        unknown = sum(chip.unknown for chip in chips)
        tokens = words.counted("token", len(chips))
        label = words("row.label", title=self.title, tokens=tokens, special=special, unknown=unknown)
        return markup.card(self.title, row_of(self.groups), call=self.call, legend=self.legend, label=label)


def row_of(groups: tuple[Group, ...]) -> Html:
    """The chips alone, to be placed in a larger picture."""
    if not groups:
        return tag("div", markup.quiet(words("row.none")))
    parts: list[Html] = []
    place = 0
    marks = any(chip.mark for group in groups for chip in group.chips)
    for number, group in enumerate(groups):
        if place >= MOST:
            rest = sum(len(later.chips) for later in groups[number:])
            parts.append(markup.quiet(words("row.more", tokens=words.counted("more-token", rest))))
            break
        parts.append(_group(group, place, marks))
        place += len(group.chips)
    return tag("div", apart(*parts), style=markup.TEXT)


def _group(group: Group, place: int, marks: bool) -> Html:
    chips = [chip_of(chip, place + i, group.text, marks) for i, chip in enumerate(group.chips)]
    if group.text is None:
        return apart(*chips)
    unknown = any(chip.unknown for chip in group.chips)
    colours = f"color:{markup.RED_INK};background:{markup.RED_PAPER}" if unknown else markup.TEXT
    edge = f"border-top:2px solid {markup.RED if unknown else markup.QUIET}"
    text = visible(group.text)
    style = f"{colours};{edge};{markup.MONO};font-size:13px;margin:1px 4px 0 4px;padding:1px 2px"
    below = block(text, style=style, title=words("chip.text", text=text))
    return tag("span", spaced(apart(*chips), below), style=_COLUMN)


_COLUMN = "display:inline-block;vertical-align:top;text-align:center"


def chip_of(chip: Chip, place: int = 0, text: str | None = None, marks: bool = False) -> Html:
    """One chip: its mark, the token, the id. `place` chooses its tint; `marks` keeps an empty mark's place."""
    said = [words("chip.token", token=visible(chip.token))]
    said += [words("chip.id", id=chip.id)] if chip.id is not None else []
    said += [words("chip.unknown")] if chip.unknown else [words("chip.special")] if chip.special else []
    said += [words("chip.part", part=chip.part)] if chip.part else []
    said += [words("chip.left-out")] if chip.left_out else []
    said += [words("chip.stands-for", text=visible(text))] if text is not None else []
    box = f"border-radius:4px;padding:1px 5px;min-width:14px;white-space:pre;{markup.MONO}"
    small = f"{markup.QUIET_TEXT};{markup.MONO};font-size:11px;line-height:1.5"
    token = visible(chip.token) or _EMPTY
    parts = [
        *([block(chip.mark or _EMPTY, style=_mark_style(chip))] if chip.mark or marks else []),
        block(
            markup.struck(token) if chip.left_out else token,
            style=f"{_box_style(chip, place)};{box};font-size:14px;line-height:1.5",
            dir="auto",
        ),
        *([block(str(chip.id), style=small)] if chip.id is not None else []),
    ]
    return tag("span", spaced(*parts), style=f"{_COLUMN};margin:0 2px 4px 2px", title=words("comma").join(said))


_EMPTY = "\u00a0"  # keeps an empty line as high as a full one


def _mark_style(chip: Chip) -> str:
    colour = markup.RED_INK if chip.unknown else markup.PART_BANDS.get(chip.part, markup.QUIET)
    return f"font-size:11px;line-height:1.4;color:{colour};background:{markup.PAPER}"


def _box_style(chip: Chip, place: int) -> str:
    band = f";border-bottom:4px solid {markup.PART_BANDS[chip.part]}" if chip.part else ""
    if chip.left_out:
        return f"{markup.QUIET_TEXT};border:2px dotted {markup.LINE}"
    if chip.unknown:
        return f"color:{markup.RED_INK};background:{markup.RED_PAPER};border:2px solid {markup.RED}{band}"
    if chip.special:
        return f"color:{markup.INK};background:{markup.GREY};border:2px dashed {markup.QUIET}{band}"
    tints = markup.PART_TINTS.get(chip.part, markup.TINTS)
    tint = tints[place % len(tints)]
    return f"color:{markup.INK};background:{tint};border:2px solid {tint}{band}"


def plain_chips(tokens: list[str]) -> tuple[Group, ...]:
    """Chips for tokens of which nothing else is known."""
    return tuple(Group((Chip(token),)) for token in tokens)
