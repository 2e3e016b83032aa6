"""What `course zoo build gpt2-en` and `course zoo eval gpt2-en` call."""

from __future__ import annotations

from pathlib import Path

from course_lib.zoo.card import build_model
from course_lib.zoo.figures import Figure
from course_lib.zoo.gpt2_en import recipe
from course_lib.zoo.gpt2_en.evaluate import evaluate

__all__ = ["TINY", "build", "evaluate"]

TINY = recipe.Settings(texts=400, steps=3, batch=16, hidden=16, layers=1, inner=32)


def build(out: Path, *, force: bool = False, settings: recipe.Settings | None = None) -> list[Figure]:
    """Train, measure, and fill `out` with weights, tokenizer and card; nothing is written before the end.

    Raises CourseError, before training, when `out` holds files that are not ours and `force` is not set.
    """
    chosen = settings or recipe.Settings()
    return build_model("gpt2-en", out, force=force, train=lambda: recipe.train(chosen), evaluate=evaluate)
