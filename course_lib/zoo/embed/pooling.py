"""From a vector for each token to one for the text."""

from __future__ import annotations

from typing import Any


def mean_pooled(states: Any, mask: Any) -> Any:
    """The mean of `states` (batch, length, width) where `mask` (batch, length) is 1: (batch, width)."""
    weights = mask[..., None].to(states.dtype)
    return (states * weights).sum(1) / weights.sum(1).clamp(min=1)
