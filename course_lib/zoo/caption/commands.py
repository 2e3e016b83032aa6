"""What `course zoo build caption` and `course zoo eval caption` call."""

from __future__ import annotations

from pathlib import Path

from course_lib.zoo.caption import recipe
from course_lib.zoo.caption.evaluate import evaluate
from course_lib.zoo.card import build_model
from course_lib.zoo.figures import Figure

__all__ = ["TINY", "build", "evaluate"]

TINY = recipe.Settings(scenes=24, looking=3, telling=3, batch=8, hidden=16, layers=1, text_layers=1, inner=16)


def build(out: Path, *, force: bool = False, settings: recipe.Settings | None = None) -> list[Figure]:
    """Train, measure, and fill `out` with weights, processor and card; nothing is written before the end.

    Raises CourseError, before training, when `out` holds files that are not ours and `force` is not set.
    """
    chosen = settings or recipe.Settings()
    return build_model("caption", out, force=force, train=lambda: recipe.train(chosen), evaluate=evaluate)
