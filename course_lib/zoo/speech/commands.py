"""What `course zoo build speech` and `course zoo eval speech` call."""

from __future__ import annotations

from pathlib import Path

from course_lib.zoo.card import build_model
from course_lib.zoo.figures import Figure
from course_lib.zoo.speech import recipe
from course_lib.zoo.speech.evaluate import evaluate

__all__ = ["TINY", "build", "evaluate"]

TINY = recipe.Settings(
    phrases=4, renderings=1, steps=3, batch=4, hidden=16, encoder_layers=1, decoder_layers=1, inner=32
)


def build(out: Path, *, force: bool = False, settings: recipe.Settings | None = None) -> list[Figure]:
    """Speak, train, measure, and fill `out` with weights, processor and card; nothing is written before the end.

    Raises CourseError, before training, when `out` holds files that are not ours and `force` is not set, and when
    espeak-ng is not installed.
    """
    chosen = settings or recipe.Settings()
    return build_model("speech", out, force=force, train=lambda: recipe.train(chosen), evaluate=evaluate)
