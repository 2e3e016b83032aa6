"""Properties that many exercises ask for before they look at the content: type first, then shape."""

from __future__ import annotations

from typing import Any

from course_lib.exercises.wire_values import Opaque


def is_list_of(value: Any, kind: type) -> str | None:
    """None when `value` is a list of exactly `kind`; else the name of the misconception.

    >>> is_list_of(("a", "b"), str)
    'wrong-type'
    >>> is_list_of(None, str)
    'returns-nothing'
    """
    if value is None:
        return "returns-nothing"
    if type(value) is not list or any(type(item) is not kind for item in value):
        return "wrong-type"
    return None


def is_exactly(value: Any, kind: type) -> str | None:
    """None when `value` is of exactly `kind` (True is no int); else the name of the misconception."""
    if value is None:
        return "returns-nothing"
    return None if type(value) is kind else "wrong-type"


def is_tensor(value: Any, dtype: str, shape: tuple[int, ...]) -> str | None:
    """None when `value` is a torch tensor of that dtype (``"int64"``) and shape."""
    if value is None:
        return "returns-nothing"
    if isinstance(value, Opaque) or not hasattr(value, "dtype"):
        return "wrong-type"
    if tuple(value.shape) != shape:
        return "wrong-shape"
    return None if str(value.dtype) == f"torch.{dtype}" else "wrong-dtype"
