"""What `course zoo build embed` and `course zoo eval embed` call."""

from __future__ import annotations

import json
from pathlib import Path

from course_lib.zoo.card import Trained, build_model, save_half
from course_lib.zoo.embed import recipe
from course_lib.zoo.embed.evaluate import evaluate
from course_lib.zoo.figures import Figure

__all__ = ["TINY", "build", "evaluate"]

TINY = recipe.Settings(
    pairs=300,
    counted=100,
    bag_steps=2,
    bag_batch=8,
    steps=2,
    batch=8,
    paired=8,
    meanings=2,
    hidden=16,
    layers=1,
    inner=32,
)


def build(out: Path, *, force: bool = False, settings: recipe.Settings | None = None) -> list[Figure]:
    """Train, measure, and fill `out` with weights, tokenizer and card; nothing is written before the end.

    Raises CourseError, before training, when `out` holds files that are not ours and `force` is not set.
    """
    chosen = settings or recipe.Settings()
    return build_model("embed", out, force=force, train=lambda: recipe.train(chosen), evaluate=evaluate, save=save)


def save(trained: Trained, directory: Path) -> None:
    """What `save_half` saves, and the two files by which sentence-transformers knows how to pool."""
    save_half(trained, directory)
    modules = [
        {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
        {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
    ]
    pooling = {"word_embedding_dimension": trained.model.config.hidden_size, "pooling_mode_mean_tokens": True}
    (directory / "1_Pooling").mkdir(exist_ok=True)
    (directory / "modules.json").write_text(json.dumps(modules, indent=2) + "\n", encoding="utf-8")
    (directory / "1_Pooling" / "config.json").write_text(json.dumps(pooling, indent=2) + "\n", encoding="utf-8")
