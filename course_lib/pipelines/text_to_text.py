"""From a text to another one, by an encoder and a decoder: translation, summary, and whatever T5 is told to do.

transformers 5 dropped these three pipelines; the models are still there. A pipeline is three steps, and here they are:
`preprocess` makes ids, `_forward` generates ids, `postprocess` makes text again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from transformers import GenerationConfig, Pipeline

from course_lib.pipelines.older_calls import refuse_too_long
from course_lib.pipelines.tasks import languages
from course_lib.pipelines.words import words


class Text2TextGeneration(Pipeline):  # type: ignore[misc]
    """A text in, a text out, as the model was trained to.

    The first of a model's `task_specific_params` for the task is put before the text: T5 and its kin were trained with
    ``"summarize: "``, and transformers 5 does not add it any more. ``max_length`` counts alone where it is given alone,
    also against a ``max_new_tokens`` in the model's own settings. How many beams search is what those settings say, one
    where they are silent; transformers 4.57 took four there.

    >>> from course_lib.pipelines import pipeline
    >>> pipeline("text2text-generation", "translate-zh-en")("我喜欢猫。")
    [{'generated_text': 'I like cats.'}]
    """

    _load_tokenizer = True
    _load_processor = _load_image_processor = _load_feature_extractor = False
    _pipeline_calls_generate = True
    _default_generation_config = GenerationConfig()

    RESULT: ClassVar[str] = "generated"

    def __init__(self, *args: Any, **options: Any) -> None:
        self._lengths: dict[str, Any] = {
            name: options[name] for name in ("max_length", "max_new_tokens") if name in options
        }
        self._last: tuple[dict[str, Any], dict[str, Any]] | None = None
        super().__init__(*args, **options)

    def _sanitize_parameters(self, **options: Any) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        truncation, spaces = options.pop("truncation", None), options.pop("clean_up_tokenization_spaces", None)
        return_tensors, return_text = options.pop("return_tensors", None), options.pop("return_text", None)
        before = {} if truncation is None else {"truncation": truncation}
        after: dict[str, Any] = {}
        if return_tensors and not return_text:
            after["return_tensors"] = True
        if spaces is not None:
            after["clean_up_tokenization_spaces"] = spaces
        return before, options, after

    def __call__(self, inputs: Any, *args: Any, **options: Any) -> Any:
        """One text gives a list of its texts; a list of texts one dictionary each, or a list each where several were
        asked for (``num_return_sequences``).
        """
        if isinstance(inputs, tuple):
            inputs = list(inputs)
        given = inputs if isinstance(inputs, list) else [inputs] if _is_one(inputs) else []
        for text in given:
            if not isinstance(text, str):
                raise words.error("no-text", task=self.task, given=type(text).__name__)
        if isinstance(inputs, list) and not inputs:
            return []
        self._last = None  # the model's own settings may have changed since
        found = super().__call__(inputs, *args, **options)
        if isinstance(inputs, list) and all(len(own) == 1 for own in found):
            return [own[0] for own in found]
        return found

    def preprocess(self, text: str, truncation: Any = False) -> Any:
        return self.tokenizer(self.told() + text, truncation=truncation, return_tensors="pt")

    def told(self) -> str:
        """What the model was trained to read before the text of this task; empty for most."""
        special: Mapping[str, Any] = getattr(self.model.config, "task_specific_params", None) or {}
        return str(special.get(self.task, {}).get("prefix") or self.prefix or "")

    def _forward(self, model_inputs: Any, **generate: Any) -> dict[str, Any]:
        refuse_too_long(self, model_inputs, "cut")
        model_inputs.pop("token_type_ids", None)  # of BERT's tokenizers; no decoder takes them
        asked: dict[str, Any] = {**self._lengths, **generate}
        if asked.get("max_length") is not None and "max_new_tokens" not in asked:
            generate = {**generate, "max_new_tokens": None}
        ids = self.model.generate(**model_inputs, **self._settings(generate))
        texts = model_inputs["input_ids"].shape[0]
        return {"output_ids": ids.reshape(texts, ids.shape[0] // texts, ids.shape[1])}

    def _settings(self, generate: dict[str, Any]) -> dict[str, Any]:
        """What `generate` asks for on top of the model's settings, worked out once for all texts of a call."""
        if self._last is None or not _are_the_same(self._last[0], generate):
            self._last = generate, _on_top_of_settings(self, generate)
        return self._last[1]

    def postprocess(
        self, model_outputs: Any, return_tensors: bool = False, clean_up_tokenization_spaces: bool | None = None
    ) -> list[dict[str, Any]]:
        rows = model_outputs["output_ids"][0]
        if return_tensors:
            return [{f"{self.RESULT}_token_ids": ids} for ids in rows]
        spaces = (
            {}
            if clean_up_tokenization_spaces is None
            else {"clean_up_tokenization_spaces": clean_up_tokenization_spaces}
        )
        return [{f"{self.RESULT}_text": self.tokenizer.decode(ids, skip_special_tokens=True, **spaces)} for ids in rows]


class Summarization(Text2TextGeneration):
    """A summary. ``min_length`` forces tokens out of a model that has said all: it begins to repeat.

    >>> from course_lib.pipelines import pipeline
    >>> told = "A fire destroyed a bakery in Lyon on Monday night. Nobody was hurt."
    >>> list(pipeline("summarization")(told)[0])
    ['summary_text']
    """

    RESULT = "summary"


class Translation(Text2TextGeneration):
    """A translation; the languages stand in the task's name, or come as ``src_lang=`` and ``tgt_lang=``.

    Models of many languages (mBART, NLLB) are told which by their tokenizer, T5 by a sentence before the text, and a
    model of one pair needs no telling.

    >>> from course_lib.pipelines import pipeline
    >>> pipeline("translation_en_to_zh")("I like cats.")
    [{'translation_text': '我喜欢猫。'}]
    """

    RESULT = "translation"

    def _sanitize_parameters(self, **options: Any) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        named = {key: options.pop(key, None) for key in ("src_lang", "tgt_lang")}
        before, generate, after = super()._sanitize_parameters(**options)
        if pair := languages(self.task):
            named = {key: value or own for (key, value), own in zip(named.items(), pair, strict=True)}
        before.update({key: value for key, value in named.items() if value is not None})
        return before, generate, after

    def preprocess(
        self, text: str, truncation: Any = False, src_lang: str | None = None, tgt_lang: str | None = None
    ) -> Any:
        build = getattr(self.tokenizer, "_build_translation_inputs", None)
        if build is not None and src_lang and tgt_lang:
            return build(text, return_tensors="pt", truncation=truncation, src_lang=src_lang, tgt_lang=tgt_lang)
        return super().preprocess(text, truncation=truncation)


def _on_top_of_settings(pipe: Any, generate: dict[str, Any]) -> dict[str, Any]:
    """What was asked for, on top of what the model's own settings say; a release before 5.19 leaves that to us."""
    if hasattr(pipe, "_prepare_generate_kwargs"):
        prepared: dict[str, Any] = pipe._prepare_generate_kwargs(generate)
        return prepared
    return {"generation_config": pipe.generation_config, **generate}


def _are_the_same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether both hold the very same objects: what is equal by value may be told apart by a model."""
    return one.keys() == other.keys() and all(one[name] is other[name] for name in one)


def _is_one(inputs: Any) -> bool:
    """Whether this is one input, and neither a generator nor a data set."""
    return isinstance(inputs, str) or inputs is None or not hasattr(inputs, "__iter__")
