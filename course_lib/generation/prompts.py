"""From messages to a prompt, from prompts to ids, and from what a model gives back to what is new in it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import torch
from jinja2 import TemplateError
from torch import Tensor

from course_lib.generation.words import words

Messages = Sequence[Mapping[str, Any]]
ROLES = ("system", "user", "assistant", "tool")


def apply_template(tokenizer: Any, messages: Messages, *, add_generation_prompt: bool = True, **variables: Any) -> str:
    """A talk as the model was trained to read it: ``tokenizer.apply_chat_template``, and an error where that is silent.

    Parameters
    ----------
    messages:
        ``{"role": ..., "content": ...}`` each; roles are system, user, assistant and tool.
    add_generation_prompt:
        Whether the text ends where the model's answer begins. Without it a model may go on with the user's words.
    variables:
        What the template knows beside the messages, such as ``tools=``.

    Raises CourseError when the tokenizer has no template, a message has no role that models know or no content, or the
    template refuses the talk.

    >>> from transformers import AutoTokenizer
    >>> from course_lib.models import checkpoint
    >>> tokenizer = AutoTokenizer.from_pretrained(checkpoint("chat"))
    >>> print(apply_template(tokenizer, [{"role": "user", "content": "你好"}]))
    <|im_start|>system
    You are Xiaoqian, a helpful assistant.<|im_end|>
    <|im_start|>user
    你好<|im_end|>
    <|im_start|>assistant
    <BLANKLINE>
    """
    if not getattr(tokenizer, "chat_template", None):
        raise words.error("no-template", tokenizer=type(tokenizer).__name__)
    if not messages:
        raise words.error("no-messages")
    for number, message in enumerate(messages, 1):
        if not isinstance(message, Mapping) or "role" not in message:
            raise words.error("no-message", number=number, seen=f"{message!r:.60}")
        if message["role"] not in ROLES:
            raise words.error("no-role", number=number, seen=repr(message["role"]), roles=", ".join(ROLES))
        if message.get("content") is None and not message.get("tool_calls"):
            raise words.error("no-content", number=number)
    try:
        text = tokenizer.apply_chat_template(
            list(messages), tokenize=False, add_generation_prompt=add_generation_prompt, **variables
        )
    except TemplateError as error:
        raise words.error("template", why=error) from error
    return str(text)


def prompts_to_ids(tokenizer: Any, asked: Any, add_special_tokens: bool = True) -> list[list[int]]:
    """The ids of each prompt. `asked`: a text, messages, or a list of either.

    A text gets the special tokens that the tokenizer puts around one; a template writes its own.

    Raises CourseError for anything else, and for a prompt of no tokens: a model has to read something first.

    >>> from transformers import AutoTokenizer
    >>> from course_lib.models import checkpoint
    >>> prompts_to_ids(AutoTokenizer.from_pretrained(checkpoint("gpt2-zh")), "他")
    [[101, 210, 102]]
    """
    one = isinstance(asked, str) or (_is_list(asked) and asked and isinstance(asked[0], Mapping))
    rows = []
    for number, prompt in enumerate([asked] if one else asked if _is_list(asked) else [asked], 1):
        if isinstance(prompt, str):
            row = list(tokenizer(prompt, add_special_tokens=add_special_tokens).input_ids) if prompt else []
        elif _is_list(prompt):
            row = list(tokenizer(apply_template(tokenizer, prompt), add_special_tokens=False).input_ids)
        else:
            raise words.error("no-prompt", seen=type(prompt).__name__)
        if not row:
            raise words.error("empty", number=number)
        rows.append(row)
    if not rows:
        raise words.error("empty", number=1)
    return rows


def left_padded(rows: Sequence[Sequence[int]], filler: int) -> tuple[Tensor, Tensor | None]:
    """Ids and mask of unequal rows, both int64, shape (batch, longest); the mask is None where nothing is padded.

    On the left, because a model goes on after the last place, and that has to be a token.

    >>> left_padded([[5, 6], [7]], 0)
    (tensor([[5, 6],
            [0, 7]]), tensor([[1, 1],
            [0, 1]]))
    """
    longest = max(map(len, rows))
    ids = torch.tensor([[filler] * (longest - len(row)) + list(row) for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    return ids, None if mask.all() else mask


def trim(ids: Tensor, prompt_length: int, ends: Collection[int] = ()) -> list[list[int]]:
    """What is new in each row of `ids`, shape (batch, places): without the prompt, up to the first id of `ends`.

    `model.generate` gives the prompt back before the answer, and fills up rows that ended early.

    >>> trim(torch.tensor([[1, 2, 8, 9, 0], [0, 3, 8, 8, 8]]), 2, ends=[9])
    [[8, 9], [8, 8, 8]]
    """
    rows = []
    for row in ids[:, prompt_length:].tolist():
        end = next((place for place, id in enumerate(row, 1) if id in ends), len(row))
        rows.append(row[:end])
    return rows


def _is_list(asked: Any) -> bool:
    return isinstance(asked, Sequence) and not isinstance(asked, (str, bytes))
