"""Word vectors from counting alone: which words stand in the same documents, more often than chance would have it.

Positive pointwise mutual information and its strongest directions (Levy, Goldberg & Dagan, "Improving distributional
similarity with lessons learned from word embeddings", 2015: smoothed by 0.75, directions not stretched by their
singular values); a word that stands in few documents says more (Spärck Jones, "A statistical interpretation of term
specificity", 1972).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

SMOOTHING = 0.75
SPARE = 2
"""How many times more directions are followed than are kept, so that those kept are exact."""


def word_vectors(rows: Sequence[Sequence[int]], weights: Sequence[float], size: int, width: int) -> Any:
    """(size, width): a vector for each token, long where the token says much; zero for one that is in no row.

    `rows` are the token ids of each document, `weights` what each counts.
    """
    table = directions(mutual_information(together(rows, weights, size)), width)
    table = table * specificity(rows, size)[:, None]
    lengths = table.norm(dim=1)
    return table / lengths[lengths > 0].mean()


def together(rows: Sequence[Sequence[int]], weights: Sequence[float], size: int) -> Any:
    """(size, size): in how many documents two tokens stand together; in a long one that says less."""
    import torch

    counts = torch.zeros(size, size)
    for row, weight in zip(rows, weights, strict=True):
        found = torch.tensor(sorted(set(row)), dtype=torch.long)
        if len(found):
            counts[found[:, None], found] += weight / len(found) ** 0.5
    return counts


def mutual_information(counts: Any) -> Any:
    """Positive pointwise mutual information of what stands together, symmetric."""
    import torch

    share = counts.sum(0) ** SMOOTHING
    expected = counts.sum(1)[:, None] * (share / share.sum())[None, :]
    found = torch.log((counts / expected.clamp(min=1e-12)).clamp(min=1.0))
    return (found + found.T) / 2


def directions(matrix: Any, width: int) -> Any:
    """The `width` strongest directions of a symmetric matrix, by random projection (Halko et al., 2011)."""
    import torch

    found, _, _ = torch.svd_lowrank(matrix, q=min(len(matrix), SPARE * width), niter=6)
    return found[:, :width]


def specificity(rows: Sequence[Sequence[int]], size: int) -> Any:
    """(size,): the logarithm of how many times more documents there are than such that hold the token."""
    import torch

    held = torch.zeros(size)
    for row in rows:
        held[list(set(row))] += 1
    return torch.log(len(rows) / (1 + held)).clamp(min=0)
