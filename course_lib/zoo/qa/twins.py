"""A first layer that starts out matching words: which of the context's words does the question have, too?

Whose city is asked for is decided by one name that stands in the question and in the context. From random weights it
takes thousands of steps until some head compares words at all. Here two heads of the first layer start with the same
projection for queries and keys, so that a token looks at itself and at its twin in the other segment; the segments
start far apart, so that what is read from the twin says where it stands. The two other heads start at the neighbours,
as bert-zh's did. Training is free to change all of it.
"""

from __future__ import annotations

import math
from typing import Any

TWIN_HEADS = (0, 1)
SHARPNESS = 1.3


def start_with_twins(model: Any) -> None:
    """Overwrite the first layer's query and key weights and the segment embeddings, in place."""
    import torch

    config = model.config
    width, size = config.hidden_size, config.hidden_size // config.num_attention_heads
    attention = model.bert.encoder.layer[0].attention.self
    neighbours = model.bert.encoder.layer[1].attention.self
    with torch.no_grad():
        segments = model.bert.embeddings.token_type_embeddings.weight
        segments[1] = segments[0] + 2 * config.initializer_range * torch.randn(width)
        for head in range(config.num_attention_heads):
            rows = slice(head * size, (head + 1) * size)
            if head in TWIN_HEADS:
                # The first dimensions carry places (see bert_zh/neighbours.py); words are compared by the others.
                projection = torch.zeros(size, width)
                projection[:, size:] = torch.randn(size, width - size) / math.sqrt(width - size)
                for weights in (attention.query, attention.key):
                    weights.weight[rows] = SHARPNESS * projection
                    weights.bias[rows] = 0.0
            else:
                for name in ("query", "key"):
                    new, old = getattr(attention, name), getattr(neighbours, name)
                    new.weight[rows] = old.weight[rows]
                    new.bias[rows] = old.bias[rows]
