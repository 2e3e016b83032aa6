"""What older tutorials pass to a pipeline, in the words of this release: translated, never ignored without a word.

Each class of this room is one of the library's with `OlderCalls` in front. transformers 5 takes some old keywords
without obeying them (``return_all_scores=True`` answers the top label only), and answers some inputs with an error
of its insides.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from course_lib.models.positions import longest
from course_lib.pipelines.words import words


def renamed(options: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """`options` with old names replaced by new ones; a new name that is there too wins.

    >>> renamed({"topk": 3}, {"topk": "top_k"})
    {'top_k': 3}
    """
    kept = {name: value for name, value in options.items() if name not in names}
    for old, new in names.items():
        if old in options:
            kept.setdefault(new, options[old])
    return kept


class OlderCalls:
    """In front of a library pipeline: old keywords, empty lists, and texts that are longer than the model."""

    RENAMED: ClassVar[Mapping[str, str]] = {}
    LONG_TEXT = "cut"
    """Which cure is named for a text that is too long: the key of a sentence in this room's words."""

    def _sanitize_parameters(self, **options: Any) -> Any:
        return super()._sanitize_parameters(**self.today(options))  # type: ignore[misc]

    def today(self, options: dict[str, Any]) -> dict[str, Any]:
        """Keywords of a call, or of the making of a pipeline, as this release has them."""
        return renamed(options, self.RENAMED)

    def __call__(self, inputs: Any, *args: Any, **options: Any) -> Any:
        if isinstance(inputs, tuple):
            inputs = list(inputs)  # of a tuple the library answers the first alone, and does not say so
        if isinstance(inputs, list) and not inputs:
            return []
        if inputs is None or (isinstance(inputs, list) and any(one is None for one in inputs)):
            raise words.error("nothing", task=self.task)  # type: ignore[attr-defined]
        return super().__call__(inputs, *args, **options)  # type: ignore[misc]

    def forward(self, model_inputs: Any, **options: Any) -> Any:
        refuse_too_long(self, model_inputs, self.LONG_TEXT)
        return super().forward(model_inputs, **options)  # type: ignore[misc]


def refuse_too_long(pipe: Any, model_inputs: Any, cure: str) -> None:
    """Raise CourseError where a text has more tokens than the model has positions; the library's error is an index."""
    ids = model_inputs.get("input_ids") if hasattr(model_inputs, "get") else None
    most = longest(pipe.model.config)
    if ids is not None and most is not None and getattr(ids, "ndim", 0) == 2 and ids.shape[1] > most:
        raise words.error("too-long", tokens=ids.shape[1], most=most, cure=words(f"cure.{cure}", most=most))
