"""The best guesses of a model, as bars."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from course_lib.display import markup
from course_lib.display.markup import Html, tag
from course_lib.display.plain import aligned, legible, visible
from course_lib.display.words import words

_BAR = 20  # columns of a full bar in the plain text


@dataclass(frozen=True, repr=False)
class TopScores:
    """Labels with probabilities, in the order given, rounded to two decimals."""

    scores: tuple[tuple[str, float], ...]

    def __repr__(self) -> str:
        rows = [(_shown(label), f"{score:.2f}", "█" * round(score * _BAR)) for label, score in self.scores]
        return "\n".join(aligned(rows)) or words("scores.none")

    def _repr_html_(self) -> str:
        cell = f"{markup.TEXT};border:none;padding:2px 8px;text-align:left"
        word = f"{cell};{markup.MONO};font-size:14px;white-space:pre"
        rows = [
            tag(
                "tr",
                tag("td", _shown(label), style=word, dir="auto"),
                tag("td", f"{score:.2f}", style=f"{cell};{markup.MONO}"),
                tag("td", _bar(score), style=f"{cell};width:260px;min-width:260px"),
                title=f"{visible(label)}: {score:.2f}",
            )
            for label, score in self.scores
        ]
        body = tag("table", *rows, style=markup.TABLE) if rows else markup.quiet(words("scores.none"))
        said = words("comma").join(f"{visible(label)} {score:.2f}" for label, score in self.scores)
        return markup.card(words("scores.title"), body, label=words("scores.label", scores=said))


def _shown(label: str) -> str:
    """A label with the spaces around it visible; those between its words are plain to see."""
    words = label.strip(" ")
    before, after = label.partition(words)[::2] if words else (label, "")
    return visible(before) + legible(words) + visible(after)


def _bar(score: float) -> Html:
    shape = "display:block;height:12px;border-radius:3px"
    full = tag("span", style=f"{shape};width:{score * 100:.0f}%;background:{markup.PART_BANDS['A']}")
    return tag("span", full, style=f"{shape};width:100%;background:{markup.GREY}")


def show_top(predictions: Iterable[tuple[str, float] | Mapping[str, Any]]) -> TopScores:
    """Horizontal bars for a fill-mask pipeline's answer, or for any ``(label, probability)`` pairs.

    Raises CourseError when a score is not a probability from 0 to 1.

    >>> show_top([{"token_str": "京", "score": 0.87}, {"token_str": "海", "score": 0.04}])
    京  0.87  █████████████████
    海  0.04  █
    """
    return TopScores(tuple(_read(prediction) for prediction in predictions))


def _read(prediction: Any) -> tuple[str, float]:
    try:
        if isinstance(prediction, Mapping):
            label, score = prediction.get("token_str", prediction.get("label")), prediction["score"]
        else:
            label, score = prediction
        number = float(score)
    except (KeyError, TypeError, ValueError) as error:
        raise words.error("no-prediction", seen=f"{prediction!r:.80}") from error
    if not isinstance(label, str):
        raise words.error("no-label", seen=f"{label!r:.60}")
    if not math.isfinite(number) or not -1e-6 <= number <= 1 + 1e-6:
        raise words.error("no-probability", label=repr(label), score=number)
    return label, round(min(1.0, max(0.0, number)), 2)
