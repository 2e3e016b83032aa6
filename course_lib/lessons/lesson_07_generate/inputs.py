"""What lesson 07's exercises are given: tokenizers with templates of their own, tiny writers, and the chat model.

Weights are made or read once in a process; every call gets a copy of its own. None of these hangs on a check's answer.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from typing import Any

from course_lib.exercises.inputs import InputKind
from course_lib.exercises.wire_values import ValueRefused

CHAT = "chat"


class NotingWriter:
    """The chat model, which notes what `generate` was called with: see `noted`.

    Everything else is the model's own: it can be called, and has its attributes.
    """

    def __init__(self, model: Any, calls: list[list[int]] | None = None) -> None:
        self.model = model
        self.calls = calls or []

    def __getattr__(self, name: str) -> Any:
        if name in ("model", "calls") or name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.model, name)

    def __call__(self, *args: Any, **options: Any) -> Any:
        return self.model(*args, **options)

    def generate(self, *args: Any, **options: Any) -> Any:
        self.calls.append(noted(self.model, args, options))
        return self.model.generate(*args, **options)


def noted(model: Any, args: tuple[Any, ...], options: dict[str, Any]) -> list[int]:
    """A call of `generate` in five numbers: rows, whether (1 or 0) it draws by chance, the zeros in its mask (-1: there
    is no mask), whether it has padding at the end of a row, and in how many places it has padding.
    """
    import torch

    ids = next((one for one in (*args[:1], options.get("inputs"), options.get("input_ids")) if one is not None), None)
    mask, config = options.get("attention_mask"), options.get("generation_config") or model.generation_config
    sampled = options.get("do_sample")
    sampled = getattr(config, "do_sample", False) if sampled is None else sampled
    rows, ends_padded, pads = 0, False, 0
    if isinstance(ids, torch.Tensor) and ids.ndim == 2 and ids.shape[1]:
        padding = ids == model.generation_config.pad_token_id
        rows, ends_padded, pads = len(ids), bool(padding[:, -1].any()), int(padding.sum())
    return [rows, int(bool(sampled)), -1 if mask is None else int((mask == 0).sum()), int(ends_padded), pads]


@cache
def chat_tokenizer() -> Any:
    """The chat model's tokenizer as it was published; nobody may change it."""
    from transformers import AutoTokenizer

    from course_lib.models import checkpoint

    return AutoTokenizer.from_pretrained(checkpoint(CHAT))


@cache
def chat_model() -> Any:
    """The chat model as it was published, in float32; nobody may change it."""
    import torch
    from transformers import AutoModelForCausalLM

    from course_lib.models import checkpoint
    from course_lib.models.loading import without_bars

    with without_bars():
        return AutoModelForCausalLM.from_pretrained(checkpoint(CHAT), dtype=torch.float32)


def tiny(name: str) -> Any:
    """A tiny language model of random weights, always the same for the same `name`.

    name: JSON with ``family`` (gpt2, qwen2 or llama), ``seed``, ``vocabulary``, ``ends`` (what its generation_config
    says: null, a number, or a list) and ``config_end`` (what its config says, which nobody should ask).
    """
    from transformers import GenerationConfig

    wanted = json.loads(name)
    model = deepcopy(_weights(wanted["family"], wanted["seed"], wanted["vocabulary"]))
    model.config.eos_token_id = wanted["config_end"]
    model.generation_config = GenerationConfig(eos_token_id=wanted["ends"], pad_token_id=0)
    return model


@cache
def _weights(family: str, seed: int, vocabulary: int) -> Any:
    import torch
    from transformers import (
        GPT2Config,
        GPT2LMHeadModel,
        LlamaConfig,
        LlamaForCausalLM,
        Qwen2Config,
        Qwen2ForCausalLM,
    )

    none = {"bos_token_id": None, "eos_token_id": None, "pad_token_id": None}
    wide = {
        "vocab_size": vocabulary, "hidden_size": 32, "intermediate_size": 48, "num_hidden_layers": 2,
        "num_attention_heads": 4, "num_key_value_heads": 2, "max_position_embeddings": 64, "initializer_range": 0.3,
        "tie_word_embeddings": False, **none,
    }  # fmt: skip
    with torch.random.fork_rng(devices=[]):  # the student's own chance is left as it is
        torch.manual_seed(seed)
        if family == "gpt2":
            config = GPT2Config(
                vocab_size=vocabulary, n_positions=64, n_embd=32, n_layer=2, n_head=2, initializer_range=0.3, **none
            )
            return GPT2LMHeadModel(config).eval()
        if family == "llama":
            return LlamaForCausalLM(LlamaConfig(**wide)).eval()
        return Qwen2ForCausalLM(Qwen2Config(**wide)).eval()


def templated(name: str) -> Any:
    """bert-zh's tokenizer, which puts [CLS] and [SEP] around a text, with a template that writes them itself.

    name: JSON with what the ``system``, the ``user`` and the ``assistant`` are called; and perhaps ``how``: "in front"
    puts [CLS] before a text and nothing behind it, "blank" is the chat's tokenizer, its template ending in a blank.
    """
    names = json.loads(name)
    how = names.pop("how", "")
    tokenizer = deepcopy(chat_tokenizer() if how == "blank" else _bert_tokenizer())
    tokenizer.chat_template = template(names)
    if how == "blank":
        tokenizer.chat_template = template(names).replace("[CLS]", "").replace("[SEP]", "\n").replace("：", ": ")
    if how == "in front":
        from tokenizers.processors import TemplateProcessing

        added = [("[CLS]", tokenizer.cls_token_id)]
        tokenizer.backend_tokenizer.post_processor = TemplateProcessing(single="[CLS] $A", special_tokens=added)
    return tokenizer


def template(names: dict[str, str]) -> str:
    """A template in which each message is its speaker's name, a colon, and what was said, up to [SEP]."""
    speaker = "".join(
        f"{{% {'el' if number else ''}if message.role == '{role}' %}}{called}"
        for number, (role, called) in enumerate(names.items())
    )
    return (
        "[CLS]{% for message in messages %}"
        + speaker
        + "{% endif %}：{{ message.content }}[SEP]{% endfor %}"
        + f"{{% if add_generation_prompt %}}{names['assistant']}：{{% endif %}}"
    )


@cache
def _bert_tokenizer() -> Any:
    from transformers import AutoTokenizer

    from course_lib.models import checkpoint

    return AutoTokenizer.from_pretrained(checkpoint("bert-zh"))


def _again(calls: Any) -> NotingWriter:
    if type(calls) is not list or any(
        type(call) is not list or any(type(number) is not int for number in call) for call in calls
    ):
        raise ValueRefused("not what a writer has noted")
    return NotingWriter(None, calls)


def _unasked(make: Callable[[str], Any], called: str) -> InputKind:
    """A kind that no probe asks about: what a function does to it is its own business."""
    return InputKind(
        make=lambda wanted, _: make(wanted.name),
        is_one=lambda _: False,
        take_apart=lambda _: None,
        put_together=lambda wanted, *_: make(wanted.name),
        called=called,
    )


INPUTS = {
    "templated tokenizer": _unasked(templated, "bert_tokenizer"),
    "tiny writer": _unasked(tiny, "another_tiny_model"),
    "noting writer": InputKind(
        make=lambda *_: NotingWriter(deepcopy(chat_model())),
        is_one=lambda value: isinstance(value, NotingWriter),
        take_apart=lambda writer: writer.calls,
        put_together=lambda _, calls, __: _again(calls),
        called="model",
    ),
}
