"""What `course zoo build sentiment-en` and `course zoo eval sentiment-en` call."""

from __future__ import annotations

from pathlib import Path

from course_lib.zoo.card import build_model
from course_lib.zoo.figures import Figure
from course_lib.zoo.sentiment_en import recipe
from course_lib.zoo.sentiment_en.evaluate import evaluate

__all__ = ["TINY", "build", "evaluate"]

TINY = recipe.Settings(reviews=300, reading=3, steps=3, batch=16)


def build(out: Path, *, force: bool = False, settings: recipe.Settings | None = None) -> list[Figure]:
    """Train, measure, and fill `out` with weights, tokenizer and card; nothing is written before the end.

    Raises CourseError, before training, when `out` holds files that are not ours and `force` is not set.
    """
    chosen = settings or recipe.Settings()
    return build_model("sentiment-en", out, force=force, train=lambda: recipe.train(chosen), evaluate=evaluate)
