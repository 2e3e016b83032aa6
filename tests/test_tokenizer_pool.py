"""A pooled tokenizer cannot be told from one just loaded: it comes back only when nobody changed or kept it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from course_lib.exercises.fresh import Fresh
from course_lib.exercises.inputs import make_input
from course_lib.grading.worker.tokenizer_pool import TokenizerPool

TOKENIZER = Fresh("tokenizer", "bert-zh")
KEPT: list[Any] = []


def comes_back(use: Callable[[Any], object]) -> bool:
    """Whether the next call is given the tokenizer that this one used."""
    pool = TokenizerPool()
    tokenizer = pool.take(TOKENIZER)
    use(tokenizer)
    del tokenizer
    pool.settle()
    back = bool(pool._free[TOKENIZER])
    again = pool.take(TOKENIZER)
    assert again.backend_tokenizer.to_str() == make_input(TOKENIZER).backend_tokenizer.to_str()
    return back


@pytest.mark.parametrize(
    "use",
    [
        lambda t: t.encode("你好 abc"),
        lambda t: t(["你好 abc", "x"], padding=True, truncation=True, max_length=3, return_tensors="pt"),
        lambda t: t.decode(t.encode("天气")),
        lambda t: t.convert_tokens_to_ids(["[CLS]", "天"]),
    ],
    ids=["encode", "batch", "decode", "ids"],
)
def test_one_that_was_only_used_comes_back(use: Callable[[Any], object]) -> None:
    assert comes_back(use)


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t.add_tokens(["天干"]),
        lambda t: t.add_special_tokens({"extra_special_tokens": ["<poem>"]}),
        lambda t: setattr(t, "sep_token", "x"),
        lambda t: setattr(t, "model_max_length", 3),
        lambda t: setattr(t, "padding_side", "left"),
        lambda t: setattr(t, "mine", 1),
        lambda t: t.model_input_names.append("mine"),
        lambda t: t._vocab.update(mine=3),
        lambda t: setattr(t.backend_tokenizer, "normalizer", None),
        lambda t: setattr(t, "__class__", type("Mine", (type(t),), {})),
        lambda t: setattr(t, "itself", t),
        KEPT.append,
    ],
)
def test_one_that_was_changed_or_kept_does_not(change: Callable[[Any], object]) -> None:
    assert not comes_back(change)


def test_two_at_a_time_are_two_and_models_are_always_loaded() -> None:
    pool = TokenizerPool()
    first, second = pool.take(TOKENIZER), pool.take(TOKENIZER)
    assert first is not second
    model = pool.take(Fresh("model", "bert-zh"))
    other = pool.take(Fresh("model", "bert-zh"))
    assert model is not other
