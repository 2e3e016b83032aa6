"""What `course zoo build translate-zh-en` and `course zoo eval translate-zh-en` call."""

from __future__ import annotations

from pathlib import Path

from course_lib.zoo.card import build_model
from course_lib.zoo.figures import Figure
from course_lib.zoo.translate_zh_en import recipe
from course_lib.zoo.translate_zh_en.evaluate import evaluate

__all__ = ["TINY", "build", "evaluate"]

TINY = recipe.Settings(
    pairs=400, steps=2, batch=8, english_pieces=300, chinese_pieces=1100, hidden=16, layers=1, inner=16
)


def build(out: Path, *, force: bool = False, settings: recipe.Settings | None = None) -> list[Figure]:
    """Train, measure, and fill `out` with weights, tokenizer and card; nothing is written before the end.

    Raises CourseError, before training, when `out` holds files that are not ours and `force` is not set.
    """
    chosen = settings or recipe.Settings()
    return build_model("translate-zh-en", out, force=force, train=lambda: recipe.train(chosen), evaluate=evaluate)
