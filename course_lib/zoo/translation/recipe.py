"""A Marian translator from nothing: pairs, two sentencepiece models, teacher forcing."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from course_lib.zoo.card import Trained
from course_lib.zoo.training import Schedule, batches_by_length, fit, seed_everything
from course_lib.zoo.translation import corpus, tokenization
from course_lib.zoo.translation.alignment import start_aligned


@dataclass(frozen=True)
class Settings:
    """What may be turned down to try the recipe quickly; the defaults are what ships."""

    source: str = "en"
    target: str = "zh"
    pairs: int = 150_000
    steps: int = 3000
    batch: int = 56
    peak: float = 2e-3
    english_pieces: int = 1500
    chinese_pieces: int = 1400
    hidden: int = 128
    layers: int = 2
    inner: int = 256
    seed: int = 0


def make_model(tokenizer: Any, settings: Settings) -> Any:
    """An untrained `MarianMTModel` with opus-mt's switches and generation defaults."""
    from transformers import GenerationConfig, MarianConfig, MarianMTModel

    pad = tokenizer.pad_token_id
    config = MarianConfig(
        vocab_size=len(tokenizer.encoder), d_model=settings.hidden,
        encoder_layers=settings.layers, decoder_layers=settings.layers,
        encoder_attention_heads=4, decoder_attention_heads=4,
        encoder_ffn_dim=settings.inner, decoder_ffn_dim=settings.inner,
        max_position_embeddings=tokenization.MAX_LENGTH, activation_function="swish", scale_embedding=True,
        dropout=0.05, attention_dropout=0.0, activation_dropout=0.0, init_std=0.06,
        pad_token_id=pad, eos_token_id=0, bos_token_id=0, forced_eos_token_id=0, decoder_start_token_id=pad,
        share_encoder_decoder_embeddings=True,
    )  # fmt: skip
    model = MarianMTModel(config)
    model.generation_config = GenerationConfig(
        num_beams=4, max_length=tokenization.MAX_LENGTH, bad_words_ids=[[pad]], pad_token_id=pad, eos_token_id=0,
        bos_token_id=0, forced_eos_token_id=0, decoder_start_token_id=pad, renormalize_logits=True,
    )  # fmt: skip
    return model


def train(settings: Settings) -> Trained:
    """Model (float32, evaluation mode), tokenizer and run."""
    seed_everything(settings.seed)
    pairs = corpus.pairs(settings.pairs, settings.target, settings.seed)
    sizes = {"en": settings.english_pieces, "zh": settings.chinese_pieces}
    tokenizer = tokenization.make_tokenizer(pairs[:20_000], settings.source, settings.target, sizes)
    model = make_model(tokenizer, settings)
    sides = {settings.source: tokenizer.spm_source, settings.target: tokenizer.spm_target}
    start_aligned(model, tokenizer, sides["en"], sides["zh"])
    schedule = Schedule(peak=settings.peak, steps=settings.steps, warmup=120, hold=0.35)
    label = f"translate-{settings.source}-{settings.target}"
    run = fit(model, _losses(model, tokenizer, pairs, settings), schedule, label=label)
    facts = {"VOCABULARY": f"{len(tokenizer.encoder):,}", "PAIRS": f"{settings.pairs:,}"}
    return Trained(model, (tokenizer,), run, facts)


def _losses(model: Any, tokenizer: Any, pairs: list[tuple[str, str]], settings: Settings) -> Iterator[Any]:
    import torch
    from torch.nn.functional import cross_entropy

    rng = random.Random(settings.seed + 1)
    sources, targets = encode(tokenizer, pairs)
    code = tokenizer.encoder.get(tokenization.TO_CHINESE)
    pad = tokenizer.pad_token_id
    lengths = [len(a) + len(b) for a, b in zip(sources, targets, strict=True)]
    for batch in batches_by_length(lengths, settings.batch, rng):
        coded = [code] if code is not None and rng.random() < 0.1 else []
        ids = _padded([coded + sources[index] for index in batch], pad)
        answers = _padded([targets[index] for index in batch], pad)
        started = torch.cat([torch.full((len(batch), 1), pad), answers[:, :-1]], 1)
        output = model(input_ids=ids, attention_mask=(ids != pad).long(), decoder_input_ids=started, use_cache=False)
        yield cross_entropy(output.logits.flatten(0, 1), answers.flatten(), ignore_index=pad, label_smoothing=0.05)


def encode(tokenizer: Any, pairs: list[tuple[str, str]]) -> tuple[list[list[int]], list[list[int]]]:
    """Token ids of sources and of targets, each with its end.

    What the tokenizer itself gives, got from its sentencepiece models at once: minutes less.
    """
    sides = []
    for model, texts in (
        (tokenizer.spm_source, [a for a, _ in pairs]), (tokenizer.spm_target, [b for _, b in pairs])
    ):  # fmt: skip
        known = [tokenizer.encoder[model.id_to_piece(index)] for index in range(model.get_piece_size())]
        sides.append([[known[index] for index in ids] + [0] for ids in model.encode(texts)])
    return sides[0], sides[1]


def _padded(rows: list[list[int]], pad: int) -> Any:
    import torch

    width = max(map(len, rows))
    return torch.tensor([row + [pad] * (width - len(row)) for row in rows])
