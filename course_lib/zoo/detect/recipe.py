"""detect from nothing: a small DETR (convolutions, then a Transformer with object queries) on drawn scenes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from course_lib.zoo.card import Trained
from course_lib.zoo.detect import matching, pictures
from course_lib.zoo.drawing import patches
from course_lib.zoo.drawing.scenes import LABELS, Scene
from course_lib.zoo.training import Schedule, fit, seed_everything

SIDE = 96
STRIDE = 16
MOST_THINGS = 4


@dataclass(frozen=True)
class Settings:
    """What may be turned down to try the recipe quickly; the defaults are what ships."""

    scenes: int = 24_000
    looking: int = 900
    steps: int = 7000
    batch: int = 32
    peak: float = 1.2e-3
    hidden: int = 128
    channels: tuple[int, ...] = (32, 64, 128)
    layers: int = 2
    inner: int = 256
    focus: float = 1.5
    seed: int = 0


def make_processor() -> Any:
    """What turns a picture of any size into the model's (3, 96, 96) between -1 and 1, and its boxes back into pixels.

    The Pillow class by name: the plain one wants torchvision and warns where there is none.
    """
    from transformers.models.detr.image_processing_pil_detr import DetrImageProcessorPil

    half = [0.5, 0.5, 0.5]
    return DetrImageProcessorPil(size={"height": SIDE, "width": SIDE}, image_mean=half, image_std=half, do_pad=False)


def make_model(settings: Settings) -> Any:
    """An untrained `DetrForObjectDetection` whose queries start on a grid."""
    from transformers import DetrConfig, DetrForObjectDetection, ResNetConfig

    kinds = len(settings.channels)
    backbone = ResNetConfig(
        embedding_size=settings.channels[0],
        hidden_sizes=list(settings.channels),
        depths=[1] * kinds,
        layer_type="basic",
        out_features=[f"stage{kinds}"],
    )
    config = DetrConfig(
        backbone_config=backbone,
        num_queries=matching.QUERIES,
        d_model=settings.hidden,
        encoder_layers=settings.layers,
        decoder_layers=settings.layers,
        encoder_ffn_dim=settings.inner,
        decoder_ffn_dim=settings.inner,
        encoder_attention_heads=4,
        decoder_attention_heads=4,
        dropout=0.0,
        # The usual 0.02 is made for a width of 256 and days of training.
        init_std=0.06,
        id2label=dict(enumerate(LABELS)),
        label2id={label: index for index, label in enumerate(LABELS)},
    )
    model = DetrForObjectDetection(config)
    start_queries_on_a_grid(model, settings.focus)
    return model


def start_queries_on_a_grid(model: Any, strength: float) -> None:
    """Let each query look at its own cell of a grid from the start.

    It gets the sine position embedding that the encoder gives to a patch around the cell's middle (DETR counts a patch
    from its far edge), and the decoder's cross-attention compares both through the same turned axes, so that like
    positions attend to one another.
    """
    import torch

    fine = 10 * matching.GRID
    places = model.model.position_embedding((1, 0, fine, fine), torch.device("cpu"), torch.float32)
    middles = [10 * step + 8 for step in range(matching.GRID)]
    grid = places[0][:, middles][:, :, middles].flatten(1).T
    with torch.no_grad():
        model.model.query_position_embeddings.weight.copy_(grid)
        for layer in model.model.decoder.layers:
            turned = strength * torch.linalg.qr(torch.randn(grid.shape[1], grid.shape[1]))[0]
            layer.encoder_attn.q_proj.weight.copy_(turned)
            layer.encoder_attn.k_proj.weight.copy_(turned)


def train(settings: Settings) -> Trained:
    """Model (float32, evaluation mode), image processor and run."""
    import torch

    seed_everything(settings.seed)
    processor = make_processor()
    drawn = pictures.scenes(settings.scenes, settings.seed, pictures.TRAINING, covered=0.5)
    pixels, labels, boxes = as_tensors(drawn, SIDE)
    asked = patches.lessons(drawn, SIDE // STRIDE)
    model = make_model(settings)
    thaw_norms(model.model.backbone)
    pupil = torch.nn.ModuleDict({"model": model, "head": patches.make_head(settings.hidden)})
    schedule = Schedule(peak=settings.peak, steps=settings.steps, warmup=100, hold=0.5)
    run = fit(
        pupil, _losses(pupil, pixels, labels, boxes, asked, settings), schedule, label="detect", weight_decay=0.02
    )
    freeze_norms(model.model.backbone)
    facts = {"SCENES": f"{settings.scenes:,}", "LOOKING": f"{settings.looking:,}"}
    return Trained(model, (processor,), run, facts)


def as_tensors(drawn: list[Scene], side: int) -> tuple[Any, Any, Any]:
    """Scenes as uint8 pixels (n, 3, side, side), labels (n, MOST_THINGS) with -1 for none, boxes (n, MOST_THINGS, 4)
    as middle and size in shares of the picture."""
    import numpy
    import torch
    from PIL import Image

    pixels = numpy.empty((len(drawn), side, side, 3), dtype=numpy.uint8)
    labels = torch.full((len(drawn), MOST_THINGS), -1)
    boxes = torch.full((len(drawn), MOST_THINGS, 4), 0.5)
    for row, scene in enumerate(drawn):
        pixels[row] = numpy.asarray(scene.picture.resize((side, side), Image.Resampling.BILINEAR))
        for place, thing in enumerate(scene.things):
            labels[row, place] = LABELS.index(thing.label)
            boxes[row, place] = torch.tensor(patches.middle_and_size(thing.box))
    return torch.from_numpy(pixels).permute(0, 3, 1, 2).contiguous(), labels, boxes


def _losses(
    pupil: Any, pixels: Any, labels: Any, boxes: Any, asked: patches.Lessons, settings: Settings
) -> Iterator[Any]:
    import torch
    from torch.nn.functional import cross_entropy

    none = len(LABELS)
    weights = torch.ones(none + 1)
    weights[none] = 0.5
    queries = matching.assign(labels, boxes)
    kinds = torch.full((len(pixels), matching.QUERIES + 1), none)
    kinds.scatter_(1, queries % (matching.QUERIES + 1), torch.where(labels < 0, none, labels))
    kinds = kinds[:, : matching.QUERIES]  # the last place took what is no thing
    step = 0
    while True:
        for chosen in torch.split(torch.randperm(len(pixels)), settings.batch):
            step += 1
            image = vary(pixels[chosen])
            if step <= settings.looking:
                yield patches.loss(pupil["head"], look(pupil["model"].model, image), asked.of(chosen))
                continue
            out = pupil["model"](pixel_values=image)
            row, thing = (labels[chosen] >= 0).nonzero(as_tuple=True)
            guessed = out.pred_boxes[row, queries[chosen][row, thing]]
            true = boxes[chosen][row, thing]
            off = (guessed - true).abs().sum(-1).mean()
            apart = (1 - matching.generalized_iou(guessed, true)).mean()
            named = cross_entropy(out.logits.flatten(0, 1), kinds[chosen].flatten(), weight=weights)
            seen = patches.loss(pupil["head"], out.encoder_last_hidden_state, asked.of(chosen))
            yield 3 * named + 5 * off + 2 * apart + 0.5 * seen


def look(model: Any, pixels: Any) -> Any:
    """What the encoder makes of each patch, (batch, patches, hidden): DETR without its decoder, in less time."""
    import torch

    there = torch.ones(len(pixels), *pixels.shape[-2:])
    features, mask = model.backbone(pixels, there)[-1]
    where = model.position_embedding(shape=features.shape, device=pixels.device, dtype=pixels.dtype, mask=mask)
    return model.encoder(
        inputs_embeds=model.input_projection(features).flatten(2).transpose(1, 2),
        attention_mask=mask.flatten(1),
        spatial_position_embeddings=where.flatten(2).transpose(1, 2),
    ).last_hidden_state


def vary(pixels: Any) -> Any:
    """A batch between -1 and 1, lighter or darker, more or less contrasted, with noise.

    Not mirrored: a thing would come to stand where its kind is kept for measuring.
    """
    import torch

    count = len(pixels)
    image = pixels.float() / 127.5 - 1
    contrast = torch.empty(count, 1, 1, 1).uniform_(0.8, 1.15)
    light = torch.empty(count, 1, 1, 1).uniform_(-0.15, 0.15)
    return (image * contrast + light).clamp(-1, 1) + 0.04 * torch.rand(count, 1, 1, 1) * torch.randn_like(image)


def thaw_norms(module: Any) -> None:
    """Put ordinary batch norms in place of DETR's frozen ones, which are made for a backbone trained before."""
    import torch

    for name, child in list(module.named_children()):
        if type(child).__name__ == "DetrFrozenBatchNorm2d":
            setattr(module, name, torch.nn.BatchNorm2d(len(child.weight)))
        else:
            thaw_norms(child)
    for parameter in module.parameters():
        parameter.requires_grad_(True)


def freeze_norms(module: Any) -> None:
    """Put DETR's frozen norms back, with what the ordinary ones have learnt."""
    import torch
    from transformers.models.detr.modeling_detr import DetrFrozenBatchNorm2d

    for name, child in list(module.named_children()):
        if isinstance(child, torch.nn.BatchNorm2d):
            frozen = DetrFrozenBatchNorm2d(child.num_features)
            with torch.no_grad():
                for part in ("weight", "bias", "running_mean", "running_var"):
                    getattr(frozen, part).copy_(getattr(child, part))
            setattr(module, name, frozen)
        else:
            freeze_norms(child)
