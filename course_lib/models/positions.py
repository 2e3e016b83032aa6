"""How long a text a model can read: it has a place for so many tokens, and for no more."""

from __future__ import annotations

from typing import Any


def longest(config: Any) -> int | None:
    """How many tokens a model reads at once; None where its configuration names no bound.

    >>> from transformers import BertConfig
    >>> longest(BertConfig(max_position_embeddings=512))
    512
    """
    positions = getattr(config, "max_position_embeddings", None) or getattr(config, "n_positions", None)
    if positions is None:
        return None
    # RoBERTa's kin count positions from the one after the padding's.
    offset = config.pad_token_id + 1 if config.model_type in ("roberta", "xlm-roberta", "camembert") else 0
    return int(positions) - offset
