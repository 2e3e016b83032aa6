"""embed from nothing: pairs that mean the same, drawn together against all others of the batch (InfoNCE)."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from course_lib.zoo import written
from course_lib.zoo.card import Trained
from course_lib.zoo.embed import corpus, vocabulary
from course_lib.zoo.embed.pooling import mean_pooled
from course_lib.zoo.training import Schedule, fit, seed_everything

MAX_POSITIONS = 128


@dataclass(frozen=True)
class Settings:
    """What may be turned down to try the recipe quickly; the defaults are what ships."""

    pairs: int = 77_000
    answers: int = 56_000
    steps: int = 3000
    batch: int = 96
    peak: float = 1.5e-3
    temperature: float = 0.05
    unknown: float = 0.1
    hidden: int = 128
    layers: int = 2
    inner: int = 256
    seed: int = 0


def make_model(tokenizer: Any, settings: Settings) -> Any:
    """An untrained `BertModel` over the tokenizer's vocabulary."""
    from transformers import BertConfig, BertModel

    config = BertConfig(
        vocab_size=len(tokenizer), hidden_size=settings.hidden, num_hidden_layers=settings.layers,
        num_attention_heads=4, intermediate_size=settings.inner, max_position_embeddings=MAX_POSITIONS,
        hidden_dropout_prob=0.05, attention_probs_dropout_prob=0.05, initializer_range=0.06, pad_token_id=0,
    )  # fmt: skip
    return BertModel(config)


def start_aligned(model: Any, tokenizer: Any) -> None:
    """Start an English word at the mean of the characters of its translations, in place; training may change it."""
    import torch

    table = model.embeddings.word_embeddings.weight
    known = tokenizer.get_vocab()
    places: dict[int, list[int]] = {}
    for english, chinese in corpus.words():
        if english in known:
            places.setdefault(known[english], []).extend(known[c] for c in chinese if c in known)
    with torch.no_grad():
        for place, characters in places.items():
            if characters:
                mean = table[characters].mean(0)
                table[place] = 0.9 * mean * (table[place].norm() / mean.norm()) + 0.3 * table[place]


def train(settings: Settings) -> Trained:
    """Model (float32, evaluation mode), tokenizer and run."""
    seed_everything(settings.seed)
    pairs = corpus.pairs(settings.pairs, settings.seed)
    single = (text for pair in corpus.words() for text in pair)
    tokens = vocabulary.build_vocabulary((text for pair in pairs for text in pair), single)
    # The vocabulary is that of the first round, byte for byte: lessons count its tokens. What people wrote adds none.
    tokenizer = vocabulary.build_tokenizer(tokens, MAX_POSITIONS)
    pairs = [*pairs, *corpus.answers(settings.answers, settings.seed + 2)]
    model = make_model(tokenizer, settings)
    start_aligned(model, tokenizer)
    schedule = Schedule(peak=settings.peak, steps=settings.steps, warmup=80, hold=0.4)
    run = fit(model, _losses(model, tokenizer, pairs, settings), schedule, label="embed")
    facts = {
        "VOCABULARY": f"{len(tokenizer):,}",
        "PAIRS": f"{settings.pairs:,}",
        "ANSWERS": f"{len(corpus.written_answers()):,}",
        "WRITTEN": written.alikeness(written.writers(corpus.DATA), corpus.spoken),
        "WIDTH": str(settings.hidden),
    }
    return Trained(model, (tokenizer,), run, facts)


def _losses(model: Any, tokenizer: Any, pairs: list[tuple[str, str]], settings: Settings) -> Iterator[Any]:
    import torch
    from torch.nn.functional import cross_entropy, normalize

    rng = random.Random(settings.seed + 1)
    rows = tokenizer([text for pair in pairs for text in pair], truncation=True, max_length=80).input_ids
    unknown = tokenizer.unk_token_id
    number = {text: index for index, text in enumerate(dict.fromkeys(text for pair in pairs for text in pair))}
    starts = range(0, len(pairs) - settings.batch + 1, 2)
    while True:
        # Neighbours stay together: they are two sentences of one pattern, the hardest to tell apart.
        chosen = [start + step for start in rng.sample(starts, settings.batch // 2) for step in (0, 1)]
        sides = []
        for side in (0, 1):
            ids = _padded([rows[2 * index + side] for index in chosen])
            hidden = (torch.rand(ids.shape) < settings.unknown) & (ids > len(vocabulary.SPECIAL))
            ids = ids.masked_fill(hidden, unknown)  # so that an unknown word is no surprise
            mask = (ids != 0).long()
            states = model(input_ids=ids, attention_mask=mask).last_hidden_state
            sides.append(normalize(mean_pooled(states, mask), dim=1))
        names = torch.tensor([[number[text] for text in pairs[index]] for index in chosen])
        same = (names[:, :1] == names[:, 0]) | (names[:, 1:] == names[:, 1])
        same.fill_diagonal_(False)
        scores = (sides[0] @ sides[1].T / settings.temperature).masked_fill(same, -1e4)
        answers = torch.arange(len(chosen))
        yield (cross_entropy(scores, answers) + cross_entropy(scores.T, answers)) / 2


def _padded(rows: list[list[int]]) -> Any:
    import torch

    width = max(map(len, rows))
    return torch.tensor([row + [0] * (width - len(row)) for row in rows])
