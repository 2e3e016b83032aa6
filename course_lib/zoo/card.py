"""From a trained model to a folder that ships: measured as saved, described in a card, written all or nothing.

And back: whether what is measured now is what the card says.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from course_lib.errors import CourseError
from course_lib.zoo.catalogue import ZOO
from course_lib.zoo.figures import CARD, Figure, as_data, as_row, as_table, recorded
from course_lib.zoo.training import Run, check_target, save_atomically

TEMPLATE = "card.template.md"
README = "README.md"

#: How far a share may lie from the card's: other processors and libraries add in another order, and where two answers
#: are about equally likely the other one wins.
WITHIN = 0.03


@dataclass(frozen=True)
class Trained:
    """What training gives: the model, what makes tensors of its inputs, and what the card says of the run.

    `processors` are saved beside the model with their own `save_pretrained`: tokenizer, image processor, or a
    processor that holds both. `facts` fill further places of the card's template: ``{"VOCABULARY": "9,500"}``.
    """

    model: Any
    processors: tuple[Any, ...]
    run: Run
    facts: Mapping[str, str] = field(default_factory=dict)


def build_model(
    name: str,
    out: Path,
    *,
    force: bool,
    train: Callable[[], Trained],
    evaluate: Callable[[Path], list[Figure]],
    save: Callable[[Trained, Path], None] | None = None,
) -> list[Figure]:
    """Train the model `name`, measure it, and fill `out` with weights, processors, README.md and card.json.

    `save` replaces `save_half` where a model needs more than that. Gives the figures, measured on what was saved in
    half precision: what a reader of the card will load. Raises CourseError, before training, when `out` holds files
    that are not ours and `force` is not set; nothing is written before the end.

        build_model("sentiment-zh", out, force=False, train=lambda: recipe.train(Settings()), evaluate=evaluate)
    """
    check_target(out, force=force)
    trained = train()
    parameters = trained.model.num_parameters()
    figures: list[Figure] = []

    def write(directory: Path) -> None:
        (save or save_half)(trained, directory)
        figures.extend(evaluate(directory))
        write_card(name, directory, figures, trained, parameters)

    save_atomically(out, write, force=force)
    return figures


def save_half(trained: Trained, directory: Path) -> None:
    """Half-precision weights, configuration and processors, as `from_pretrained` wants them."""
    import torch

    trained.model.to(torch.float16).save_pretrained(directory)
    for processor in trained.processors:
        backend = getattr(processor, "backend_tokenizer", None)
        if backend is not None:  # how training cut its batches is nothing that the published tokenizer should do
            backend.no_truncation()
            backend.no_padding()
        processor.save_pretrained(directory)


def write_card(name: str, directory: Path, figures: list[Figure], trained: Trained, parameters: int) -> None:
    """README.md for people, from the template beside the recipe, and card.json for `course zoo eval` and the tests."""
    run = trained.run
    card = {
        "name": name,
        "parameters": parameters,
        "training": {
            "steps": run.steps,
            "seconds": round(run.seconds),
            "threads": run.threads,
            "loss": round(run.loss, 3),
        },
        "figures": as_data(figures),
    }
    (directory / CARD).write_text(json.dumps(card, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    template = (ZOO / name.replace("-", "_") / TEMPLATE).read_text(encoding="utf-8")
    places = {
        "PARAMETERS": f"{parameters / 1e6:.2f} million",
        "STEPS": f"{run.steps:,}",
        "MINUTES": f"{run.seconds / 60:.1f}",
        "THREADS": str(run.threads),
        "FIGURES": as_table(figures),
        **trained.facts,
    }
    (directory / README).write_text(fill(template, places), encoding="utf-8")


def fill(template: str, places: Mapping[str, str]) -> str:
    """`template` with each ``<PLACE>`` replaced; a place that nothing fills is an error of the recipe.

    >>> fill("<PARAMETERS> in all", {"PARAMETERS": "1.71 million"})
    '1.71 million in all'
    """
    text = re.sub(r"<([A-Z_]+)>", lambda found: places.get(found[1], found[0]), template)
    if empty := re.search(r"<[A-Z_]+>", text):
        raise CourseError(
            f"The card's template has a place {empty[0]} that nothing fills.", f"Known: {', '.join(sorted(places))}."
        )
    return text


def differences(measured: Iterable[Figure], directory: Path, *, within: float = WITHIN) -> list[str]:
    """What `measured` and the card in `directory` do not agree about, a line each; none where they agree.

    Both must hold the same figures, with shares no further than `within` apart and the same number of items, bar and
    meaning; and README.md must say what card.json says.

        differences(recipe.evaluate(folder), folder)  # ["exact: 81.0% measured, 93.8% on the card"]
    """
    card = {figure.name: figure for figure in recorded(directory)}
    found = {figure.name: figure for figure in measured}
    lines = [f"{name}: on the card, and not measured" for name in card if name not in found]
    lines += [f"{name}: measured, and not on the card" for name in found if name not in card]
    for name, now in found.items():
        if name in card:
            lines += [f"{name}: {part}" for part in _parting(now, card[name], within)]
    readme = (directory / README).read_text(encoding="utf-8").splitlines()
    return lines + [f"{name}: not in {README} as {CARD} has it" for name in card if as_row(card[name]) not in readme]


def _parting(now: Figure, then: Figure, within: float) -> list[str]:
    parts = []
    if not abs(now.value - then.value) <= within:  # true of what is no number, too
        parts.append(f"{now.value:.1%} measured, {then.value:.1%} on the card")
    if not abs(now.chance - then.chance) <= within:
        parts.append(f"chance is {now.chance:.2%}, {then.chance:.2%} on the card")
    for one in ("count", "bar", "meaning"):
        if getattr(now, one) != getattr(then, one):
            parts.append(f"its {one} is {getattr(now, one)!r}, {getattr(then, one)!r} on the card")
    return parts
