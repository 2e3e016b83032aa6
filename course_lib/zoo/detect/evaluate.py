"""detect's held-out figures, from weights on disk: scenes of other seeds, in sizes, places and heaps not trained on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course_lib.zoo.detect import pictures
from course_lib.zoo.drawing.scenes import LABELS, Box, Scene
from course_lib.zoo.figures import Figure

THRESHOLD = 0.5
CHANCE = 1 / len(LABELS)


@dataclass(frozen=True)
class Found:
    """One detection: label, and box in shares of the picture; they come best first."""

    label: str
    box: Box


@dataclass(frozen=True)
class Score:
    """How detections and truth agree over some scenes: `f1` and `overlap` (the mean IoU of the right ones), 0 to 1."""

    f1: float
    overlap: float
    whole: float
    count: int


def evaluate(directory: Path) -> list[Figure]:
    """Every figure of the card, recomputed from the weights in `directory`; seconds on a CPU."""
    from transformers import AutoImageProcessor, AutoModelForObjectDetection

    processor = AutoImageProcessor.from_pretrained(directory)
    model = AutoModelForObjectDetection.from_pretrained(directory).eval()

    def measure(scenes: list[Scene]) -> Score:
        return score(scenes, detect(model, processor, [scene.picture for scene in scenes]))

    unseen = measure(pictures.scenes(120, 7001, pictures.UNSEEN))
    ordinary = measure(pictures.scenes(90, 7002, pictures.ORDINARY))
    heaped = [
        scene for scene in pictures.scenes(140, 7003, pictures.OVERLAPPING) if pictures.clearly_overlapping(scene)
    ]
    overlapping = measure(heaped[:70])
    return [
        Figure("f1_unseen", unseen.f1, CHANCE, unseen.count, 0.95,
               "sizes never trained on, each kind in a ninth of the picture where it never was: F1 of label and box"),
        Figure("iou_unseen", unseen.overlap, 0.0, unseen.count, None, "mean IoU of the boxes found right there"),
        Figure("f1_ordinary", ordinary.f1, CHANCE, ordinary.count, None, "things where they belong, new scenes: F1"),
        Figure("iou_ordinary", ordinary.overlap, 0.0, ordinary.count, None, "mean IoU of the boxes found right there"),
        Figure("scenes_right", ordinary.whole, 0.0, 90, None, "those scenes with nothing missing, wrong or invented"),
        Figure("f1_overlapping", overlapping.f1, CHANCE, overlapping.count, None,
               "three to five things that cover one another, up to 45 % of each: F1"),
        Figure("iou_overlapping", overlapping.overlap, 0.0, overlapping.count, None,
               "mean IoU of the boxes found right there"),
    ]  # fmt: skip


def detect(model: Any, processor: Any, images: Sequence[Any], threshold: float = THRESHOLD) -> list[list[Found]]:
    """What is found in each picture with at least `threshold`, best first."""
    import torch

    found: list[list[Found]] = []
    for start in range(0, len(images), 50):
        inputs = processor(images=list(images[start : start + 50]), return_tensors="pt")
        with torch.no_grad():
            out = model(pixel_values=inputs["pixel_values"].to(model.dtype))
        for result in processor.post_process_object_detection(out, threshold=threshold):
            best = sorted(
                zip(*(result[key].tolist() for key in ("scores", "labels", "boxes")), strict=True), reverse=True
            )
            found.append([Found(model.config.id2label[label], tuple(box)) for _, label, box in best])
    return found


def score(scenes: Sequence[Scene], found: Sequence[Sequence[Found]]) -> Score:
    """Each thing may be found once; a detection is right when label and box (IoU ≥ 0.5) are."""
    right = wrong = missed = whole = 0
    overlaps: list[float] = []
    for scene, guesses in zip(scenes, found, strict=True):
        left = list(scene.things)
        before = wrong
        for guess in guesses:
            rated = [
                (iou(guess.box, thing.box), place) for place, thing in enumerate(left) if thing.label == guess.label
            ]
            best = max(rated, default=(0.0, 0))
            if best[0] >= 0.5:
                left.pop(best[1])
                right += 1
                overlaps.append(best[0])
            else:
                wrong += 1
        missed += len(left)
        whole += not left and wrong == before
    f1 = 2 * right / max(1, 2 * right + wrong + missed)
    return Score(f1, sum(overlaps) / max(1, len(overlaps)), whole / max(1, len(scenes)), right + missed)


def iou(one: Box, other: Box) -> float:
    """Intersection over union of two boxes.

    >>> iou((0, 0, 2, 1), (1, 0, 3, 1))
    0.3333333333333333
    """
    wide, high = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    shared = max(0.0, wide) * max(0.0, high)
    areas = sum((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return shared / (areas - shared)
