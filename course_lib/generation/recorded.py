"""The decode loop for a graphics card: one step is recorded once, and played again for every token.

At one token a time a card computes faster than Python can tell it what to do. CUDA can record the calls of a step (a
graph) and play them back in one; for that, whatever a step reads and writes has to stay at one place in memory, so the
cache has its full size from the start (`StaticCache`), and what changes is changed in place. And nobody waits to see
whether a text has ended: a token is looked at while the next one is computed, which is one step too many at the end.

Greedy only. Elsewhere than on such a card the same step is called, not recorded: that is how tests compare it.
Not yet measured on a GPU. Source: PyTorch's notes on CUDA graphs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import pad
from transformers import StaticCache

from course_lib.generation.open_decoder import looks
from course_lib.generation.stepping import ends_of, padding_of

#: A graph is recorded after so many steps that warm up: libraries choose their ways, and memory is taken.
_WARM_UP = 3


@torch.inference_mode()
def recorded_steps(model: Any, ids: Tensor, mask: Tensor | None = None, *, max_new_tokens: int) -> Iterator[Tensor]:
    """The likeliest ids after `ids`, as `steps` finds them: each time shape (batch,), on the processor.

    Parameters are those of `steps`; for models whose layers all see the whole text.

    >>> from course_lib.generation import steps
    >>> from transformers import LlamaConfig, LlamaForCausalLM
    >>> config = LlamaConfig(vocab_size=9, hidden_size=8, num_attention_heads=2, num_hidden_layers=1)
    >>> model, ids = LlamaForCausalLM(config), torch.tensor([[3, 4]])
    >>> found = [int(new) for new in recorded_steps(model, ids, max_new_tokens=5)]
    >>> found == [int(step.ids) for step in steps(model, ids, max_new_tokens=5)]
    True
    """
    batch, start = ids.shape
    room = max(start + max_new_tokens, _WARM_UP + 1)
    cache = StaticCache(config=model.config, max_cache_len=room)
    mask = torch.ones_like(ids) if mask is None else mask
    positions = (mask.cumsum(-1) - 1).clamp(min=0)
    token, position = ids[:, -1:].clone(), positions[:, :1].clone()
    place, may_look = torch.zeros_like(ids[0, :1]), torch.zeros(batch, 1, 1, room, dtype=torch.bool, device=ids.device)

    def step() -> None:
        """Reads `token`, and puts the next one in its place."""
        may_look.index_fill_(3, place, True)
        made = model(token, attention_mask=may_look, position_ids=position, past_key_values=cache, use_cache=True)
        token.copy_(made.logits[:, -1].float().argmax(-1, keepdim=True))
        position.add_(1)
        place.add_(1)

    play = recorded(step, ids.device)
    cache.reset()  # what was recorded with is forgotten, the memory stays
    prompt_looks, _ = looks(ids, mask)
    assert prompt_looks is not None
    made = model(
        ids,
        attention_mask=pad(prompt_looks, (0, room - start)),
        position_ids=positions,
        past_key_values=cache,
        use_cache=True,
        logits_to_keep=1,
    )
    token.copy_(made.logits[:, -1].float().argmax(-1, keepdim=True))
    position.copy_(positions[:, -1:] + 1)
    place.fill_(start)
    may_look.copy_(pad(mask[:, None, None].bool(), (0, room - start)))

    ends, filler = ends_of(model).cpu(), padding_of(model)
    live = torch.ones(batch, dtype=torch.bool)
    for number in range(max_new_tokens):
        arrived = on_its_way(token)
        if number + 1 < max_new_tokens:
            play()  # the next token, while this one is on its way
        new = torch.where(live, arrived()[:, 0], filler)
        yield new
        live = live & ~torch.isin(new, ends)
        if not live.any():
            return


def recorded(step: Callable[[], None], device: torch.device) -> Callable[[], None]:
    """What plays `step` once: its recording on a CUDA device, which takes a few steps to make; elsewhere `step`."""
    if device.type != "cuda":
        return step
    beside = torch.cuda.Stream(device)  # type: ignore[no-untyped-call]
    beside.wait_stream(torch.cuda.current_stream(device))
    with torch.cuda.stream(beside):
        for _ in range(_WARM_UP):
            step()
    torch.cuda.current_stream(device).wait_stream(beside)
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        step()
    return graph.replay


def on_its_way(token: Tensor) -> Callable[[], Tensor]:
    """A copy of `token` to the processor's memory, begun now; calling what is returned waits for it."""
    if token.device.type != "cuda":
        copy = token.clone()
        return lambda: copy
    pinned = torch.empty(token.shape, dtype=token.dtype, pin_memory=True)
    pinned.copy_(token, non_blocking=True)
    event = torch.cuda.Event()  # type: ignore[no-untyped-call]
    event.record()

    def arrived() -> Tensor:
        event.synchronize()
        return pinned

    return arrived
