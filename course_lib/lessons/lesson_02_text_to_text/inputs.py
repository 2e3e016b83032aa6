"""What lesson 02's exercises are given: a translator, and models that write a text or point at one.

Weights are read once in a process; every call gets a copy of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from functools import cache
from typing import Any

from course_lib.exercises.inputs import InputKind
from course_lib.exercises.wire_values import ValueRefused


class Translator:
    """What `pipeline("translation")` gives, in small: called with texts it gives a dictionary for each.

    `batches` notes how many texts the model has read at once, every time that it read.
    """

    def __init__(self, name: str, batches: list[int] | None = None) -> None:
        self.name = name
        self.batches = batches or []
        # Read here, where an input is made, and not when it is called: that time is the student's.
        self._tokenizer, self._model = tokenizer_of(name), model_of("AutoModelForSeq2SeqLM", name)

    def __call__(self, inputs: Any, batch_size: int = 1, **generate: Any) -> list[dict[str, str]]:
        texts = [inputs] if isinstance(inputs, str) else list(inputs)
        if any(not isinstance(text, str) for text in texts):
            raise TypeError("a translator takes a text, or a list of texts")
        found: list[dict[str, str]] = []
        for first in range(0, len(texts), batch_size):
            part = texts[first : first + batch_size]
            self.batches.append(len(part))
            ids = self._model.generate(**self._tokenizer(part, padding=True, return_tensors="pt"), **generate)
            texts_of_it = self._tokenizer.batch_decode(ids, skip_special_tokens=True)
            found += [{"translation_text": text} for text in texts_of_it]
        return found


@cache
def tokenizer_of(name: str) -> Any:
    """A tokenizer as it was published; nobody may change it."""
    from transformers import AutoTokenizer

    from course_lib.models import checkpoint

    return AutoTokenizer.from_pretrained(checkpoint(name))


@cache
def model_of(auto: str, name: str) -> Any:
    """A model as it was published, in float32; nobody may change it."""
    import torch
    import transformers

    from course_lib.models import checkpoint
    from course_lib.models.loading import without_bars

    with without_bars():  # and not `quiet`: cases of several exercises are made in threads, and it is for one
        return getattr(transformers, auto).from_pretrained(checkpoint(name), dtype=torch.float32)


def _again(name: str, batches: Any) -> Translator:
    if type(batches) is not list or any(type(size) is not int for size in batches):
        raise ValueRefused("not what a translator has noted")
    return Translator(name, batches)


def _unasked(make: Callable[[str], Any], called: str) -> InputKind:
    """A kind that no probe asks about: what a function does to its tokenizer or model is its own business."""
    return InputKind(
        make=lambda wanted, _: make(wanted.name),
        is_one=lambda _: False,
        take_apart=lambda _: None,
        put_together=lambda wanted, *_: make(wanted.name),
        called=called,
    )


def _model(auto: str) -> InputKind:
    return _unasked(lambda name: deepcopy(model_of(auto, name)), "model")


def _translator(name: str, called: str) -> InputKind:
    return InputKind(
        make=lambda *_: Translator(name),
        is_one=lambda value: isinstance(value, Translator) and value.name == name,
        take_apart=lambda translator: translator.batches,
        put_together=lambda _, batches, __: _again(name, batches),
        called=called,
    )


INPUTS = {
    "translator into zh": _translator("translate-en-zh", "translate"),
    "translator into en": _translator("translate-zh-en", "translate_back"),
    # A tokenizer of Marian's is no fast one, and cannot be lent from call to call as those are.
    "translation tokenizer": _unasked(lambda name: deepcopy(tokenizer_of(name)), "tokenizer"),
    "writer": _model("AutoModelForSeq2SeqLM"),
    "reader": _model("AutoModelForQuestionAnswering"),
}
