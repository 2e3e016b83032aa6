"""A start from which a small T5 learns to copy in minutes: attention that already follows the text it repeats.

To go on with a copy is to find the place where the last word written stands in the paragraph, and to take the word
after it. From random weights a small model needs many thousands of steps to find that out. Here a head of the encoder's
first layer starts by telling every word of the word before it, and the decoder's cross-attention by asking "who comes
after the word I just wrote?" and handing that word on: half of a summary's tokens are then right before the first step,
given the ones before each. Training is free to change all of it, and learns where to begin, what to leave out and where
to stop.
"""

from __future__ import annotations

from typing import Any

# Buckets of T5's relative positions: one place before; in the encoder those after come in the second half.
BEFORE, TWO_BEFORE, AFTER = 1, 2, 17
NEIGHBOUR = 9.0
SHARPNESS = 1.0
CARRIED = 1.5
HANDED_ON = 5.0


def start_with_copying(model: Any) -> None:
    """Overwrite relative positions and some attention weights of a `T5ForConditionalGeneration`, in place."""
    import torch

    size = model.config.d_kv
    head = slice(0, size)
    with torch.no_grad():
        encoder = model.encoder.block[0].layer[0].SelfAttention
        encoder.relative_attention_bias.weight[BEFORE, 0] += NEIGHBOUR
        encoder.relative_attention_bias.weight[AFTER, 1] += NEIGHBOUR
        encoder.relative_attention_bias.weight[TWO_BEFORE, 2] += NEIGHBOUR
        decoder = model.decoder.block[0].layer[0].SelfAttention
        decoder.relative_attention_bias.weight[BEFORE, 0] += NEIGHBOUR
        seen, place = _orthogonal(size, model.config.d_model), _orthogonal(size, model.config.d_model)
        encoder.q.weight[head] *= 0.1
        encoder.v.weight[head] = seen
        encoder.o.weight[:, head] = CARRIED * place.T
        cross = model.decoder.block[0].layer[1].EncDecAttention
        identity = torch.eye(model.config.d_model)
        for number in range(model.config.num_heads):
            rows = slice(number * size, (number + 1) * size)
            cross.q.weight[rows] = SHARPNESS * seen
            cross.k.weight[rows] = place
            cross.v.weight[rows] = identity[rows]
            cross.o.weight[:, rows] = HANDED_ON * identity[:, rows]


def _orthogonal(rows: int, columns: int) -> Any:
    import torch

    return torch.linalg.qr(torch.randn(columns, rows)).Q.T
