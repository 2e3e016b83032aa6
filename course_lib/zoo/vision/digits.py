"""Handwritten digits: scikit-learn's for training, and those kept back for measuring, which ship as one small picture.

The 1,797 pictures (8×8 pixels, 17 shades, white ink on black) are the test part of "Optical Recognition of Handwritten
Digits" (E. Alpaydin and C. Kaynak, UCI Machine Learning Repository, CC BY 4.0). 360 of them, drawn by a fixed seed,
lie in data/heldout.png, so that measuring needs no scikit-learn; the others are trained on.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from course_lib.errors import CourseError

DATA = Path(__file__).parent / "data"
SHEET, LABELS = DATA / "heldout.png", DATA / "heldout.txt"
SIDE = 8
COLUMNS = 20
HELD_OUT = 360
SHADES = 16


def load() -> tuple[Any, Any]:
    """(pictures, labels) of all 1,797: float32 (n, 8, 8) between 0 and 1, and int64 (n,)."""
    import numpy

    try:
        bunch = import_module("sklearn.datasets").load_digits()
    except ImportError as missing:
        raise CourseError(
            "The digits that vision is trained on come with scikit-learn, which is not installed.",
            "Run `pip install scikit-learn` (or the course's extra `zoo`) in this environment.",
        ) from missing
    return (bunch.images / SHADES).astype(numpy.float32), bunch.target.astype(numpy.int64)


def split(count: int) -> tuple[Any, Any]:
    """(training, held out): indices into what `load` gives, the same on every machine."""
    import numpy

    order = numpy.random.RandomState(0).permutation(count)
    return numpy.sort(order[HELD_OUT:]), numpy.sort(order[:HELD_OUT])


def training() -> tuple[Any, Any]:
    """(pictures, labels) of those that are not held out."""
    pictures, labels = load()
    kept, _ = split(len(labels))
    return pictures[kept], labels[kept]


@cache
def held_out() -> tuple[list[Any], list[str]]:
    """(pictures, labels) that ship: grey 8×8 Pillow pictures, and ``"0"`` to ``"9"``."""
    from PIL import Image

    labels = list("".join(LABELS.read_text(encoding="utf-8").split()))
    with Image.open(SHEET) as sheet:
        sheet.load()
        places = [(SIDE * (index % COLUMNS), SIDE * (index // COLUMNS)) for index in range(len(labels))]
        return [sheet.crop((left, top, left + SIDE, top + SIDE)) for left, top in places], labels


def picture(shades: Any) -> Any:
    """One 8×8 array between 0 and 1 as a grey Pillow picture."""
    import numpy
    from PIL import Image

    return Image.fromarray(numpy.rint(shades * 255).astype(numpy.uint8))


def write_held_out(directory: Path = DATA) -> None:
    """Make the sheet and its labels from scikit-learn's digits: done once; a test compares them where they are."""
    from PIL import Image

    pictures, labels = load()
    _, kept = split(len(labels))
    sheet = Image.new("L", (SIDE * COLUMNS, SIDE * -(-len(kept) // COLUMNS)))
    for place, index in enumerate(kept):
        sheet.paste(picture(pictures[index]), (SIDE * (place % COLUMNS), SIDE * (place // COLUMNS)))
    sheet.save(directory / SHEET.name, optimize=True)
    text = "".join(map(str, labels[kept]))
    rows = [text[start : start + COLUMNS] for start in range(0, len(text), COLUMNS)]
    (directory / LABELS.name).write_text("\n".join(rows) + "\n", encoding="utf-8")
