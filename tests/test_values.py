"""What crosses between the code that runs and the code that decides keeps its exact type, or does not cross."""

from __future__ import annotations

import json
import math
from pathlib import PurePath
from typing import Any

import numpy as np
import pytest
import torch

from course_lib.exercises.wire_values import Opaque, ValueRefused, from_wire, to_wire


def there_and_back(value: Any) -> Any:
    return from_wire(json.loads(json.dumps(to_wire(value))))


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        0,
        -(2**70),
        1.5,
        "你好 \udc80 ##",
        [1, [2.0]],
        (1, "a"),
        {"a": (1,), 2: None},
        {1, 2},
        b"\x00\xff",
        PurePath("a/b"),
    ],
    ids=repr,
)
def test_plain_values_come_back_with_their_type(value: Any) -> None:
    back = there_and_back(value)
    assert back == value
    assert type(back) is type(value) or isinstance(value, PurePath)


def test_true_is_not_one_and_a_tuple_is_no_list() -> None:
    assert there_and_back([True, 1, (1,)]) == [True, 1, (1,)]
    assert [type(item) for item in there_and_back([True, 1, (1,)])] == [bool, int, tuple]


def test_nan_and_infinity() -> None:
    back = there_and_back([math.nan, -math.inf])
    assert math.isnan(back[0]) and back[1] == -math.inf


@pytest.mark.parametrize("dtype", [torch.float32, torch.int64, torch.bool, torch.float16, torch.bfloat16])
def test_tensors_keep_dtype_shape_and_content(dtype: torch.dtype) -> None:
    tensor = torch.arange(6).reshape(2, 3).T.to(dtype)  # not contiguous
    back = there_and_back(tensor)
    assert back.dtype is dtype and back.shape == (3, 2) and torch.equal(back, tensor)


def test_a_tensor_that_needs_its_gradient_crosses_too() -> None:
    assert torch.equal(there_and_back(torch.nn.Parameter(torch.ones(2))), torch.ones(2))


def test_subclasses_cross_as_what_they_extend_and_cannot_lie() -> None:
    class Liar(list[int]):
        def __iter__(self) -> Any:
            return iter([999])

        def __eq__(self, other: object) -> bool:
            return True

        __hash__ = None  # type: ignore[assignment]

    class EqualToEverything(str):
        def __eq__(self, other: object) -> bool:
            return True

        __hash__ = str.__hash__

    assert there_and_back(Liar([1, 2])) == [1, 2]
    assert type(there_and_back(EqualToEverything("x"))) is str
    assert there_and_back(np.int64(3)) == 3


def test_what_has_no_plain_form_is_known_by_its_type_only() -> None:
    assert there_and_back(object()) == Opaque("builtins.object")
    assert there_and_back(object()) != 3


def test_too_large_too_deep_and_recursive_values_are_refused() -> None:
    loop: list[Any] = []
    loop.append(loop)
    for value in (loop, [0] * 300_000, "x" * (40 * 2**20), torch.zeros(10**7), 1 << 10_000):
        with pytest.raises(ValueRefused):
            to_wire(value)


@pytest.mark.parametrize(
    "data",
    [
        {"tuple": 3},
        {"unknown": 1},
        {"tuple": [], "dict": []},
        {},
        {"dict": [[[1], 2]]},
        {"bytes": "not base64!"},
        {"tensor": {"dtype": "object", "shape": [1], "data": ""}},
        {"tensor": {"dtype": "float32", "shape": [10**9], "data": "AAAA"}},
        {"tensor": []},
        {"tensor": {"dtype": "nonsense", "shape": [1], "data": "AAAA"}},
    ],
    ids=repr,
)
def test_a_forged_value_is_refused(data: Any) -> None:
    with pytest.raises(ValueRefused):
        from_wire(data)
