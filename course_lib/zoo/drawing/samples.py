"""The pictures that lessons open: three handwritten digits and four drawn scenes, from easy to hard.

None of them was trained on: the digits are among vision's held-out ones, the scenes have seeds of their own. To make
them again: ``python -m course_lib.zoo.drawing.samples``.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course_lib.zoo.drawing.scenes import Scene, Wish, draw_scene

PICTURES = Path(__file__).parents[2] / "samples" / "pictures"
SIZE = (352, 264)
# Which of vision's held-out digits, and its ink and paper.
DIGITS = {
    "digit-2": (64, (250, 250, 250), (12, 12, 14)),
    "digit-3": (65, (34, 52, 110), (246, 242, 230)),
    "digit-8": (107, (60, 60, 64), (252, 252, 252)),
}


@dataclass(frozen=True)
class Sample:
    """A scene by its file name, its seed and what is wished of it."""

    name: str
    seed: int
    wish: Wish


SCENES = (
    Sample("scene-1-table", 9, Wish(things=(2, 2), sizes=((0.36, 0.5),), natural=1.0, places=("table",))),
    Sample("scene-2-street", 9, Wish(things=(3, 3), sizes=((0.3, 0.45),), natural=1.0, places=("street",))),
    Sample("scene-3-sea", 3, Wish(things=(3, 3), sizes=((0.26, 0.4),), natural=1.0, places=("sea",))),
    Sample("scene-4-heap", 14, Wish(things=(5, 5), sizes=((0.3, 0.5),), natural=1.0, places=("table",), hidden=0.4)),
)


def scene(sample: Sample) -> Scene:
    """The sample's scene, with what is in it and where."""
    return draw_scene(random.Random(sample.seed), SIZE, sample.wish)


def digit(place: int, ink: tuple[int, int, int], paper: tuple[int, int, int]) -> Any:
    """A held-out digit in colour, with a margin of one of its 8×8 pixels, enlarged to 200×200."""
    from PIL import Image, ImageOps

    from course_lib.zoo.vision.digits import held_out

    small = ImageOps.expand(held_out()[0][place], border=1, fill=0)
    return ImageOps.colorize(small.resize((200, 200), Image.Resampling.BICUBIC), black=paper, white=ink)


def write_samples(directory: Path = PICTURES) -> None:
    """Make every picture anew."""
    directory.mkdir(parents=True, exist_ok=True)
    for name, (place, ink, paper) in DIGITS.items():
        digit(place, ink, paper).save(directory / f"{name}.png", optimize=True)
    for sample in SCENES:
        scene(sample).picture.save(directory / f"{sample.name}.png", optimize=True)


if __name__ == "__main__":
    write_samples()
