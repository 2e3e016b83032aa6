"""Which tokens could come next, as bars: what the model says, and what is left of it after the filters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from course_lib.display import markup
from course_lib.display.markup import Html, tag
from course_lib.display.plain import aligned, visible
from course_lib.display.words import words

_BAR = 20  # columns of a full bar in the plain text
_WIDE = 260  # pixels of a full bar


class _Candidate(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def probability(self) -> float: ...
    @property
    def left(self) -> float: ...


class _NextTokens(Protocol):
    @property
    def candidates(self) -> Sequence[_Candidate]: ...
    @property
    def vocabulary(self) -> int: ...
    @property
    def may_be_chosen(self) -> int: ...


@dataclass(frozen=True)
class Bar:
    """One token: its text, its probability according to the model, and after the filters, 0 where it is out."""

    text: str
    before: float
    after: float


@dataclass(frozen=True, repr=False)
class NextTokenBars:
    """The likeliest tokens as bars; of how many tokens, and how many may be chosen."""

    bars: tuple[Bar, ...]
    vocabulary: int
    may_be_chosen: int

    def __repr__(self) -> str:
        rows = [
            (visible(bar.text), f"{bar.before:.3f}", _after(bar), "█" * round(bar.after * _BAR)) for bar in self.bars
        ]
        header = ("", words("next.before"), words("next.after"), "")
        return "\n".join([*aligned([header, *rows]), self.count])

    @property
    def count(self) -> str:
        """How many tokens may be chosen, in words."""
        return words("next.count", left=f"{self.may_be_chosen:,}", all=f"{self.vocabulary:,}")

    def _repr_html_(self) -> str:
        return markup.card(
            words("next.title"), self.table(), legend=[words("next.legend"), self.count], label=self.said
        )

    @property
    def said(self) -> str:
        """The picture in words, for those who hear a page."""
        bars = (f"{visible(bar.text)} {_after(bar)}" for bar in self.bars)
        return words("next.label", bars=words("comma").join(bars), count=self.count)

    def table(self) -> Html:
        """The bars alone, without a frame."""
        cell = f"{markup.TEXT};border:none;padding:2px 8px;text-align:left"
        number = f"{cell};{markup.MONO};text-align:right"
        names = ("", words("next.before"), words("next.after"), "")
        header = [tag("th", name, style=f"{cell};font-weight:600", scope="col") for name in names]
        lines = [tag("tr", *header)]
        for bar in self.bars:
            word = visible(bar.text)
            lines.append(
                tag(
                    "tr",
                    tag(
                        "td", word if bar.after else markup.struck(word), style=f"{cell};{markup.MONO};white-space:pre"
                    ),
                    tag("td", f"{bar.before:.3f}", style=number),
                    tag("td", _after(bar), style=number),
                    tag("td", _drawn(bar), style=f"{cell};width:{_WIDE}px;min-width:{_WIDE}px"),
                )
            )
        return tag("table", *lines, style=markup.TABLE)


def show_next_tokens(found: _NextTokens) -> NextTokenBars:
    """Bars for `course_lib.generation.next_tokens`: grey is what the model says, blue what is left to choose from.

    >>> from types import SimpleNamespace as Some
    >>> rain, sun = Some(text=" rain", probability=0.5, left=1.0), Some(text=" sun", probability=0.25, left=0.0)
    >>> show_next_tokens(Some(candidates=[rain, sun], vocabulary=3, may_be_chosen=1))
           model  after the filters
    ␣rain  0.500  1.000              ████████████████████
    ␣sun   0.250  out
    1 of 3 tokens may be chosen
    """
    bars = tuple(Bar(one.text, one.probability, one.left) for one in found.candidates)
    return NextTokenBars(bars, found.vocabulary, found.may_be_chosen)


def _after(bar: Bar) -> str:
    return f"{bar.after:.3f}" if bar.after else words("next.out")


def _drawn(bar: Bar) -> Html:
    """Two bars, one above the other: the model's, thin and grey; what is left, thick and blue."""
    shape = "display:block;border-radius:3px"
    before = f"{shape};height:4px;width:{bar.before * 100:.1f}%;background:#8c959f;margin-bottom:1px"
    after = f"{shape};height:9px;width:{bar.after * 100:.1f}%;background:{markup.PART_BANDS['A']}"
    return tag("span", tag("span", style=before), tag("span", style=after), style=f"{shape};width:100%")
