"""What `course zoo build chat` and `course zoo eval chat` call."""

from __future__ import annotations

from pathlib import Path

from course_lib.zoo.card import build_model
from course_lib.zoo.chat import recipe
from course_lib.zoo.chat.evaluate import evaluate
from course_lib.zoo.figures import Figure

__all__ = ["TINY", "build", "evaluate"]

TINY = recipe.Settings(conversations=200, for_vocabulary=300, steps=3, batch=8, hidden=16, layers=1, heads=2, inner=32)


def build(out: Path, *, force: bool = False, settings: recipe.Settings | None = None) -> list[Figure]:
    """Train, measure, and fill `out` with weights, tokenizer and card; nothing is written before the end.

    Raises CourseError, before training, when `out` holds files that are not ours and `force` is not set.
    """
    chosen = settings or recipe.Settings()
    return build_model("chat", out, force=force, train=lambda: recipe.train(chosen), evaluate=evaluate)
