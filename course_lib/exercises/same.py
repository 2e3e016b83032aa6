"""Whether two values off the wire are the same: by content and by type, tensors included, NaN alike to NaN."""

from __future__ import annotations

from typing import Any

from course_lib.exercises.what_it_is import is_tensor_value
from course_lib.exercises.wire_values import NamedDict, Opaque


def same(one: Any, other: Any) -> bool:
    """Whether nothing tells `one` from `other`.

    >>> same([1, "a"], [1, "a"]), same(1, True), same([1], (1,))
    (True, False, False)
    """
    if is_tensor_value(one) or is_tensor_value(other):
        return is_tensor_value(one) and is_tensor_value(other) and _same_tensors(one, other)
    if isinstance(one, Opaque) or isinstance(other, Opaque):
        return type(one) is type(other) and bool(one == other)
    if isinstance(one, NamedDict) and isinstance(other, NamedDict) and one.type_name != other.type_name:
        return False
    if type(one) is not type(other):
        return False
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, set):
        return one == other and {type(item) for item in one} == {type(item) for item in other}
    return bool(one == other) or (one != one and other != other)


def _same_tensors(one: Any, other: Any) -> bool:
    import torch

    if one.dtype != other.dtype or one.shape != other.shape:
        return False
    return torch.equal(one, other) or bool(torch.allclose(one.double(), other.double(), rtol=0, atol=0, equal_nan=True))
