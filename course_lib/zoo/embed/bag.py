"""A text as the sum of its word vectors: trained in seconds, and then what a BERT starts from.

A BERT that starts from nothing learns a few thousand texts by heart. A table of word vectors that starts from word
statistics finds half again as many unknown answers, and a BERT whose layers are still silent computes the
same.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from course_lib.zoo.embed.contrast import Rows, padded

FILLING = 2
"""Numbers of a vector that are set aside for its length."""
LONGEST = 0.98
"""The share of tokens that keep their length; the few longer ones are cut to the same."""


def make_bag(vectors: Any) -> Any:
    """A module over a table of vectors, one a token, which training may change."""
    from torch import nn

    embedding: Any = nn.Embedding
    return embedding.from_pretrained(vectors, freeze=False)


def bag_vectors(bag: Any, rows: Rows, drop: float) -> Any:
    """The sum over the tokens of each row, of length 1; of the tokens a share `drop` is left out, drawn by chance."""
    import torch
    from torch.nn.functional import normalize

    ids = padded(rows)
    counted = (ids != 0) & (torch.rand(ids.shape) >= drop)
    return normalize((bag(ids) * counted[..., None]).sum(1), dim=1)


def start_as_bag(model: Any, vectors: Any, silent: Iterable[int]) -> None:
    """Start a `BertModel` so that the mean of its last layer points where the sum of `vectors` does, in place.

    LayerNorm makes the vectors of all tokens equally long, though a word that says little should count little. So two
    further numbers, opposites of each other, take up the length that is missing, and the last LayerNorm begins by
    leaving them out. Layers start silent: what they add to their input begins at zero (Zhang et al., "Fixup
    initialization", 2019). Tokens in `silent` count nothing.
    """
    import torch

    lengths = vectors.norm(dim=1, keepdim=True)
    scaled = vectors / lengths[lengths > 0].quantile(LONGEST)
    scaled = scaled / scaled.norm(dim=1, keepdim=True).clamp(min=1)
    scaled[list(silent)] = 0
    filling = ((1 - scaled.norm(dim=1, keepdim=True) ** 2).clamp(min=0) / FILLING).sqrt()
    parts = model.embeddings
    with torch.no_grad():
        parts.word_embeddings.weight.copy_(torch.cat([scaled, filling, -filling], 1))
        parts.word_embeddings.weight[0] = 0
        parts.position_embeddings.weight.mul_(0.1)
        parts.token_type_embeddings.weight.zero_()
        for layer in model.encoder.layer:
            layer.attention.output.dense.weight.zero_()
            layer.output.dense.weight.zero_()
        model.encoder.layer[-1].output.LayerNorm.weight[-FILLING:] = 0
