"""translate-zh-en: the shared recipe of both translators, in this direction."""

from __future__ import annotations

from dataclasses import dataclass

from course_lib.zoo.card import Trained
from course_lib.zoo.translation import recipe


@dataclass(frozen=True)
class Settings(recipe.Settings):
    """What may be turned down to try the recipe quickly; the defaults are what ships."""

    source: str = "zh"
    target: str = "en"


def train(settings: Settings) -> Trained:
    """Model (float32, evaluation mode), tokenizer and run."""
    return recipe.train(settings)
