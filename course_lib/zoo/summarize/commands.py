"""What `course zoo build summarize` and `course zoo eval summarize` call."""

from __future__ import annotations

import json
from pathlib import Path

from course_lib.zoo.card import Trained, build_model, save_half
from course_lib.zoo.figures import Figure
from course_lib.zoo.summarize import recipe
from course_lib.zoo.summarize.evaluate import evaluate

__all__ = ["TINY", "build", "evaluate"]

TINY = recipe.Settings(articles=300, steps=3, batch=8, words=300, pieces=300, layers=1, decoder_layers=1)


def build(out: Path, *, force: bool = False, settings: recipe.Settings | None = None) -> list[Figure]:
    """Train, measure, and fill `out` with weights, tokenizer and card; nothing is written before the end.

    Raises CourseError, before training, when `out` holds files that are not ours and `force` is not set.
    """
    chosen = settings or recipe.Settings()
    return build_model(
        "summarize", out, force=force, train=lambda: recipe.train(chosen), evaluate=evaluate, save=save_compactly
    )


def save_compactly(trained: Trained, directory: Path) -> None:
    """As every model is saved, but tokenizer.json without the line breaks that are two thirds of a unigram's file."""
    save_half(trained, directory)
    path = directory / "tokenizer.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
