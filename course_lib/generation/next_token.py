"""One step of the decode loop, looked at: which tokens could come next, and what is left of them after the filters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from course_lib.generation.filters import filtered
from course_lib.generation.prompts import prompts_to_ids
from course_lib.generation.settings import Settings, settings_for
from course_lib.generation.stepping import model_reader, probabilities_of
from course_lib.generation.words import words


@dataclass(frozen=True)
class Candidate:
    """A token that could come next.

    text: what it would add to the text. probability: the model's own, 0 to 1. left: after the filters, 0 to 1; 0 where
    they have taken it out.
    """

    id: int
    text: str
    probability: float
    left: float


@dataclass(frozen=True)
class NextTokens:
    """The likeliest candidates, the likeliest first; how many tokens there are, and how many may still be chosen."""

    candidates: tuple[Candidate, ...]
    vocabulary: int
    may_be_chosen: int


def next_scores(model: Any, tokenizer: Any, prompt: Any) -> Tensor:
    """The scores (logits) that `model` gives every token as the next one after `prompt`, float32, (vocabulary,).

    prompt: a text or messages, as `generate` takes one. Raises CourseError as `generate` does.

    >>> from transformers import AutoModelForCausalLM, AutoTokenizer
    >>> from course_lib.models import checkpoint
    >>> tokenizer = AutoTokenizer.from_pretrained(checkpoint("gpt2-en"))
    >>> model = AutoModelForCausalLM.from_pretrained(checkpoint("gpt2-en"), dtype="float32")
    >>> tokenizer.decode(next_scores(model, tokenizer, "Once upon a").argmax())
    ' book'
    """
    rows = prompts_to_ids(tokenizer, prompt)
    if len(rows) > 1:
        raise words.error("one-prompt", rows=len(rows))
    settings_for(model, len(rows[0]), {})  # CourseError where the window is full
    ids = torch.tensor(rows, device=model.device)
    positions = torch.arange(ids.shape[1], device=model.device)[None]
    with torch.inference_mode():
        return model_reader(model)(ids, None, positions)[0].cpu()


def next_tokens(
    model: Any,
    tokenizer: Any,
    prompt: Any,
    *,
    temperature: float = 1.0,
    top_k: int = 0,
    top_p: float = 1.0,
    min_p: float = 0.0,
    rows: int = 12,
) -> NextTokens:
    """The `rows` likeliest tokens after `prompt`, before and after the filters.

    Here nothing is filtered unless it is named: the library's own `top_k` of 50 is not in force. ``temperature=0`` is
    the greedy choice: the likeliest token, and no other. Raises CourseError as `generate` does.

    >>> from transformers import AutoModelForCausalLM, AutoTokenizer
    >>> from course_lib.models import checkpoint
    >>> tokenizer = AutoTokenizer.from_pretrained(checkpoint("gpt2-en"))
    >>> model = AutoModelForCausalLM.from_pretrained(checkpoint("gpt2-en"), dtype="float32")
    >>> found = next_tokens(model, tokenizer, "Once upon a", top_k=2, rows=3)
    >>> [(one.text, one.left > 0) for one in found.candidates], found.may_be_chosen
    ([(' book', True), (' window', True), (' cafe', False)], 2)
    """
    asked = {"temperature": temperature, "top_k": top_k, "top_p": top_p, "min_p": min_p}
    settings = settings_for(model, 1, asked)
    return after_filters(tokenizer, next_scores(model, tokenizer, prompt), settings, rows)


def after_filters(tokenizer: Any, scores: Tensor, settings: Settings, rows: int = 12) -> NextTokens:
    """The `rows` likeliest of `scores`, shape (vocabulary,), and what the filters of `settings` leave of them."""
    before = probabilities_of(scores[None])[0]
    if settings.do_sample:
        left = probabilities_of(filtered(scores[None], torch.zeros(1, 0, dtype=torch.long), settings))[0]
    else:
        left = torch.zeros_like(before)
        left[scores.argmax()] = 1
    # Equal ones in the order of their ids, so that a picture is the same on every machine.
    ids = before.sort(descending=True, stable=True).indices[:rows]
    candidates = [Candidate(id, tokenizer.decode([id]), float(before[id]), float(left[id])) for id in ids.tolist()]
    return NextTokens(tuple(candidates), len(before), int((left > 0).sum()))
