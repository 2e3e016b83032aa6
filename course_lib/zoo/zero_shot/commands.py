"""What `course zoo build zero-shot` and `course zoo eval zero-shot` call."""

from __future__ import annotations

from pathlib import Path

from course_lib.zoo.card import build_model
from course_lib.zoo.figures import Figure
from course_lib.zoo.zero_shot import recipe
from course_lib.zoo.zero_shot.evaluate import evaluate

__all__ = ["TINY", "build", "evaluate"]

TINY = recipe.Settings(
    premises=160,
    naming_steps=2,
    judging_steps=2,
    judging_batch=4,
    naming_batch=8,
    hidden=16,
    layers=1,
    inner=32,
    from_bert_zh=False,
)


def build(out: Path, *, force: bool = False, settings: recipe.Settings | None = None) -> list[Figure]:
    """Train, measure, and fill `out` with weights, tokenizer and card; nothing is written before the end.

    Raises CourseError, before training, when `out` holds files that are not ours and `force` is not set.
    """
    chosen = settings or recipe.Settings()
    return build_model("zero-shot", out, force=force, train=lambda: recipe.train(chosen), evaluate=evaluate)
