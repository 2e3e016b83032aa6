"""What each patch of a picture shows: a first lesson for a vision part that is to find or name things.

A sentence or a few boxes for a whole picture teach a small model little about what is where. So it is also asked,
patch by patch: what is here, in which colour, and what box is around it?
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from course_lib.zoo.drawing.colours import NAMED
from course_lib.zoo.drawing.scenes import LABELS, Box, Scene

COLOURS = tuple(NAMED)
KINDS = len(LABELS) + 1
_PARTS = [KINDS, len(COLOURS), 4]


@dataclass(frozen=True)
class Lessons:
    """For n pictures of p patches: `kinds` and `colours` (n, p), kind 0 being the backdrop and colour -100 there, and
    `boxes` (n, p, 4) around the thing there, as `middle_and_size`."""

    kinds: Any
    colours: Any
    boxes: Any

    def of(self, chosen: Any) -> Lessons:
        return Lessons(self.kinds[chosen], self.colours[chosen], self.boxes[chosen])


def lessons(drawn: list[Scene], grid: int) -> Lessons:
    """The thing that covers most of each of the grid × grid patches, if it covers a quarter of it."""
    import numpy
    import torch

    kinds = torch.zeros(len(drawn), grid * grid, dtype=torch.long)
    colours = torch.full((len(drawn), grid * grid), -100)
    boxes = torch.zeros(len(drawn), grid * grid, 4)
    for row, scene in enumerate(drawn):
        height, width = scene.owners.shape
        below = numpy.arange(height) * grid // height
        across = numpy.arange(width) * grid // width
        patch = below[:, None] * grid + across[None]
        area = numpy.bincount(patch.ravel(), minlength=grid * grid)
        shares = numpy.stack(
            [
                numpy.bincount(patch[scene.owners == number], minlength=grid * grid) / area
                for number in range(1, len(scene.things) + 1)
            ]
        )
        most = shares.argmax(0)
        for place in (shares.max(0) >= 0.25).nonzero()[0].tolist():
            thing = scene.things[most[place]]
            kinds[row, place] = 1 + LABELS.index(thing.label)
            colours[row, place] = COLOURS.index(thing.colour)
            boxes[row, place] = torch.tensor(middle_and_size(thing.box))
    return Lessons(kinds, colours, boxes)


def middle_and_size(box: Box) -> Box:
    """(left, top, right, bottom) as (middle across, middle down, width, height).

    >>> middle_and_size((0.0, 0.5, 1.0, 1.0))
    (0.5, 0.75, 1.0, 0.5)
    """
    left, top, right, bottom = box
    return (left + right) / 2, (top + bottom) / 2, right - left, bottom - top


def make_head(hidden: int) -> Any:
    """A linear layer from a patch's hidden state to kind, colour and box; thrown away after training."""
    import torch

    return torch.nn.Linear(hidden, sum(_PARTS))


def loss(head: Any, hidden: Any, asked: Lessons) -> Any:
    """How wrongly `head` reads the patches' hidden states (n, p, hidden)."""
    from torch.nn.functional import cross_entropy

    kinds, colours, boxes = head(hidden).split(_PARTS, -1)
    there = asked.kinds > 0
    named = cross_entropy(kinds.flatten(0, 1), asked.kinds.flatten())
    coloured = cross_entropy(colours.flatten(0, 1), asked.colours.flatten())
    return named + 0.5 * coloured + (boxes[there].sigmoid() - asked.boxes[there]).abs().sum(-1).mean()
