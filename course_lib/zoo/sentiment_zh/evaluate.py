"""sentiment-zh's held-out figures, from weights on disk."""

from __future__ import annotations

from pathlib import Path

from course_lib.zoo.figures import Figure
from course_lib.zoo.held_out import read_items
from course_lib.zoo.sentiment.measure import review_figures
from course_lib.zoo.sentiment_zh.recipe import APART, HELD_OUT


def evaluate(directory: Path) -> list[Figure]:
    """Every figure of the card, recomputed from the weights in `directory`; seconds on a CPU."""
    return review_figures(directory, read_items(HELD_OUT), read_items(APART), "Chinese")
