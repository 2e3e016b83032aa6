"""From what a student's function gave to a verdict: the decision that most cases of every lesson make."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from course_lib.exercises.exercise import Decide
from course_lib.exercises.mistakes import Mistake
from course_lib.exercises.properties import is_list_of
from course_lib.exercises.wire_values import Opaque

#: The name under which a probe brings back the list that went in, to see whether it is still what it was.
AFTERWARDS = "the list afterwards"

Form = Callable[[Any], str | Mistake | None]


def decision(expected: Any, form: Form, wrong: Mapping[str, Any], given: Any = None) -> Decide:
    """The decision on one case: a mistake that is recognised, the form, the content, and then the input.

    `wrong` says by misconception what it returns here: a value, or a test of the value (which may give a `Mistake`,
    where there is more to tell). Where a mistake makes no difference (no padding in a batch that needs none) it is no
    mistake. `given` is the list that went in: it should still be what it was.
    """

    def decide(seen: Mapping[str, Any]) -> str | Mistake | None:
        value = comparable(seen["returned"])
        if value != expected:
            for name, mistake in wrong.items():
                if found := mistake(value) if callable(mistake) else value == mistake:
                    return found if isinstance(found, Mistake) else name
        if problem := form(value):
            return problem
        if value != expected:
            return "differs"
        return "changes-its-input" if given is not None and seen[AFTERWARDS] != given else None

    return decide


def comparable(value: Any) -> Any:
    """`value` with every tensor in it replaced: comparing one with a list is an error, not False."""
    if isinstance(value, list | tuple):
        return type(value)(comparable(part) for part in value)
    return Opaque("torch.Tensor") if hasattr(value, "dtype") else value


def list_of(kind: type) -> Form:
    return lambda value: is_list_of(value, kind)


def close(seen: Any, wanted: Any) -> bool:
    """Whether two tensors, or a tensor and rows, are alike up to half precision, in which a model may be kept."""
    import torch

    target = wanted if isinstance(wanted, torch.Tensor) else torch.stack(wanted)
    same = isinstance(seen, torch.Tensor) and seen.shape == target.shape
    return same and torch.allclose(seen.float(), target, rtol=5e-3, atol=2e-3)
