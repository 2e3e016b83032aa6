"""What `course zoo build bert-zh` and `course zoo eval bert-zh` call."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from course_lib.zoo.bert_zh import recipe
from course_lib.zoo.bert_zh.evaluate import evaluate
from course_lib.zoo.figures import CARD, Figure, as_data, as_table
from course_lib.zoo.training import Run, check_target, save_atomically

__all__ = ["build", "evaluate"]


def build(out: Path, *, force: bool = False, settings: recipe.Settings | None = None) -> list[Figure]:
    """Train, measure, and fill `out` with weights, tokenizer and card; nothing is written before the end.

    Raises CourseError, before training, when `out` holds files that are not ours and `force` is not set.
    """
    check_target(out, force=force)
    model, tokenizer, run = recipe.train(settings)
    parameters = sum(parameter.numel() for parameter in model.parameters())
    figures: list[Figure] = []

    def write(directory: Path) -> None:
        recipe.save(model, tokenizer, directory)
        # Measured on what was saved, in half precision: what a reader of the card will load.
        figures.extend(evaluate(directory))
        write_card(directory, figures, run, parameters, settings or recipe.Settings(), len(tokenizer))

    save_atomically(out, write, force=force)
    return figures


def write_card(
    directory: Path, figures: list[Figure], run: Run, parameters: int, settings: recipe.Settings, vocabulary: int
) -> None:
    """README.md for people and card.json for `course zoo eval` and the tests."""
    card: dict[str, Any] = {
        "name": "bert-zh",
        "stands_for": "google-bert/bert-base-chinese",
        "parameters": parameters,
        "vocabulary": vocabulary,
        "training": {
            "steps": run.steps,
            "sentences": settings.sentences,
            "seed": settings.seed,
            "seconds": round(run.seconds),
            "threads": run.threads,
            "loss": round(run.loss, 3),
        },
        "figures": as_data(figures),
    }
    (directory / CARD).write_text(json.dumps(card, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    text = (Path(__file__).parent / "card.template.md").read_text(encoding="utf-8")
    for field, value in {
        "PARAMETERS": f"{parameters / 1e6:.2f} million",
        "VOCABULARY": f"{vocabulary:,}",
        "SENTENCES": f"{settings.sentences:,}",
        "STEPS": f"{run.steps:,}",
        "MINUTES": f"{run.seconds / 60:.0f}",
        "THREADS": str(run.threads),
        "FIGURES": as_table(figures),
    }.items():
        text = text.replace(f"<{field}>", value)
    (directory / "README.md").write_text(text, encoding="utf-8")
