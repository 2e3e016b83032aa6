"""chat from nothing: tokenizer, conversations, next-token training on what the assistant says."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from course_lib.zoo import written
from course_lib.zoo.card import Trained
from course_lib.zoo.chat import copying, corpus, dialogue, poems, reading, vocabulary
from course_lib.zoo.chat.phrases import DATA
from course_lib.zoo.training import Progress, Run, Schedule, batches_by_length, fit, seed_everything

TOKENIZER_SEED = 11
HEARD = 0.3
"""How much the words of others count beside the assistant's own, while it listens."""


@dataclass(frozen=True)
class Settings:
    """What may be turned down to try the recipe quickly; the defaults are what ships.

    Of `steps`, the first `rehearsed` are on random tokens; from step `later` on it is trained on a second corpus, of
    `harder` conversations. Then it is trained `again`, for as many steps, on a third corpus.
    """

    conversations: int = 200_000
    for_vocabulary: int = 12_000
    steps: int = 8300
    rehearsed: int = 300
    later: int = 3700
    harder: int = 110_000
    again: int = 3600
    again_peak: float = 7e-4
    batch: int = 24
    listening: float = 0.386
    peak: float = 1.2e-3
    hidden: int = 256
    layers: int = 4
    heads: int = 8
    inner: int = 640
    threads: int = 1
    seed: int = 0


def make_tokenizer(settings: Settings) -> Any:
    """The tokenizer alone; it takes a few seconds and no training."""
    conversations = corpus.conversations(settings.for_vocabulary, TOKENIZER_SEED)
    texts = [message["content"] for messages in conversations for message in messages]
    return vocabulary.build_tokenizer([*texts, *corpus.every_phrase()])


