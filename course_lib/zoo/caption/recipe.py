"""caption from nothing: a small BLIP. First its eyes learn patch by patch, then its tongue learns sentences."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from course_lib.zoo.caption import pictures, sentences
from course_lib.zoo.card import Trained
from course_lib.zoo.drawing import patches
from course_lib.zoo.drawing.scenes import Scene
from course_lib.zoo.training import Run, Schedule, fit, seed_everything

SIDE = 96
PAD, SEP, DEC = 0, 3, 5
LONGEST = 64


@dataclass(frozen=True)
class Settings:
    """What may be turned down to try the recipe quickly; the defaults are what ships."""

    scenes: int = 8000
    looking: int = 850
    telling: int = 1250
    batch: int = 32
    peak: float = 1e-3
    hidden: int = 128
    layers: int = 4
    text_layers: int = 2
    inner: int = 320
    patch: int = 12
    seed: int = 0


def make_processor() -> Any:
    """Pictures of any size to (3, 96, 96) between -1 and 1, text to ids: a `BlipProcessor`.

    The Pillow class by name: the plain one wants torchvision and warns where there is none.
    """
    from transformers import BertTokenizer, BlipProcessor
    from transformers.models.blip.image_processing_pil_blip import BlipImageProcessorPil

    half = [0.5, 0.5, 0.5]
    images = BlipImageProcessorPil(size={"height": SIDE, "width": SIDE}, image_mean=half, image_std=half)
    tokenizer = BertTokenizer(vocab=sentences.vocabulary(), do_lower_case=True, model_max_length=LONGEST)
    tokenizer.add_special_tokens({"bos_token": "[DEC]", "additional_special_tokens": ["[ENC]"]})
    return BlipProcessor(images, tokenizer)


def make_model(settings: Settings) -> Any:
    """An untrained `BlipForConditionalGeneration`."""
    import torch
    from transformers import BlipConfig, BlipForConditionalGeneration

    # BLIP's own initialisers (1e-10 for the vision part) expect weights from elsewhere.
    shared = {"hidden_size": settings.hidden, "intermediate_size": settings.inner, "num_attention_heads": 4,
              "initializer_range": 0.06, "projection_dim": settings.hidden}  # fmt: skip
    config = BlipConfig(
        vision_config={
            **shared,
            "num_hidden_layers": settings.layers,
            "image_size": SIDE,
            "patch_size": settings.patch,
        },
        text_config={
            **shared,
            "num_hidden_layers": settings.text_layers,
            "encoder_hidden_size": settings.hidden,
            "vocab_size": len(sentences.vocabulary()),
            "max_position_embeddings": LONGEST,
            "bos_token_id": DEC,
            "eos_token_id": SEP,
            "sep_token_id": SEP,
            "pad_token_id": PAD,
        },
        projection_dim=settings.hidden,
        image_text_hidden_size=settings.hidden,
        initializer_range=0.06,
    )
    model = BlipForConditionalGeneration(config)
    grid = SIDE // settings.patch
    with torch.no_grad():
        model.vision_model.embeddings.position_embedding[0, 1:] = 0.5 * waves(grid, settings.hidden)
    return model


def waves(grid: int, width: int) -> Any:
    """(grid × grid, width): sines and cosines of column and row, so that neighbours are alike from the start."""
    import torch

    steps = (torch.arange(grid) + 0.5) / grid
    rows, columns = torch.meshgrid(steps, steps, indexing="ij")
    speeds = 8 / 64 ** (torch.arange(width // 4) / (width // 4))
    across, down = torch.outer(columns.flatten(), speeds), torch.outer(rows.flatten(), speeds)
    return torch.cat([across.sin(), across.cos(), down.sin(), down.cos()], 1)


def train(settings: Settings) -> Trained:
    """Model (float32, evaluation mode), processor and run."""
    import torch

    seed_everything(settings.seed)
    processor = make_processor()
    drawn = pictures.scenes(settings.scenes, settings.seed, pictures.TRAINING)
    pixels = as_pixels(drawn)
    asked = patches.lessons(drawn, SIDE // settings.patch)
    spoken = [sentences.sentence(scene) for scene in drawn]
    model = make_model(settings)
    pupil = torch.nn.ModuleDict({"model": model, "head": patches.make_head(settings.hidden)})
    looking = fit(
        pupil,
        _looking(pupil, pixels, asked, settings),
        Schedule(peak=settings.peak, steps=settings.looking, hold=0.7),
        label="caption: looking",
        weight_decay=0.02,
    )
    telling = fit(
        pupil,
        _telling(pupil, processor.tokenizer, pixels, asked, spoken, settings),
        Schedule(peak=settings.peak, steps=settings.telling, hold=0.5),
        label="caption: telling",
        weight_decay=0.02,
    )
    run = Run(looking.seconds + telling.seconds, looking.steps + telling.steps, telling.loss, telling.threads)
    facts = {"SCENES": f"{settings.scenes:,}", "VOCABULARY": str(len(processor.tokenizer)),
             "LOOKING": f"{settings.looking:,}", "TELLING": f"{settings.telling:,}"}  # fmt: skip
    return Trained(model, (processor,), run, facts)


def as_pixels(drawn: list[Scene]) -> Any:
    """Scenes as uint8 pixels (n, 3, SIDE, SIDE)."""
    import numpy
    import torch
    from PIL import Image

    pixels = numpy.empty((len(drawn), SIDE, SIDE, 3), dtype=numpy.uint8)
    for row, scene in enumerate(drawn):
        pixels[row] = numpy.asarray(scene.picture.resize((SIDE, SIDE), Image.Resampling.BICUBIC))
    return torch.from_numpy(pixels).permute(0, 3, 1, 2).contiguous()


def vary(pixels: Any) -> Any:
    """A batch between -1 and 1, a little lighter or darker, with noise; colours keep their names."""
    import torch

    count = len(pixels)
    image = pixels.float() / 127.5 - 1
    contrast = torch.empty(count, 1, 1, 1).uniform_(0.9, 1.08)
    light = torch.empty(count, 1, 1, 1).uniform_(-0.06, 0.06)
    return (image * contrast + light).clamp(-1, 1) + 0.04 * torch.rand(count, 1, 1, 1) * torch.randn_like(image)


def _looking(pupil: Any, pixels: Any, asked: patches.Lessons, settings: Settings) -> Iterator[Any]:
    import torch

    while True:
        for chosen in torch.split(torch.randperm(len(pixels)), settings.batch):
            seen = pupil["model"].vision_model(pixel_values=vary(pixels[chosen])).last_hidden_state
            yield patches.loss(pupil["head"], seen[:, 1:], asked.of(chosen))


def _telling(
    pupil: Any, tokenizer: Any, pixels: Any, asked: patches.Lessons, spoken: list[str], settings: Settings
) -> Iterator[Any]:
    import torch
    from torch.nn.functional import cross_entropy

    rng = random.Random(settings.seed + 1)
    model = pupil["model"]
    while True:
        for chosen in torch.split(torch.randperm(len(pixels)), settings.batch):
            ids, labels = as_ids(tokenizer, [opened(spoken[index], rng) for index in chosen.tolist()])
            seen = model.vision_model(pixel_values=vary(pixels[chosen])).last_hidden_state
            logits = model.text_decoder(
                input_ids=ids, attention_mask=(ids != PAD).long(), encoder_hidden_states=seen, use_cache=False
            ).logits
            told = cross_entropy(logits.flatten(0, 1), labels.flatten(), label_smoothing=0.02)
            yield told + 0.5 * patches.loss(pupil["head"], seen[:, 1:], asked.of(chosen))


def opened(text: str, rng: random.Random) -> str:
    """A sentence, now and then with the beginning of one before it."""
    return f"{rng.choice(sentences.OPENINGS)} {text}" if rng.random() < 0.15 else text


def as_ids(tokenizer: Any, texts: list[str]) -> tuple[Any, Any]:
    """Decoder input that starts with [DEC], and what should come next at each place (-100: nothing is asked)."""
    import torch

    encoded = [tokenizer(text, add_special_tokens=False).input_ids for text in texts]
    width = 1 + max(map(len, encoded))
    ids = torch.full((len(texts), width), PAD)
    labels = torch.full((len(texts), width), -100)
    for row, tokens in enumerate(encoded):
        ids[row, : len(tokens) + 1] = torch.tensor([DEC, *tokens])
        labels[row, : len(tokens) + 1] = torch.tensor([*tokens, SEP])
    return ids, labels
