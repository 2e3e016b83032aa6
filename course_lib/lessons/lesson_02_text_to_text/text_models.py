"""What the models of lesson 02 answer, asked by ourselves: what is right is computed here, on inputs of every case."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from course_lib.exercises.fresh import Fresh
from course_lib.lessons.lesson_02_text_to_text.inputs import model_of, tokenizer_of

TRANSLATORS = {"en": "translate-en-zh", "zh": "translate-zh-en"}
SUMMARY, READER = "summarize", "qa"
PREFIX = "summarize: "


def of(name: str) -> tuple[Fresh, Fresh]:
    """The tokenizer and the model of this name, as inputs of a case."""
    tokenizer = "translation tokenizer" if name in TRANSLATORS.values() else "tokenizer"
    return Fresh(tokenizer, name), Fresh("reader" if name == READER else "writer", name)


@cache
def written(name: str, texts: tuple[str, ...], **settings: Any) -> tuple[str, ...]:
    """What a model writes for these texts, read together."""
    tokenizer = tokenizer_of(name)
    return tuple(tokenizer.batch_decode(written_ids(name, texts, **settings), skip_special_tokens=True))


def written_ids(name: str, texts: Sequence[str], **settings: Any) -> Any:
    """The same as ids, a row a text."""
    batch = tokenizer_of(name)(list(texts), padding=True, return_tensors="pt")
    return model_of("AutoModelForSeq2SeqLM", name).generate(**{**batch, **settings})
