"""Tensors and numpy arrays alike, and plain numbers, as a decision sees them."""

from __future__ import annotations

from typing import Any

from course_lib.exercises.wire_values import Array


def as_tensor(value: Any) -> Any:
    """A tensor as it is, a numpy array as a tensor of its dtype and shape; None for everything else."""
    import torch

    if isinstance(value, torch.Tensor):
        return value
    dtype = getattr(torch, value.dtype, None) if isinstance(value, Array) else None
    return torch.tensor(value.items, dtype=dtype).reshape(value.shape) if isinstance(dtype, torch.dtype) else None


def alike(one: Any, other: Any, within: float = 1e-6) -> bool:
    """Whether two tensors have one shape, and their numbers differ by rounding alone, whatever their dtypes."""
    import torch

    return one.shape == other.shape and torch.allclose(one.double(), other.double(), rtol=0.0, atol=within)


def is_number(value: Any) -> bool:
    return type(value) in (int, float)
