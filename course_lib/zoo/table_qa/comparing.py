"""A start from which a small TAPAS learns to look things up: heads that already compare words, rows and columns.

Finding a cell takes three steps: which cell says what the question says, which cells share its row, which of them
stands under the header that is asked for. From random weights none of the three helps before the others are there,
and training stays at chance. So the start gives words, rows and columns dimensions of their own in the embedding,
and heads whose query and key are the same projection of one of them: such a head looks at the same word elsewhere,
along its row, or along its column. What is done with what they find is learnt, and training may change all of it.
"""

from __future__ import annotations

from typing import Any

# Dimensions of the embedding, in eighths: words, rows, columns; the rest belongs to nobody.
WORD, ROW, COLUMN = (0, 5), (5, 6.5), (6.5, 7.5)
# What each head of each layer compares; None is an ordinary random head.
HEADS: tuple[tuple[tuple[float, float] | None, ...], ...] = (
    (WORD, WORD, COLUMN, None),
    (WORD, ROW, COLUMN, None),
    (ROW, COLUMN, None, None),
)
SAME_WORD, SAME_PLACE = 8.0, 7.0


def start_comparing(model: Any) -> None:
    """Overwrite the embeddings of a `TapasForQuestionAnswering`, and query and key weights of some heads, in place."""
    import torch

    width = model.config.hidden_size
    size = width // model.config.num_attention_heads
    spans = {part: slice(int(part[0] * width / 8), int(part[1] * width / 8)) for part in (WORD, ROW, COLUMN)}
    embeddings = model.tapas.embeddings
    with torch.no_grad():
        for table, part, length in (
            (embeddings.word_embeddings, WORD, 0.9),
            (embeddings.token_type_embeddings_1, COLUMN, 0.55),
            (embeddings.token_type_embeddings_2, ROW, 0.55),
        ):
            vectors = _apart(table.weight.shape[0], spans[part].stop - spans[part].start)
            table.weight *= 0.15
            table.weight[:, spans[part]] = vectors * length
        for layer, parts in zip(model.tapas.encoder.layer, HEADS, strict=False):
            attention = layer.attention.self
            for head, one in enumerate(parts[: model.config.num_attention_heads]):
                if one is None:
                    continue
                rows, span = slice(head * size, (head + 1) * size), spans[one]
                dimensions = span.stop - span.start
                projection = _apart(dimensions, size).T if dimensions >= size else torch.eye(size, dimensions)
                # After the first normalisation a part of length l (of about 1.2 in all) has l² / 1.4 of the variance.
                energy = width * (0.81 if one == WORD else 0.3) / 1.4 * min(1.0, size / dimensions)
                strength = ((SAME_WORD if one == WORD else SAME_PLACE) * size**0.5 / energy) ** 0.5
                for weights in (attention.query.weight, attention.key.weight):
                    weights[rows] *= 0.15
                    weights[rows, span] += projection * strength


def _apart(count: int, dimensions: int) -> Any:
    """(count, dimensions) unit vectors; the first `dimensions` of them at right angles."""
    import torch

    vectors = torch.randn(count, dimensions)
    vectors = vectors / vectors.norm(dim=1, keepdim=True)
    square = torch.linalg.qr(torch.randn(dimensions, dimensions))[0]
    vectors[: min(count, dimensions)] = square[: min(count, dimensions)]
    return vectors
