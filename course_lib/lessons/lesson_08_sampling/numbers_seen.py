"""A number for each token, as a decision of this lesson sees it: tensors and numpy arrays alike."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

from course_lib.exercises.exercise import Mistake
from course_lib.exercises.wire_values import Array

OUT = float("-inf")


def as_numbers(value: Any) -> Any:
    """A tensor as it is, a numpy array as a tensor of its dtype and shape; None for everything else."""
    import torch

    if isinstance(value, torch.Tensor):
        return value
    dtype = getattr(torch, value.dtype, None) if isinstance(value, Array) else None
    return torch.tensor(value.items, dtype=dtype).reshape(value.shape) if isinstance(dtype, torch.dtype) else None


def form(value: Any, size: int) -> str | None:
    """None for a float32 or float64 for each of `size` tokens; else the name of the misconception."""
    if value is None:
        return "returns-nothing"
    numbers = as_numbers(value)
    if numbers is None:
        return "wrong-type"
    if tuple(numbers.shape) != (size,):
        return "wrong-shape"
    return None if str(numbers.dtype) in ("torch.float32", "torch.float64") else "wrong-dtype"


def alike(one: Any, other: Any, within: float = 1e-4) -> bool:
    """Whether two tensors of one shape hold the same numbers up to rounding; -inf is like -inf, NaN like nothing."""
    import torch

    return one.shape == other.shape and torch.allclose(one.double(), other.double(), rtol=within, atol=within)


def recognised(value: Any, expected: Any, wrong: Mapping[str, Sequence[Any]]) -> str | None:
    """The first misconception of `wrong` that gives `value`, and something else than `expected`."""
    for name, values in wrong.items():
        if any(alike(value, mistake) and not alike(mistake, expected) for mistake in values):
            return name
    return None


def numbers_differ(value: Any, expected: Any) -> Mistake:
    """Where two tensors of one shape differ first, and in how many places."""
    off = [place for place in range(len(expected)) if not alike(value[place], expected[place])]
    return Mistake("numbers-differ", {"place": off[0], "count": len(off), "of": len(expected)})


def some_scores(rng: random.Random, size: int, most: int = 5) -> list[float]:
    """Scores in eighths, which float32 holds exactly, all different, of both signs."""
    return [number / 8 for number in rng.sample(range(-8 * most, 8 * most), size)]


def some_probabilities(rng: random.Random, size: int, parts: int = 64) -> list[float]:
    """Probabilities above 0 that add up to exactly 1, in 64ths: numbers whose sums are exact."""
    cuts = sorted(rng.sample(range(1, parts), size - 1))
    return [(end - start) / parts for start, end in zip([0, *cuts], [*cuts, parts], strict=True)]
