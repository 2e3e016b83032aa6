"""What a decoder really does: the family of Llama and Qwen2, written out in tensor operations.

The model's own weights, the numbers of its own `forward`, and no module in between. Sources: Touvron and others 2023
(arXiv:2302.13971) for the block; Zhang and Sennrich 2019 (arXiv:1910.07467) for the norm; Su and others 2021
(arXiv:2104.09864) for places as angles; Ainslie and others 2023 (arXiv:2305.13245) for heads that share keys; Shazeer
2020 (arXiv:2002.05202) for the gate.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import torch
from torch import Tensor, nn
from torch.nn.functional import embedding, linear, rms_norm, scaled_dot_product_attention, silu

from course_lib.generation.stepping import Reader
from course_lib.generation.words import words


class Block(NamedTuple):
    """The weights of one block: matrices are (numbers out, numbers in), the rest vectors."""

    before_attention: Tensor
    queries_keys_values: Tensor
    bias: Tensor | None
    out: Tensor
    before_wide: Tensor
    gate: Tensor
    up: Tensor
    down: Tensor


def opened(model: Any, room: int) -> Reader:
    """A reader of ids, as `steps` takes it, for a model that `why_not_opened` has nothing against.

    room: how many places it will read at most, prompt and answer together; the keys and values of so many are kept.

    >>> from transformers import LlamaConfig, LlamaForCausalLM
    >>> config = LlamaConfig(vocab_size=9, hidden_size=8, num_attention_heads=2, num_hidden_layers=1)
    >>> model = LlamaForCausalLM(config)
    >>> ids, positions = torch.tensor([[1, 2, 3]]), torch.tensor([[0, 1, 2]])
    >>> with torch.inference_mode():
    ...     torch.allclose(opened(model, 3)(ids, None, positions), model(ids).logits[:, -1], atol=1e-6)
    True
    """
    body, eps = model.model, model.config.rms_norm_eps
    words_in, norm, words_out = body.embed_tokens.weight, body.norm.weight, model.lm_head.weight
    first, turning = body.layers[0].self_attn, body.rotary_emb
    size = first.head_dim  # numbers of one head
    ask, answer = (part.out_features // size for part in (first.q_proj, first.k_proj))  # how many heads do which
    frequencies = torch.cat((-turning.inv_freq, turning.inv_freq))  # minus: in the first half of a head
    blocks = [block_of(layer) for layer in body.layers]
    kept: list[tuple[Tensor, Tensor]] = []  # keys and values of each block, both (batch, heads, room, size)
    read_before = 0

    def read(ids: Tensor, mask: Tensor | None, positions: Tensor) -> Tensor:
        nonlocal read_before
        batch, places = ids.shape
        here, so_far = slice(read_before, read_before + places), read_before + places
        if not kept:
            shape = batch, answer, room, size
            kept.extend((words_in.new_empty(shape), words_in.new_empty(shape)) for _ in blocks)
        angles = positions[:, None, :, None] * frequencies
        cos = (angles.cos() * turning.attention_scaling).to(words_in.dtype)
        sin = (angles.sin() * turning.attention_scaling).to(words_in.dtype)
        may_look, causal = looks(ids, mask)

        x = embedding(ids, words_in).flatten(0, 1)  # (batch x places, width)
        for block, (keys, values) in zip(blocks, kept, strict=True):
            # Attention: each place asks (query) all places up to its own (keys) and takes up what they hold (values).
            y = linear(normed(x, block.before_attention, eps), block.queries_keys_values, block.bias)
            y = y.view(batch, places, -1, size).transpose(1, 2)
            turned, value = y.split_with_sizes((ask + answer, answer), 1)
            turned = turned * cos + turned.roll(size // 2, -1) * sin  # each pair of numbers by the angle of its place
            query, key = turned.split_with_sizes((ask, answer), 1)
            keys[:, :, here], values[:, :, here] = key, value
            known = keys[:, :, :so_far], values[:, :, :so_far]
            y = scaled_dot_product_attention(query, *known, may_look, is_causal=causal, enable_gqa=True)
            x = x + linear(y.transpose(1, 2).reshape(batch * places, -1), block.out)

            # Feed-forward: each place by itself, widened, gated, and narrowed again.
            y = normed(x, block.before_wide, eps)
            x = x + linear(silu(linear(y, block.gate)) * linear(y, block.up), block.down)

        read_before = so_far
        last = x.view(batch, places, -1)[:, -1]
        return linear(normed(last, norm, eps), words_out).float()

    return read


def block_of(layer: Any) -> Block:
    """A layer's weights; the three projections of its attention as one, because one large product is faster."""
    own, wide = layer.self_attn, layer.mlp
    three = own.q_proj, own.k_proj, own.v_proj
    return Block(
        before_attention=layer.input_layernorm.weight,
        queries_keys_values=torch.cat([part.weight for part in three]),
        bias=None if own.q_proj.bias is None else torch.cat([part.bias for part in three]),
        out=own.o_proj.weight,
        before_wide=layer.post_attention_layernorm.weight,
        gate=wide.gate_proj.weight,
        up=wide.up_proj.weight,
        down=wide.down_proj.weight,
    )


def normed(x: Tensor, weight: Tensor, eps: float) -> Tensor:
    """Each row of x divided by its root mean square, in float32, then multiplied by `weight`."""
    if x.dtype == torch.float32:
        return rms_norm(x, weight.shape, weight, eps)  # the same in one call
    wide = x.float()
    return weight * (wide * torch.rsqrt(wide.square().mean(-1, keepdim=True) + eps)).to(x.dtype)


def looks(ids: Tensor, mask: Tensor | None) -> tuple[Tensor | None, bool]:
    """Which place may look at which, (batch, 1, places, places so far) or None for all; and whether only at earlier."""
    places = ids.shape[1]
    if mask is None:
        return None, places > 1
    if places == 1:
        return mask[:, None, None].bool(), False
    here = torch.eye(places, dtype=torch.bool, device=ids.device)  # padding looks at itself: at nothing gives NaN
    return mask[:, None, None].bool() & torch.ones_like(here).tril() | here, False


def why_not_opened(model: Any) -> str:
    """Why this model is not written out here, in the reader's language; empty where it is."""
    config = model.config
    if config.model_type not in ("qwen2", "llama"):
        return words("not-opened.family", family=config.model_type)
    if set(getattr(config, "layer_types", None) or ["full_attention"]) != {"full_attention"}:
        return words("not-opened.window")
    if config.hidden_act != "silu":
        return words("not-opened.activation", name=config.hidden_act)
    if any(type(part) is not nn.Linear for name, part in model.named_modules() if name.endswith(("_proj", "lm_head"))):
        return words("not-opened.weights")
    if model.model.rotary_emb.rope_type in ("dynamic", "longrope"):
        return words("not-opened.positions", kind=model.model.rotary_emb.rope_type)
    without = ("o_proj", "gate_proj", "up_proj", "down_proj", "lm_head")
    if any(part.bias is not None for name, part in model.named_modules() if name.endswith(without)):
        return words("not-opened.bias")
    return ""
