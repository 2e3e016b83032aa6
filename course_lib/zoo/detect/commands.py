"""What `course zoo build detect` and `course zoo eval detect` call."""

from __future__ import annotations

from pathlib import Path

from course_lib.zoo.card import build_model
from course_lib.zoo.detect import recipe
from course_lib.zoo.detect.evaluate import evaluate
from course_lib.zoo.figures import Figure

__all__ = ["TINY", "build", "evaluate"]

TINY = recipe.Settings(scenes=24, looking=2, steps=4, batch=8, hidden=16, channels=(8, 16, 16), layers=1, inner=16)


def build(out: Path, *, force: bool = False, settings: recipe.Settings | None = None) -> list[Figure]:
    """Train, measure, and fill `out` with weights, image processor and card; nothing is written before the end.

    Raises CourseError, before training, when `out` holds files that are not ours and `force` is not set.
    """
    chosen = settings or recipe.Settings()
    return build_model("detect", out, force=force, train=lambda: recipe.train(chosen), evaluate=evaluate)
