"""picture-cut: pixels, a box, a margin -> the pixels in the box and around it, as far as there are any."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import Any

from course_lib.exercises.exercise import Case, Mistake
from course_lib.exercises.properties import is_tensor
from course_lib.lessons.decisions import leaves_alone
from course_lib.lessons.lesson_03_audio_and_vision.boxes import Box, box
from course_lib.lessons.lesson_03_audio_and_vision.numbers_seen import alike, as_tensor


def cut_case(kind: str, height: int, width: int, place: Box, margin: int, seed: int) -> Case:
    import torch

    generator = torch.Generator().manual_seed(seed)
    pixels = torch.randint(0, 256, (height, width, 3), dtype=torch.uint8, generator=generator)
    left, top, right, bottom = (place[name] for name in ("xmin", "ymin", "xmax", "ymax"))
    far = (left - margin, top - margin, right + margin, bottom + margin)

    def cut(x0: int, y0: int, x1: int, y1: int) -> Any:
        return pixels[max(0, y0) : max(0, y1), max(0, x0) : max(0, x1)]

    x0, y0, x1, y1 = far
    expected = cut(*far)
    full = torch.zeros((y1 - y0, x1 - x0, 3), dtype=torch.uint8)
    inside_x, inside_y = max(0, -x0), max(0, -y0)
    full[inside_y : inside_y + expected.shape[0], inside_x : inside_x + expected.shape[1]] = expected
    told: dict[str, list[Any]] = {
        "negative-start": [pixels[y0:y1, x0:x1], pixels[y0 : max(0, y1), x0 : max(0, x1)]],
        "margin-forgotten": [cut(left, top, right, bottom)],
        "margin-on-one-side": [cut(x0, y0, right, bottom), cut(left, top, x1, y1), cut(x0, top, x1, bottom)],
        "margin-doubled": [cut(left - 2 * margin, top - 2 * margin, right + 2 * margin, bottom + 2 * margin)],
        "x-and-y-exchanged": [
            pixels[max(0, x0) : max(0, x1), max(0, y0) : max(0, y1)], pixels[x0:x1, y0:y1],
            pixels[left:right, top:bottom],
        ],
        "last-ones-included": [cut(x0, y0, x1 + 1, y1 + 1)],
        "one-too-few": [cut(x0, y0, x1 - 1, y1 - 1)],
        "margin-inwards": [cut(left + margin, top + margin, right - margin, bottom - margin)],
        "edges-as-sizes": [pixels[max(0, y0) :, max(0, x0) :][: y1, : x1]],
        "filled-up": [full],
        "moved-not-cut": [_moved(pixels, x0, y0, x1, y1)],
        "turned": [expected.permute(2, 0, 1), expected.transpose(0, 1)],
        "colour-lost": [expected[..., 0], expected[..., 1], expected[..., 2]],
    }  # fmt: skip

    def decide(seen: Mapping[str, Any]) -> str | Mistake | None:
        value = as_tensor(seen["returned"])
        if value is None:
            return "returns-nothing" if seen["returned"] is None else "wrong-type"
        if not alike(value, expected):
            for name, values in told.items():
                if any(alike(value, wrong) for wrong in values):
                    return name
            if alike(value, expected.double() / 255, 1e-3):
                return "between-0-and-1"
            if 0 in value.shape:
                return "empty-piece"
        elif str(value.dtype) != "torch.uint8":
            return "pixels-of-another-dtype"
        if value.ndim == 3 and value.shape[2] == 3 and value.shape != expected.shape:
            told_of = {"height": value.shape[0], "width": value.shape[1]}
            return Mistake("another-size", {**told_of, "rows": expected.shape[0], "columns": expected.shape[1]})
        return is_tensor(value, "uint8", tuple(expected.shape)) or (None if alike(value, expected) else "another-place")

    return leaves_alone(Case(kind, (pixels, dict(place), margin), decide, expected=expected), 0, 1)


def _moved(pixels: Any, x0: int, y0: int, x1: int, y1: int) -> Any:
    """The window pushed back into the picture, at its full size."""
    height, width = pixels.shape[:2]
    x = max(0, min(x0, width - (x1 - x0)))
    y = max(0, min(y0, height - (y1 - y0)))
    return pixels[y : y + y1 - y0, x : x + x1 - x0]


def random_case(kind: str, rng: random.Random) -> Case:
    height, width = rng.choice(((9, 14), (15, 8), (10, 17)))
    x, y = rng.randint(0, width - 4), rng.randint(0, height - 4)
    place = box(x, y, rng.randint(x + 2, width), rng.randint(y + 2, height))
    return cut_case(kind, height, width, place, rng.randint(1, 3), rng.randrange(1000))


def cases(rng: random.Random) -> Iterator[Case]:
    yield cut_case("inside", 10, 16, box(4, 2, 11, 7), 0, 1)
    yield cut_case("margin", 12, 18, box(6, 4, 12, 9), 2, 2)
    yield cut_case("left", 10, 16, box(1, 3, 9, 7), 2, 3)
    yield cut_case("top", 14, 9, box(3, 0, 6, 8), 1, 4)
    yield cut_case("corner", 9, 15, box(9, 4, 15, 9), 3, 5)
    yield cut_case("larger", 8, 13, box(-2, -1, 15, 9), 1, 6)
    yield random_case("random", rng)
    yield random_case("random", rng)
