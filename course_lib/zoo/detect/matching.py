"""Which object query answers for which thing, and how far its box is off.

DETR's authors let an optimal (Hungarian) matching decide anew in every step, and needed days of training. Here each
query stands for a cell of a grid, and a thing belongs to the query whose cell's middle is nearest to its own. A
matching that follows what the queries have learnt so far was tried: neighbours then both learn to answer for one thing.
"""

from __future__ import annotations

from typing import Any

GRID = 5
QUERIES = GRID * GRID


def cell_middles() -> Any:
    """(QUERIES, 2): where each query looks first, (x, y) in shares of the picture."""
    import torch

    steps = (torch.arange(GRID) + 0.5) / GRID
    rows, columns = torch.meshgrid(steps, steps, indexing="ij")
    return torch.stack([columns.flatten(), rows.flatten()], 1)


def assign(labels: Any, boxes: Any) -> Any:
    """(n, things): the query of each thing, -1 where there is none.

    `labels` (n, things) has -1 for no thing; `boxes` (n, things, 4) are middle and size. Where two things would share a
    query, the one that lies nearer to its cell's middle has it, and the other goes to the next cell.
    """
    import torch

    distance = (boxes[:, :, None, :2] - cell_middles()).norm(dim=-1)
    distance = distance.masked_fill((labels < 0)[..., None], torch.inf)
    queries = torch.full(labels.shape, -1)
    rows = torch.arange(len(labels))
    for _ in range(labels.shape[1]):
        nearest, place = distance.flatten(1).min(1)
        thing, query = place // QUERIES, place % QUERIES
        found = nearest.isfinite()
        queries[rows[found], thing[found]] = query[found]
        distance[rows, thing] = torch.inf
        distance[rows, :, query] = torch.inf
    return queries


def corners(boxes: Any) -> Any:
    """(..., 4) as middle and size -> as left, top, right, bottom."""
    import torch

    return torch.cat([boxes[..., :2] - boxes[..., 2:] / 2, boxes[..., :2] + boxes[..., 2:] / 2], -1)


def generalized_iou(one: Any, other: Any) -> Any:
    """Intersection over union of paired boxes (n, 4), less the empty share of the box around both; -1 to 1."""
    import torch

    a, b = corners(one), corners(other)
    shared = (torch.minimum(a[:, 2:], b[:, 2:]) - torch.maximum(a[:, :2], b[:, :2])).clamp(min=0).prod(1)
    union = one[:, 2:].prod(1) + other[:, 2:].prod(1) - shared
    around = (torch.maximum(a[:, 2:], b[:, 2:]) - torch.minimum(a[:, :2], b[:, :2])).prod(1)
    return shared / (union + 1e-6) - (around - union) / (around + 1e-6)
