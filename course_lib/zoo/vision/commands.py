"""What `course zoo build vision` and `course zoo eval vision` call."""

from __future__ import annotations

from pathlib import Path

from course_lib.zoo.card import build_model
from course_lib.zoo.figures import Figure
from course_lib.zoo.vision import recipe
from course_lib.zoo.vision.evaluate import evaluate

__all__ = ["TINY", "build", "evaluate"]

TINY = recipe.Settings(steps=3, batch=8, hidden=16, layers=1, inner=32)


def build(out: Path, *, force: bool = False, settings: recipe.Settings | None = None) -> list[Figure]:
    """Train, measure, and fill `out` with weights, image processor and card; nothing is written before the end.

    Raises CourseError, before training, when `out` holds files that are not ours and `force` is not set.
    """
    chosen = settings or recipe.Settings()
    return build_model("vision", out, force=force, train=lambda: recipe.train(chosen), evaluate=evaluate)
