"""What lesson 01's exercises are given: a classifier that notes what it reads, one that fills gaps, and the parts of
a pipeline of one's own.

Weights are read once in a process; whatever a call may change, it gets a copy of.
"""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from types import SimpleNamespace
from typing import Any, ClassVar

from course_lib.exercises.inputs import InputKind
from course_lib.exercises.wire_values import ValueRefused

#: Behind a model's name: the same model, its labels counted the other way round; with labels that look alike; or
#: hardly ever sure.
TURNED = " turned"
ALIKE = " alike"
UNSURE = " unsure"


@cache
def model_of(auto: str, name: str) -> Any:
    """A model as it was published, in float32; nobody may change it."""
    import torch
    import transformers
    from transformers.utils import logging

    from course_lib.models import checkpoint

    bars = logging.is_progress_bar_enabled()
    logging.disable_progress_bar()
    try:
        model = getattr(transformers, auto).from_pretrained(checkpoint(name.partition(" ")[0]), dtype=torch.float32)
    finally:
        if bars:
            logging.enable_progress_bar()
    if name.endswith(TURNED):
        names = model.config.id2label
        model.config.id2label = {0: names[1], 1: names[0]}
        model.config.label2id = {names[1]: 0, names[0]: 1}
        last = model.classifier
        last.weight.data, last.bias.data = last.weight.data.flip(0), last.bias.data.flip(0)
    if name.endswith(ALIKE):
        model.config.id2label = {0: "not positive", 1: "Positive"}
        model.config.label2id = {"not positive": 0, "Positive": 1}
    if name.endswith(UNSURE):
        model.classifier.weight.data *= 0.02
        model.classifier.bias.data *= 0.02
    return model


@cache
def tokenizer_of(name: str) -> Any:
    """A tokenizer as it was published; nobody may change it."""
    from transformers import AutoTokenizer

    from course_lib.models import checkpoint

    return AutoTokenizer.from_pretrained(checkpoint(name))


def classifier() -> Any:
    """The course's pipeline for reviews; `texts` notes what it has read, `batches` how many texts at once."""
    from course_lib.pipelines.text import TextClassification

    class NotingClassifier(TextClassification):
        texts: list[str]
        batches: list[int]

        def preprocess(self, inputs: Any, **options: Any) -> Any:
            self.texts.append(str(inputs))
            return super().preprocess(inputs, **options)

        def forward(self, model_inputs: Any, **options: Any) -> Any:
            self.batches.append(len(model_inputs["input_ids"]))
            return super().forward(model_inputs, **options)

    model = model_of("AutoModelForSequenceClassification", "sentiment-en")
    pipe = NotingClassifier(model=model, tokenizer=tokenizer_of("sentiment-en"), task="text-classification")
    pipe.texts, pipe.batches = [], []
    return pipe


@cache
def partial_to(first: str) -> Any:
    """The model that fills gaps, changed so that these tokens come before all others, in this order."""
    model = deepcopy(model_of("AutoModelForMaskedLM", "bert-zh"))
    ids = tokenizer_of("bert-zh").convert_tokens_to_ids(first.split())
    scores = model.cls.predictions.decoder.bias.data
    for place, token in enumerate(reversed(ids), 1):
        scores[token] += 40.0 + 4.0 * place  # any more, and the others' probabilities would all be 0
    return model


def filler(first: str = "") -> Any:
    """The course's pipeline that fills in [MASK]; `first`: tokens that its model is to prefer to all others."""
    from course_lib.pipelines.text import FillMask

    model = partial_to(first) if first else model_of("AutoModelForMaskedLM", "bert-zh")
    return FillMask(model=model, tokenizer=tokenizer_of("bert-zh"), task="fill-mask")


def base() -> Any:
    """The library's `Pipeline`, to be inherited from; `batches` notes how many texts went through it at once."""
    from transformers import Pipeline

    class NotingPipeline(Pipeline):  # type: ignore[misc]
        batches: ClassVar[list[int]] = []

        def forward(self, model_inputs: Any, **options: Any) -> Any:
            tensors = [value for value in dict(model_inputs).values() if hasattr(value, "shape")]
            NotingPipeline.batches.append(len(tensors[0]) if tensors else 1)
            return super().forward(model_inputs, **options)

    NotingPipeline.batches = []
    return NotingPipeline


def _notes(*names: str) -> Any:
    def take_apart(value: Any) -> dict[str, Any]:
        return {name: list(getattr(value, name)) for name in names}

    return take_apart


def _noted(**kinds: type) -> Any:
    def put_together(_: Any, notes: Any, __: Any) -> Any:
        if type(notes) is not dict or set(notes) != set(kinds):
            raise ValueRefused("not what a pipeline has noted")
        for name, kind in kinds.items():
            if type(notes[name]) is not list or any(type(one) is not kind for one in notes[name]):
                raise ValueRefused("not what a pipeline has noted")
        return SimpleNamespace(**notes)

    return put_together


def _unasked(make: Any, called: str) -> InputKind:
    """A kind that no probe asks about: what a function does to it is its own business."""
    return InputKind(
        make=lambda wanted, _: make(wanted.name),
        is_one=lambda _: False,
        take_apart=lambda _: None,
        put_together=lambda wanted, *_: None,
        called=called,
    )


INPUTS = {
    "classifier": InputKind(
        make=lambda *_: classifier(),
        is_one=lambda value: type(value).__name__ == "NotingClassifier",
        take_apart=_notes("texts", "batches"),
        put_together=_noted(texts=str, batches=int),
        called="classify",
    ),
    "filler": _unasked(filler, "fill"),
    "pipeline class": InputKind(
        make=lambda *_: base(),
        is_one=lambda value: isinstance(value, type) and value.__name__ == "NotingPipeline",
        take_apart=_notes("batches"),
        put_together=_noted(batches=int),
        called="Pipeline",
    ),
    "judge of reviews": _unasked(
        lambda name: deepcopy(model_of("AutoModelForSequenceClassification", name)), "mood_model"
    ),
    "tokenizer of reviews": _unasked(lambda name: deepcopy(tokenizer_of(name)), "mood_tokenizer"),
}
