"""embed from nothing: word vectors by counting, drawn together as a bag of words, then as a BERT."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from course_lib.zoo import written
from course_lib.zoo.card import Trained
from course_lib.zoo.embed import bag, contrast, corpus, documents, vocabulary
from course_lib.zoo.embed.pooling import mean_pooled
from course_lib.zoo.embed.word_statistics import word_vectors
from course_lib.zoo.training import Schedule, fit, seed_everything

MAX_POSITIONS = 128
LONGEST = 80
"""Tokens of a text in training."""


@dataclass(frozen=True)
class Settings:
    """What may be turned down to try the recipe quickly; the defaults are what ships."""

    pairs: int = 77_000
    counted: int = 20_000
    bag_steps: int = 480
    bag_batch: int = 384
    bag_peak: float = 1e-3
    steps: int = 300
    batch: int = 128
    peak: float = 5e-4
    paired: int = 64
    meanings: int = 16
    share: float = 0.3
    temperature: float = 0.15
    unknown: float = 0.3
    unknown_paired: float = 0.2
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


def train(settings: Settings) -> Trained:
    """Model (float32, evaluation mode), tokenizer and run."""
    seed_everything(settings.seed)
    pairs = corpus.pairs(settings.pairs, settings.seed)
    single = (text for pair in corpus.words() for text in pair)
    tokens = vocabulary.build_vocabulary((text for pair in pairs for text in pair), single)
    # The vocabulary is that of the first round, byte for byte: lessons count its tokens. What people wrote adds none.
    tokenizer = vocabulary.build_tokenizer(tokens, MAX_POSITIONS)

    def encode(texts: Sequence[str], special: bool) -> contrast.Rows:
        read = tokenizer(list(texts), truncation=True, max_length=LONGEST, add_special_tokens=special)
        return [list(row) for row in read.input_ids]

    items, rng = corpus.written_answers(), random.Random(settings.seed + 1)
    bert_mixture = contrast.Mixture(
        settings.batch, settings.paired, settings.meanings, settings.temperature, settings.share, settings.unknown,
        settings.unknown_paired,
    )  # fmt: skip
    bag_mixture = replace(
        bert_mixture, items=settings.bag_batch, pairs=2 * settings.paired, meanings=2 * settings.meanings
    )
    words = bag.make_bag(_counted(tokenizer, settings))
    batches = contrast.Batches(partial(encode, special=False), items, pairs, rng)
    drawn = contrast.losses(partial(bag.bag_vectors, words), batches, bag_mixture)
    first = fit(words, drawn, Schedule(settings.bag_peak, settings.bag_steps, 10), label="bag", weight_decay=0.0)

    model = make_model(tokenizer, settings)
    bag.start_as_bag(model, words.weight.detach(), tokenizer.all_special_ids)
    batches = contrast.Batches(partial(encode, special=True), items, pairs, rng)
    drawn = contrast.losses(partial(_vectors, model, tokenizer.unk_token_id), batches, bert_mixture)
    second = fit(model, drawn, Schedule(settings.peak, settings.steps, 30), label="embed")
    facts = {
        "VOCABULARY": f"{len(tokenizer):,}",
        "PAIRS": f"{settings.pairs:,}",
        "ANSWERS": f"{len(items):,}",
        "BORROWED": f"{len(documents.borrowed()):,}",
        "BAG_STEPS": f"{first.steps:,}",
        "WRITTEN": written.alikeness(written.writers(corpus.DATA), corpus.spoken),
        "WIDTH": str(settings.hidden),
    }
    return Trained(model, (tokenizer,), replace(second, seconds=first.seconds + second.seconds), facts)


def _counted(tokenizer: Any, settings: Settings) -> Any:
    """Word vectors by counting alone, narrower than the model's by what `start_as_bag` sets aside."""
    texts, weights = zip(*documents.documents(settings.counted, settings.seed + 2), strict=True)
    rows = tokenizer(list(texts), add_special_tokens=False, verbose=False).input_ids
    known = [[token for token in row if token != tokenizer.unk_token_id] for row in rows]
    return word_vectors(known, weights, len(tokenizer), settings.hidden - bag.FILLING)


def _vectors(model: Any, unknown: int, rows: contrast.Rows, share: float) -> Any:
    """The unit vectors of texts, a `share` of whose tokens is made unknown: so that an unknown word is no surprise."""
    import torch
    from torch.nn.functional import normalize

    ids = contrast.padded(rows)
    hidden = (torch.rand(ids.shape) < share) & (ids >= len(vocabulary.SPECIAL))
    mask = (ids != 0).long()
    states = model(input_ids=ids.masked_fill(hidden, unknown), attention_mask=mask).last_hidden_state
    return normalize(mean_pooled(states, mask), dim=1)