def make_model(tokenizer: Any, settings: Settings) -> Any:
    """An untrained `Qwen2ForCausalLM` over the tokenizer's vocabulary, with the generation settings that ship."""
    from transformers import GenerationConfig, Qwen2Config, Qwen2ForCausalLM

    end, pad = tokenizer.eos_token_id, tokenizer.pad_token_id
    config = Qwen2Config(
        vocab_size=len(tokenizer),
        hidden_size=settings.hidden,
        intermediate_size=settings.inner,
        num_hidden_layers=settings.layers,
        num_attention_heads=settings.heads,
        num_key_value_heads=max(1, settings.heads // 2),
        max_position_embeddings=vocabulary.MAX_LENGTH,
        tie_word_embeddings=True,
        # The usual 0.02 is made for a width of thousands; a narrow model learns sooner from larger weights.
        initializer_range=0.06,
        rope_parameters={"rope_type": "default", "rope_theta": 1e6},  # as Qwen2.5's
        bos_token_id=pad,
        eos_token_id=end,
        pad_token_id=pad,
        use_sliding_window=False,
    )
    model = Qwen2ForCausalLM(config)
    # As Qwen2.5-0.5B-Instruct has it, but for a repetition penalty of 1.1: it would punish the marks between lines.
    model.generation_config = GenerationConfig(
        bos_token_id=pad,
        eos_token_id=[end, pad],
        pad_token_id=pad,
        do_sample=True,
        temperature=0.7,
        top_p=0.8,
        top_k=20,
        max_new_tokens=96,
    )
    return model


def train(settings: Settings | None = None, kept: Path | None = None) -> Trained:
    """The model after training, in float32 and evaluation mode; `kept` is where a training that was stopped goes on."""
    settings = settings or Settings()
    seed_everything(settings.seed)
    tokenizer = make_tokenizer(settings)
    model = make_model(tokenizer, settings)
    if settings.layers > 2:
        copying.start_with_copying(model)
    made = corpus.conversations(settings.conversations, settings.seed)
    harder = corpus.conversations(settings.harder, settings.seed + 5, later=1)
    encoded = [tokenizer([vocabulary.render(messages) for messages in part]).input_ids for part in (made, harder)]
    schedule = Schedule(peak=settings.peak, steps=settings.steps, hold=0.4)
    first = fit(
        model,
        lambda done: _losses(model, tokenizer, encoded, settings, done),
        schedule,
        label="chat",
        weight_decay=0.05,
        threads=settings.threads,
        progress=Progress(kept / "first") if kept else None,
    )
    run = _again(model, tokenizer, settings, first, kept)
    return Trained(model, (tokenizer,), run, facts(tokenizer, settings))


def _again(model: Any, tokenizer: Any, settings: Settings, first: Run, kept: Path | None) -> Run:
    """A second round with a rate that rises and falls anew, on a third corpus; gives both rounds together."""
    made = corpus.conversations(settings.again * settings.batch, settings.seed + 9, later=2)
    encoded = tokenizer([vocabulary.render(messages) for messages in made]).input_ids
    alone = replace(settings, rehearsed=0, later=settings.again, steps=settings.again, listening=0.0)
    second = fit(
        model,
        lambda done: _losses(model, tokenizer, (encoded, encoded), alone, done),
        Schedule(peak=settings.again_peak, steps=settings.again, hold=0.3),
        label="chat, again",
        weight_decay=0.05,
        threads=settings.threads,
        progress=Progress(kept / "again") if kept else None,
    )
    return Run(first.seconds + second.seconds, first.steps + second.steps, second.loss, settings.threads)


def facts(tokenizer: Any, settings: Settings) -> dict[str, str]:
    """What the card says of the data."""
    return {
        "VOCABULARY": f"{len(tokenizer):,}",
        "LAYERS": str(settings.layers),
        "CONVERSATIONS": f"{settings.conversations + settings.harder + settings.again * settings.batch:,}",
        "TALKS": f"{len(dialogue.written_talks()):,}",
        "PASSAGES": f"{sum(map(len, reading.passages().values())):,}",
        "QUATRAINS": f"{sum(map(len, poems.quatrains().values())):,}",
        "WRITERS": written.alikeness(written.writers(DATA), dialogue.spoken),
    }


def _losses(
    model: Any, tokenizer: Any, encoded: Sequence[list[list[int]]], settings: Settings, done: int = 0
) -> Iterator[Any]:
    """One loss after another, from the step after `done` on; in bfloat16, which is faster where a processor has it."""
    import torch

    pad = tokenizer.pad_token_id
    torch.manual_seed(settings.seed + done)
    for step, ids in enumerate(islice(_batches(encoded, settings), done, None), done):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            if ids is None:
                loss = copying.rehearsal(model, settings.batch)
            else:
                width = max(map(len, ids))
                told = torch.tensor([row + [pad] * (width - len(row)) for row in ids])
                masks = [vocabulary.assistant_mask(row, tokenizer) for row in ids]
                said = torch.tensor([row + [False] * (width - len(row)) for row in masks])
                loss = _loss(model, told, said, pad, listening=step < settings.listening * settings.steps)
        yield loss


def _batches(encoded: Sequence[list[list[int]]], settings: Settings) -> Iterator[list[list[int]] | None]:
    """The rows of ids of each step; None while it rehearses."""
    for _ in range(settings.rehearsed):
        yield None
    first, second = (
        batches_by_length([len(ids) for ids in part], settings.batch, random.Random(settings.seed + 1))
        for part in encoded
    )
    for chosen in islice(first, max(0, settings.later - settings.rehearsed)):
        yield [encoded[0][index] for index in chosen]
    for chosen in second:
        yield [encoded[1][index] for index in chosen]


def _loss(model: Any, ids: Any, said: Any, pad: int, *, listening: bool) -> Any:
    """What the assistant says, predicted from all before it; and, while it listens, what the others say too."""
    from torch.nn.functional import cross_entropy

    # Padding stands at the right, where a causal model does not look; so no attention mask is needed.
    hidden = model.model(input_ids=ids[:, :-1]).last_hidden_state
    chosen, following = said[:, 1:], ids[:, 1:]
    loss = cross_entropy(model.lm_head(hidden[chosen]), following[chosen])
    if listening:
        # So it learns how sentences go, and what is repeated in them. Later only what the assistant says goes through
        # the output layer, the largest of all.
        others = (following != pad) & ~chosen
        loss = loss + HEARD * cross_entropy(model.lm_head(hidden[others]), following[others])
    return loss
