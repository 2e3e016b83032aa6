"""sentiment-en's held-out figures, from weights on disk, and how it takes Chinese, which it cannot read."""

from __future__ import annotations

from pathlib import Path

from course_lib.zoo.figures import Figure
from course_lib.zoo.held_out import read_items
from course_lib.zoo.sentiment.classifier import probabilities
from course_lib.zoo.sentiment.measure import accuracy, review_figures
from course_lib.zoo.sentiment_en.recipe import APART, HELD_OUT
from course_lib.zoo.sentiment_zh.recipe import HELD_OUT as CHINESE


def evaluate(directory: Path) -> list[Figure]:
    """Every figure of the card, recomputed from the weights in `directory`; seconds on a CPU."""
    chinese = read_items(CHINESE)
    chances = probabilities(directory, [item["text"] for item in chinese])
    return [
        *review_figures(directory, read_items(HELD_OUT), read_items(APART), "English"),
        Figure("chinese_accuracy", accuracy(chances, chinese), 0.5, len(chinese), None,
               "the reviews of sentiment-zh, in Chinese: to this model a row of [UNK], so no better than a guess"),
        Figure("chinese_confidence", float(chances.max(1).values.mean()), 0.5, len(chinese), None,
               "how sure it is of those guesses on the average: confidence is no sign of being right"),
    ]  # fmt: skip
