"""Calls of tokenizers, and classes, that transformers 5 dropped and older tutorials use."""

from __future__ import annotations

import math
import sys
from typing import Any

from course_lib.offline.patches import Patches


def patch(patches: Patches) -> None:
    """Give back what is missing; a release that still has a name keeps its own."""
    import transformers

    owner = transformers.PreTrainedTokenizerBase
    given: dict[str, Any] = {
        "encode_plus": _one,
        "batch_encode_plus": _several,
        "prepare_for_model": _prepare,
        "build_inputs_with_special_tokens": _with_special_tokens,
        "create_token_type_ids_from_sequences": _token_types,
        "additional_special_tokens": property(lambda self: list(self.extra_special_tokens)),
        "additional_special_tokens_ids": property(
            lambda self: self.convert_tokens_to_ids(list(self.extra_special_tokens))
        ),
    }
    for name, value in given.items():
        if not hasattr(owner, name):
            patches.put(owner, name, value)
    from course_lib.pipelines.question_answering import QuestionAnswering
    from course_lib.pipelines.text_to_text import Summarization, Text2TextGeneration, Translation

    names: dict[str, Any] = {
        "AutoModelWithLMHead": transformers.AutoModelForCausalLM,
        "QuestionAnsweringPipeline": QuestionAnswering,
        "SummarizationPipeline": Summarization,
        "Text2TextGenerationPipeline": Text2TextGeneration,
        "TranslationPipeline": Translation,
        "top_k_top_p_filtering": _filtered,
    }
    for name, value in names.items():
        if not hasattr(transformers, name):
            patches.put(sys.modules["transformers"], name, value)


def _filtered(
    logits: Any, top_k: int = 0, top_p: float = 1.0, filter_value: float = -math.inf, min_tokens_to_keep: int = 1
) -> Any:
    """Logits, (batch, vocabulary), with those set to `filter_value` that top-k or top-p leaves out."""
    from transformers import TopKLogitsWarper, TopPLogitsWarper

    keep = {"filter_value": filter_value, "min_tokens_to_keep": min_tokens_to_keep}
    if top_k > 0:
        logits = TopKLogitsWarper(top_k, **keep)(None, logits)
    return TopPLogitsWarper(top_p, **keep)(None, logits) if 0 < top_p < 1 else logits


def _one(self: Any, text: Any, text_pair: Any = None, **options: Any) -> Any:
    return self(text, text_pair, **_today(options))


def _several(self: Any, batch_text_or_text_pairs: Any, **options: Any) -> Any:
    return self(batch_text_or_text_pairs, **_today(options))


def _today(options: dict[str, Any]) -> dict[str, Any]:
    """``pad_to_max_length=True`` was the older way to say ``padding="max_length"``."""
    padded = options.pop("pad_to_max_length", None)
    return {**options, "padding": "max_length"} if padded else options


def _ids(self: Any, given: Any) -> list[int]:
    return [] if given is None else [int(one) for one in given]


def _with_special_tokens(self: Any, token_ids_0: Any, token_ids_1: Any = None) -> list[int]:
    first, second = _ids(self, token_ids_0), _ids(self, token_ids_1)
    if self.cls_token_id is None or self.sep_token_id is None:
        return [*first, *second]
    framed = [self.cls_token_id, *first, self.sep_token_id]
    return framed if token_ids_1 is None else [*framed, *second, self.sep_token_id]


def _token_types(self: Any, token_ids_0: Any, token_ids_1: Any = None) -> list[int]:
    first = len(_with_special_tokens(self, token_ids_0))
    return [0] * first + [1] * (len(_with_special_tokens(self, token_ids_0, token_ids_1)) - first)


def _prepare(self: Any, ids: Any, pair_ids: Any = None, add_special_tokens: bool = True, **options: Any) -> Any:
    from transformers import BatchEncoding

    build = _with_special_tokens if add_special_tokens else lambda tok, a, b=None: [*_ids(tok, a), *_ids(tok, b)]
    found = build(self, ids, pair_ids)
    if options.get("truncation") and options.get("max_length"):
        found = found[: options["max_length"]]
    return BatchEncoding(
        {
            "input_ids": found,
            "token_type_ids": _token_types(self, ids, pair_ids)[: len(found)],
            "attention_mask": [1] * len(found),
        },
        tensor_type=options.get("return_tensors"),
        prepend_batch_axis=options.get("prepend_batch_axis", False),
    )
