"""The library's pipelines over text, with the keywords of older tutorials translated."""

from __future__ import annotations

from typing import Any, ClassVar

from transformers import (
    FeatureExtractionPipeline,
    FillMaskPipeline,
    TextClassificationPipeline,
    TextGenerationPipeline,
    TokenClassificationPipeline,
    ZeroShotClassificationPipeline,
)

from course_lib.pipelines.older_calls import OlderCalls, renamed
from course_lib.pipelines.words import words

TOP_K = {"topk": "top_k"}


class TextClassification(OlderCalls, TextClassificationPipeline):  # type: ignore[misc]
    """``return_all_scores=True`` gives every label's score in the order of the model's labels, as it did: a list of
    lists, for one text too. ``top_k=None`` gives them with the best one first.
    """

    RENAMED: ClassVar = TOP_K

    def _sanitize_parameters(self, return_all_scores: bool | None = None, **options: Any) -> Any:
        before, forward, after = super()._sanitize_parameters(**options)
        if return_all_scores and "top_k" not in after:
            after.update(top_k=None, _legacy=True)  # the library's own words for: all of them, unsorted
        elif return_all_scores is False and "top_k" not in after:
            after.update(top_k=1, _legacy=True)
        return before, forward, after


class TokenClassification(OlderCalls, TokenClassificationPipeline):  # type: ignore[misc]
    """``grouped_entities=True`` is ``aggregation_strategy="simple"``, and with ``ignore_subwords`` it is "first"."""

    LONG_TEXT = "stride"

    def today(self, options: dict[str, Any]) -> dict[str, Any]:
        options = super().today(options)
        asked = {"grouped_entities", "ignore_subwords"} & options.keys()
        grouped, first = options.pop("grouped_entities", None), options.pop("ignore_subwords", None)
        if asked and "aggregation_strategy" not in options:
            options["aggregation_strategy"] = ("first" if first else "simple") if grouped else "none"
        return options


class FillMask(OlderCalls, FillMaskPipeline):  # type: ignore[misc]
    """``topk`` is ``top_k``; `other_masks` are read as the model's own: a tutorial may be written for another one."""

    RENAMED: ClassVar = TOP_K
    LONG_TEXT = "shorten"
    other_masks: tuple[str, ...] = ()

    def preprocess(self, inputs: Any, *args: Any, **options: Any) -> Any:
        for mask in self.other_masks:
            inputs = inputs.replace(mask, self.tokenizer.mask_token)
        return super().preprocess(inputs, *args, **options)


class ZeroShotClassification(OlderCalls, ZeroShotClassificationPipeline):  # type: ignore[misc]
    """``multi_class`` is ``multi_label``."""

    RENAMED: ClassVar = {"multi_class": "multi_label"}
    LONG_TEXT = "shorten"

    def __call__(self, inputs: Any = None, *args: Any, **options: Any) -> Any:
        inputs = options.pop("sequences", inputs)
        if isinstance(inputs, str) and not inputs:
            raise words.error("empty-text", task=self.task)
        return super().__call__(inputs, *args, **renamed(options, self.RENAMED))


class FeatureExtraction(OlderCalls, FeatureExtractionPipeline):  # type: ignore[misc]
    """One vector a token."""


class TextGeneration(OlderCalls, TextGenerationPipeline):  # type: ignore[misc]
    """A text, or a talk as messages, gone on with."""

    LONG_TEXT = "prompt"

    def __call__(self, inputs: Any = None, *args: Any, **options: Any) -> Any:
        return super().__call__(options.pop("text_inputs", inputs), *args, **options)
