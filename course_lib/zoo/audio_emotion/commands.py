"""What `course zoo build audio-emotion` and `course zoo eval audio-emotion` call."""

from __future__ import annotations

from pathlib import Path

from course_lib.zoo.audio_emotion import recipe
from course_lib.zoo.audio_emotion.evaluate import evaluate
from course_lib.zoo.card import build_model
from course_lib.zoo.figures import Figure

__all__ = ["TINY", "build", "evaluate"]

TINY = recipe.Settings(utterances=8, steps=3, batch=4, hidden=16, layers=1, inner=32)


def build(out: Path, *, force: bool = False, settings: recipe.Settings | None = None) -> list[Figure]:
    """Act, train, measure, and fill `out` with weights, extractor and card; nothing is written before the end.

    Raises CourseError, before training, when `out` holds files that are not ours and `force` is not set, and when
    espeak-ng is not installed.
    """
    chosen = settings or recipe.Settings()
    return build_model("audio-emotion", out, force=force, train=lambda: recipe.train(chosen), evaluate=evaluate)
