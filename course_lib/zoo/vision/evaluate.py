"""vision's held-out figures, from weights on disk: digits that it was never trained on, shown in several ways."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from course_lib.zoo.figures import Figure
from course_lib.zoo.vision import digits


def evaluate(directory: Path) -> list[Figure]:
    """Every figure of the card, recomputed from the weights in `directory`; seconds on a CPU."""
    from transformers import AutoImageProcessor, AutoModelForImageClassification

    processor = AutoImageProcessor.from_pretrained(directory)
    model = AutoModelForImageClassification.from_pretrained(directory).eval()
    pictures, labels = digits.held_out()

    def share(change: Callable[[Any], Any]) -> float:
        guesses = classify(model, processor, [change(picture) for picture in pictures])
        return sum(guess == label for guess, label in zip(guesses, labels, strict=True)) / len(labels)

    chance = max(labels.count(label) for label in set(labels)) / len(labels)
    count = len(labels)
    return [
        Figure("digits", share(lambda picture: picture), chance, count, 0.98,
               "unseen digits as they are: 8×8, white ink on black"),
        Figure("dark_on_light", share(on_paper), chance, count, None, "the same in dark ink on light paper"),
        Figure("enlarged", share(enlarged), chance, count, None,
               "the same, enlarged to 240×320 and in colour (RGB), and so taller than they are wide"),
    ]  # fmt: skip


def classify(model: Any, processor: Any, pictures: Sequence[Any]) -> list[str]:
    """The likeliest label of each picture."""
    import torch

    rgb = [picture.convert("RGB") for picture in pictures]
    pixels = processor(images=rgb, return_tensors="pt")["pixel_values"].to(model.dtype)
    with torch.no_grad():
        best = model(pixel_values=pixels).logits.argmax(-1)
    return [model.config.id2label[index] for index in best.tolist()]


def on_paper(picture: Any) -> Any:
    """White ink on black turned into dark ink on light paper."""
    return picture.point(lambda shade: 245 - shade * 220 // 255)


def enlarged(picture: Any) -> Any:
    """The same digit as a colour picture of 240×320 pixels."""
    from PIL import Image

    return picture.resize((240, 320), Image.Resampling.BICUBIC).convert("RGB")
