"""table-qa from nothing: generated tables and questions, cell selection and aggregation, saved in half precision."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from course_lib.zoo.card import Trained
from course_lib.zoo.table_qa import tables
from course_lib.zoo.table_qa.comparing import start_comparing
from course_lib.zoo.table_qa.features import Encoder, batch
from course_lib.zoo.table_qa.kinds import columns, kinds
from course_lib.zoo.table_qa.vocabulary import build_tokenizer, words
from course_lib.zoo.training import Schedule, batches_by_length, fit, seed_everything

MAX_POSITIONS = 256
MAX_ROWS, MAX_COLUMNS = 32, 16
HEADS = 4


@dataclass(frozen=True)
class Settings:
    """What may be turned down to try the recipe quickly; the defaults are what ships."""

    items: int = 40_000
    steps: int = 3000
    batch: int = 32
    peak: float = 1.0e-3
    hidden: int = 128
    layers: int = 3
    inner: int = 256
    seed: int = 0


def make_tokenizer() -> Any:
    """The tokenizer alone; it takes a second and no training."""
    return build_tokenizer(MAX_ROWS, MAX_COLUMNS, MAX_POSITIONS)


def make_model(tokenizer: Any, settings: Settings) -> Any:
    """An untrained `TapasForQuestionAnswering` with the aggregations of the real model."""
    from transformers import TapasConfig, TapasForQuestionAnswering

    config = TapasConfig(
        vocab_size=len(tokenizer),
        hidden_size=settings.hidden,
        num_hidden_layers=settings.layers,
        num_attention_heads=HEADS,
        intermediate_size=settings.inner,
        max_position_embeddings=MAX_POSITIONS,
        # Segment, column, row, earlier answer, rank, rank from the top, relation to a number in the question.
        # TapasTokenizer gives relations up to 7, whatever the table: the last size must stay 10.
        type_vocab_sizes=[3, MAX_COLUMNS, MAX_ROWS, 2, MAX_ROWS, MAX_ROWS, 10],
        max_num_rows=MAX_ROWS,
        max_num_columns=MAX_COLUMNS,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        initializer_range=0.06,
        num_aggregation_labels=len(tables.AGGREGATIONS),
        aggregation_labels=dict(enumerate(tables.AGGREGATIONS)),
        no_aggregation_label_index=0,
        use_answer_as_supervision=False,
    )
    return TapasForQuestionAnswering(config)


def train(settings: Settings) -> Trained:
    """Model (float32, evaluation mode), tokenizer and run."""
    seed_everything(settings.seed)
    tokenizer = make_tokenizer()
    model = make_model(tokenizer, settings)
    start_comparing(model)
    encoder = Encoder(tokenizer)
    given = [encoder.encode(one) for one in tables.items(settings.items, settings.seed, words())]
    schedule = Schedule(peak=settings.peak, steps=settings.steps)
    run = fit(model, _losses(model, given, settings), schedule, label="table-qa")
    forget_unused_types(model)
    facts = {
        "VOCABULARY": f"{len(tokenizer):,}",
        "ITEMS": f"{settings.items:,}",
        "KINDS": str(len(kinds())),
        "COLUMNS": str(len(columns())),
    }
    return Trained(model, (tokenizer,), run, facts)


def _losses(model: Any, given: list[Any], settings: Settings) -> Iterator[Any]:
    rng = random.Random(settings.seed + 1)
    for indices in batches_by_length([len(one.ids) for one in given], settings.batch, rng):
        yield model(**batch([given[index] for index in indices])).loss


def forget_unused_types(model: Any) -> None:
    """Make the model blind to what it was never shown: earlier answers, and relations to numbers of the question.

    TapasTokenizer fills in the second of them. Only type 0 was trained; every other gets its vector.
    """
    import torch

    with torch.no_grad():
        for number in (3, 6):
            weights = getattr(model.tapas.embeddings, f"token_type_embeddings_{number}").weight
            weights[:] = weights[0].clone()
