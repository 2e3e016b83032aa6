"""gpt2-en from nothing: byte-level BPE, stories, next-token training."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from course_lib.zoo.card import Trained
from course_lib.zoo.gpt2_en import stories, vocabulary
from course_lib.zoo.training import Schedule, batches_by_length, fit, seed_everything


@dataclass(frozen=True)
class Settings:
    """What may be turned down to try the recipe quickly; the defaults are what ships."""

    texts: int = 32_000
    steps: int = 960
    batch: int = 32
    peak: float = 2e-3
    hidden: int = 128
    layers: int = 4
    inner: int = 384
    seed: int = 0


def make_model(tokenizer: Any, settings: Settings) -> Any:
    """An untrained `GPT2LMHeadModel` over the tokenizer's vocabulary."""
    from transformers import GenerationConfig, GPT2Config, GPT2LMHeadModel

    end = tokenizer.eos_token_id
    config = GPT2Config(
        vocab_size=len(tokenizer),
        n_positions=vocabulary.MAX_LENGTH,
        n_embd=settings.hidden,
        n_layer=settings.layers,
        n_head=4,
        n_inner=settings.inner,
        resid_pdrop=0.0,
        embd_pdrop=0.0,
        attn_pdrop=0.0,
        # The usual 0.02 is made for a width of 768; a narrow model learns sooner from larger weights.
        initializer_range=0.05,
        bos_token_id=end,
        eos_token_id=end,
        pad_token_id=end,
    )
    model = GPT2LMHeadModel(config)
    model.generation_config = GenerationConfig(bos_token_id=end, eos_token_id=end, pad_token_id=end)
    return model


def train(settings: Settings | None = None) -> Trained:
    """The model after training, in float32 and evaluation mode."""
    settings = settings or Settings()
    seed_everything(settings.seed)
    texts = stories.texts(settings.texts, settings.seed)
    tokenizer = vocabulary.build_tokenizer(texts)
    model = make_model(tokenizer, settings)
    encoded = [[*ids, tokenizer.eos_token_id] for ids in tokenizer(texts).input_ids]
    schedule = Schedule(peak=settings.peak, steps=settings.steps, hold=0.4)
    run = fit(model, _losses(model, encoded, settings), schedule, label="gpt2-en", weight_decay=0.05)
    facts = {"VOCABULARY": f"{len(tokenizer):,}", "TEXTS": f"{settings.texts:,}"}
    return Trained(model, (tokenizer,), run, facts)


def _losses(model: Any, encoded: list[list[int]], settings: Settings) -> Iterator[Any]:
    import torch
    from torch.nn.functional import cross_entropy

    rng = random.Random(settings.seed + 2)
    pad = model.config.pad_token_id
    for batch in batches_by_length([len(ids) for ids in encoded], settings.batch, rng):
        lengths = torch.tensor([len(encoded[index]) for index in batch])
        width = int(lengths.max())
        ids = torch.tensor([encoded[index] + [pad] * (width - len(encoded[index])) for index in batch])
        # Padding stands at the right, where a causal model does not look; so the attention mask need not tell it apart.
        hidden = model.transformer(input_ids=ids[:, :-1], attention_mask=torch.ones_like(ids[:, 1:])).last_hidden_state
        chosen = torch.arange(1, width) < lengths[:, None]
        yield cross_entropy(model.lm_head(hidden[chosen]), ids[:, 1:][chosen])
