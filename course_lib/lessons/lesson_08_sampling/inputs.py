"""What the decode loop of lesson 08 is tried on: tiny models of chance weights that note how much they read.

Which weights they have hangs on their name alone.
"""

from __future__ import annotations

import json
from typing import Any

from course_lib.errors import CourseError
from course_lib.exercises.inputs import InputKind
from course_lib.exercises.wire_values import ValueRefused

_MOST_CALLS = 2000
_PLACES = 64


class Reader:
    """A causal language model, called as any of transformers is; `calls` notes each reading.

    calls: [how many places it was given, how many it remembered from a cache] each time.
    """

    def __init__(self, name: str, calls: list[list[int]] | None = None) -> None:
        self.name = name
        self.calls = calls or []
        self._model: Any = None

    def __call__(
        self,
        input_ids: Any = None,
        attention_mask: Any = None,
        position_ids: Any = None,
        past_key_values: Any = None,
        use_cache: Any = None,
        **options: Any,
    ) -> Any:
        import torch

        if not isinstance(input_ids, torch.Tensor) or input_ids.ndim != 2 or input_ids.shape[1] == 0:
            is_tensor = isinstance(input_ids, torch.Tensor)
            seen = f"shape {tuple(input_ids.shape)}" if is_tensor else type(input_ids).__name__
            raise CourseError(
                f"The model reads a tensor of ids with rows and columns, (1, places), and was given: {seen}.",
                "For a single id that is torch.tensor([[id]]).",
            )
        before = 0 if past_key_values is None else int(past_key_values.get_seq_length())
        if before + input_ids.shape[1] > _PLACES:
            raise CourseError(
                f"The text has become longer than the {_PLACES} places that this small model has.",
                "Does your loop end after n new ids?",
            )
        self.calls.append([input_ids.shape[1], before])
        given = {
            "attention_mask": attention_mask,
            "position_ids": position_ids,
            "past_key_values": past_key_values,
            "use_cache": use_cache,
        }
        given = {name: value for name, value in given.items() if value is not None}
        return self.model(input_ids, **given, **options)

    forward = __call__

    @property
    def model(self) -> Any:
        """Made when it is first read: where only the calls are asked for, there is none."""
        if self._model is None:
            self._model = made(self.name)
        return self._model

    def eval(self) -> Reader:
        return self

    def generate(self, *_: Any, **__: Any) -> Any:
        raise CourseError(
            "`generate` holds the very loop that this exercise asks for.",
            "Call the model itself: model(ids, use_cache=True), then model(new, past_key_values=cache) for each id.",
        )

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in ("config", "device", "dtype", "generation_config"):
            raise AttributeError(f"this small model has no {name!r}: call it, as model(ids, past_key_values=…)")
        return getattr(self.model, name)


def made(name: str) -> Any:
    """The model of that name: family, size of the vocabulary, seed."""
    import torch
    from transformers import GPT2Config, GPT2LMHeadModel, LlamaConfig, LlamaForCausalLM, Qwen2Config, Qwen2ForCausalLM

    asked = json.loads(name)
    shared = {"vocab_size": asked["vocabulary"], "bos_token_id": None, "initializer_range": 0.4}
    shared["eos_token_id"] = asked.get("eos")
    wide = {
        "hidden_size": 16,
        "intermediate_size": 24,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "num_key_value_heads": 1,
        "max_position_embeddings": _PLACES,
    }
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(asked["seed"])
        if asked["family"] == "gpt2":
            config = GPT2Config(n_embd=16, n_layer=2, n_head=2, n_positions=_PLACES, **shared)
            return GPT2LMHeadModel(config).eval().requires_grad_(False)
        if asked["family"] == "llama":
            return LlamaForCausalLM(LlamaConfig(**wide, **shared)).eval().requires_grad_(False)
        return Qwen2ForCausalLM(Qwen2Config(**wide, **shared)).eval().requires_grad_(False)


def _reader_again(name: str, calls: Any) -> Reader:
    if (
        type(calls) is not list
        or len(calls) > _MOST_CALLS
        or any(type(call) is not list or [type(number) for number in call] != [int, int] for call in calls)
    ):
        raise ValueRefused("not what a model has noted")
    return Reader(name, calls)


INPUTS = {
    "noting reader": InputKind(
        make=lambda wanted, _: Reader(wanted.name),
        is_one=lambda value: isinstance(value, Reader),
        take_apart=lambda reader: reader.calls,
        put_together=lambda wanted, calls, _: _reader_again(wanted.name, calls),
        called="model",
    ),
}
