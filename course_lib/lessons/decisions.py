"""From what a student's function gave to a verdict: the decision that most cases of every lesson make."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any

from course_lib.exercises.exercise import Case, Decide
from course_lib.exercises.mistakes import Mistake
from course_lib.exercises.properties import is_list_of
from course_lib.exercises.wire_values import Opaque

Form = Callable[[Any], str | Mistake | None]


def decision(expected: Any, form: Form, wrong: Mapping[str, Any]) -> Decide:
    """The decision on one case: a mistake that is recognised, the form, and then the content.

    `wrong` says by misconception what it returns here: a value, or a test of the value (which may give a `Mistake`,
    where there is more to tell). Where a mistake makes no difference (no padding in a batch that needs none) it is no
    mistake.
    """

    def decide(seen: Mapping[str, Any]) -> str | Mistake | None:
        value = comparable(seen["returned"])
        if value != expected:
            for name, mistake in wrong.items():
                if found := mistake(value) if callable(mistake) else value == mistake:
                    return found if isinstance(found, Mistake) else name
        if problem := form(value):
            return problem
        return "differs" if value != expected else None

    return decide


def leaves_alone(case: Case, *places: int) -> Case:
    """The same case, which also fails an answer that changes its arguments at these places.

    That is asked last: where what was returned is wrong too, the answer is told about that.
    """
    before = {f"argument {place} afterwards": deepcopy(case.args[place]) for place in places}
    probes = {name: f"args[{place}]" for name, place in zip(before, places, strict=True)}

    def decide(seen: Mapping[str, Any]) -> str | Mistake | None:
        if problem := case.decide(seen):
            return problem
        return None if all(_same(seen[name], value) for name, value in before.items()) else "changes-its-input"

    return replace(case, decide=decide, probe={**case.probe, **probes})


def _same(seen: Any, before: Any) -> bool:
    """Whether a value is what it was; tensors say so number by number, and a NaN that is still there is no change."""
    if hasattr(before, "dtype"):
        if not hasattr(seen, "dtype") or seen.shape != before.shape:
            return False
        return bool(((seen == before) | ((seen != seen) & (before != before))).all())
    return bool(seen == before)


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
