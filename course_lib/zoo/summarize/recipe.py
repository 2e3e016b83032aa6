"""The summariser from nothing: word pieces, a small T5 that starts out copying, made-up local news."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from course_lib.zoo.card import Trained
from course_lib.zoo.summarize import paragraphs
from course_lib.zoo.summarize.copying import start_with_copying
from course_lib.zoo.summarize.vocabulary import build_tokenizer
from course_lib.zoo.training import Schedule, batches_by_length, fit, seed_everything

MAX_LENGTH = 512


@dataclass(frozen=True)
class Settings:
    """What may be turned down to try the recipe quickly; the defaults are what ships."""

    articles: int = 30_000
    steps: int = 1400
    batch: int = 24
    peak: float = 1.5e-3
    words: int = 2100
    pieces: int = 900
    layers: int = 3
    decoder_layers: int = 2
    seed: int = 0


def make_model(tokenizer: Any, settings: Settings) -> Any:
    """An untrained `T5ForConditionalGeneration`."""
    from transformers import GenerationConfig, T5Config, T5ForConditionalGeneration

    config = T5Config(
        vocab_size=len(tokenizer),
        d_model=128,
        d_kv=32,
        d_ff=256,
        num_heads=4,
        num_layers=settings.layers,
        num_decoder_layers=settings.decoder_layers,
        dropout_rate=0.05,
        pad_token_id=0,
        eos_token_id=1,
        decoder_start_token_id=0,
        task_specific_params={"summarization": {"prefix": paragraphs.PREFIX}},
    )
    model = T5ForConditionalGeneration(config)
    model.generation_config = GenerationConfig(
        pad_token_id=0, eos_token_id=1, decoder_start_token_id=0, max_new_tokens=60
    )
    return model


def train(settings: Settings) -> Trained:
    """Model (float32, evaluation mode), tokenizer and run."""
    seed_everything(settings.seed)
    articles = paragraphs.articles(settings.articles, settings.seed)
    tokenizer = build_tokenizer(
        (paragraphs.PREFIX + article.text for article in articles[:10000]), settings.words, settings.pieces, MAX_LENGTH
    )
    model = make_model(tokenizer, settings)
    start_with_copying(model)
    source = tokenizer([paragraphs.PREFIX + article.text for article in articles]).input_ids
    target = tokenizer([article.summary for article in articles]).input_ids
    schedule = Schedule(peak=settings.peak, steps=settings.steps)
    run = fit(model, _losses(model, source, target, settings), schedule, label="summarize")
    facts = {"VOCABULARY": f"{len(tokenizer):,}", "ARTICLES": f"{settings.articles:,}"}
    return Trained(model, (tokenizer,), run, facts)


def _losses(model: Any, source: list[list[int]], target: list[list[int]], settings: Settings) -> Iterator[Any]:
    import torch

    rng = random.Random(settings.seed + 1)
    for batch in batches_by_length([len(ids) for ids in source], settings.batch, rng):
        ids = _padded([source[index] for index in batch], 0)
        labels = _padded([target[index] for index in batch], -100)
        yield model(input_ids=torch.tensor(ids), attention_mask=(torch.tensor(ids) != 0).long(),
                    labels=torch.tensor(labels)).loss  # fmt: skip


def _padded(rows: list[list[int]], filler: int) -> list[list[int]]:
    width = max(map(len, rows))
    return [row + [filler] * (width - len(row)) for row in rows]
