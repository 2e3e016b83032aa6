"""What `course zoo build chat` and `course zoo eval chat` call."""

from __future__ import annotations

import shutil
from pathlib import Path

from course_lib.zoo.card import Trained, build_model, save_half
from course_lib.zoo.chat import recipe
from course_lib.zoo.chat.evaluate import evaluate
from course_lib.zoo.chat.talks import write_talks
from course_lib.zoo.figures import Figure

__all__ = ["TINY", "build", "evaluate"]

TINY = recipe.Settings(
    conversations=200, harder=100, for_vocabulary=300, steps=6, rehearsed=2, later=4, again=2, batch=8,
    hidden=16, layers=1, heads=2, inner=32,
)  # fmt: skip


def build(out: Path, *, force: bool = False, settings: recipe.Settings | None = None) -> list[Figure]:
    """Train, measure, and fill `out` with weights, tokenizer, card and talks; nothing is written there before the end.

    How far the training is, is kept beside `out` every few minutes: a build that was stopped goes on there, and the
    folder is removed at the end. Raises CourseError, before training, when `out` holds files that are not ours and
    `force` is not set.
    """
    chosen = settings or recipe.Settings()
    kept = out.with_name(f"{out.name}-training")
    figures = build_model(
        "chat", out, force=force, train=lambda: recipe.train(chosen, kept), evaluate=evaluate, save=save
    )
    shutil.rmtree(kept, ignore_errors=True)
    return figures


def save(trained: Trained, directory: Path) -> None:
    """What `save_half` saves, and ten talks as they came."""
    save_half(trained, directory)
    write_talks(directory)
