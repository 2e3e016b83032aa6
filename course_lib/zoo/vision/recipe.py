"""vision from nothing: a Vision Transformer that reads handwritten digits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from course_lib.zoo.card import Trained
from course_lib.zoo.training import Schedule, fit, seed_everything
from course_lib.zoo.vision import digits

SIDE = 32
DIGITS = "0123456789"


@dataclass(frozen=True)
class Settings:
    """What may be turned down to try the recipe quickly; the defaults are what ships."""

    steps: int = 3000
    batch: int = 64
    peak: float = 1e-3
    hidden: int = 96
    layers: int = 3
    inner: int = 256
    seed: int = 0


def make_processor() -> Any:
    """What turns a picture of any size, grey or in colour, into the model's (3, 32, 32) between -1 and 1.

    The Pillow class by name: the plain one wants torchvision and warns where there is none.
    """
    from transformers.models.vit.image_processing_pil_vit import ViTImageProcessorPil

    half = [0.5, 0.5, 0.5]
    return ViTImageProcessorPil(
        size={"height": SIDE, "width": SIDE}, image_mean=half, image_std=half, do_convert_rgb=True
    )


def make_model(settings: Settings) -> Any:
    """An untrained `ViTForImageClassification` with the labels "0" to "9"."""
    from transformers import ViTConfig, ViTForImageClassification

    config = ViTConfig(
        hidden_size=settings.hidden,
        num_hidden_layers=settings.layers,
        num_attention_heads=4,
        intermediate_size=settings.inner,
        image_size=SIDE,
        patch_size=8,
        hidden_dropout_prob=0.1,
        attention_probs_dropout_prob=0.0,
        # The usual 0.02 is made for a width of 768; with it this one stays at a third of the digits.
        initializer_range=0.08,
        id2label=dict(enumerate(DIGITS)),
        label2id={digit: index for index, digit in enumerate(DIGITS)},
    )
    return ViTForImageClassification(config)


def train(settings: Settings) -> Trained:
    """Model (float32, evaluation mode), image processor and run."""
    seed_everything(settings.seed)
    pictures, labels = digits.training()
    model = make_model(settings)
    schedule = Schedule(peak=settings.peak, steps=settings.steps, warmup=50, hold=0.4)
    run = fit(model, _losses(model, pictures, labels, settings), schedule, label="vision", weight_decay=0.05)
    return Trained(model, (make_processor(),), run, {"PICTURES": f"{len(labels):,}"})


def _losses(model: Any, pictures: Any, labels: Any, settings: Settings) -> Iterator[Any]:
    import torch
    from torch.nn.functional import cross_entropy

    shades, targets = torch.from_numpy(pictures)[:, None], torch.from_numpy(labels)
    while True:
        chosen = torch.randint(len(targets), (settings.batch,))
        pixels = redraw(shades[chosen])
        logits = model(pixel_values=pixels.expand(-1, 3, -1, -1)).logits
        yield cross_entropy(logits, targets[chosen], label_smoothing=0.05)


def redraw(shades: Any) -> Any:
    """The same digits as somebody else might have written and photographed them.

    `shades` is (batch, 1, 8, 8) between 0 and 1; gives (batch, 1, 32, 32) between -1 and 1: a little turned, slanted,
    shifted and stretched, fainter or bolder, in half of the cases dark ink on light paper, with noise.
    """
    import torch
    from torch.nn.functional import affine_grid, grid_sample, interpolate

    count = len(shades)
    # Enlarged first, smooth or in squares: so pictures look that were enlarged before the model sees them.
    smooth = interpolate(shades, size=(SIDE, SIDE), mode="bilinear", align_corners=False)
    squares = interpolate(shades, size=(SIDE, SIDE), mode="nearest")
    large = torch.where(torch.rand(count, 1, 1, 1) < 0.7, smooth, squares)
    turn, slant = 0.15 * torch.randn(count), 0.12 * torch.randn(count)
    wide, high = 1 + 0.1 * torch.randn(2, count)
    shift = 0.1 * torch.randn(count, 2)
    grid = torch.stack(
        [
            torch.stack([wide * turn.cos(), slant - turn.sin(), shift[:, 0]], 1),
            torch.stack([turn.sin(), high * turn.cos(), shift[:, 1]], 1),
        ],
        1,
    )
    moved = grid_sample(large, affine_grid(grid, list(large.shape), align_corners=False), align_corners=False)
    ink = (moved.clamp(0, 1) ** torch.empty(count, 1, 1, 1).uniform_(0.7, 1.4)) * torch.empty(count, 1, 1, 1).uniform_(
        0.75, 1.0
    )
    paper = torch.where(torch.rand(count, 1, 1, 1) < 0.5, ink, 1 - ink)
    return (paper * 2 - 1) + 0.08 * torch.randn_like(paper)
