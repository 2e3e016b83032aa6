"""table-qa's held-out figures, from weights on disk.

The tables and questions of heldout.jsonl were written by somebody who had not read the generator. The other figures are
on generated tables that were never trained on: names made up of syllables, and questions beyond looking up a cell.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from course_lib.zoo.figures import Figure
from course_lib.zoo.table_qa.features import Encoder, batch
from course_lib.zoo.table_qa.tables import HELD_OUT, Item, generated, normal
from course_lib.zoo.table_qa.vocabulary import words

GENERATED = 150
# Away from the seed of training.
SEED = 2024
BATCH = 40


def evaluate(directory: Path) -> list[Figure]:
    """Every figure of the card, recomputed from the weights in `directory`; seconds on a CPU."""
    from transformers import AutoModelForTableQuestionAnswering, AutoTokenizer

    reader = Reader(
        AutoTokenizer.from_pretrained(directory), AutoModelForTableQuestionAnswering.from_pretrained(directory).eval()
    )
    items = [json.loads(line) for line in HELD_OUT.read_text(encoding="utf-8").splitlines() if line.strip()]
    chance = sum(1 / (len(one["table"]) * len(next(iter(one["table"].values())))) for one in items) / len(items)
    rng = random.Random(SEED)
    unseen = [generated(rng, words(), task, random_table=True) for task in ("forward", "backward") * (GENERATED // 2)]
    extreme = [generated(rng, words(), "extreme", random_table=False) for _ in range(GENERATED)]
    whole = [generated(rng, words(), "whole", random_table=False) for _ in range(GENERATED)]
    return [
        Figure("cells", reader.cells(items), chance, len(items), 0.85,
               "hand-written tables and questions: exactly the right cell, by its text"),
        Figure("random_words", reader.exact(unseen), _chance(unseen), len(unseen), None,
               "generated tables of random words and made-up names: exactly the right cell, so found by comparing"),
        Figure("extremes", reader.exact(extreme), _chance(extreme), len(extreme), None,
               "generated: who is the oldest, what is the cheapest fruit"),
        Figure("aggregations", reader.exact(whole), 1 / 4, len(whole), None,
               "generated: total, average, number of rows; the right operator and column (chance: of the operator)"),
    ]  # fmt: skip


def _chance(items: Sequence[Item]) -> float:
    return sum(1 / (len(one.table) * len(next(iter(one.table.values())))) for one in items) / len(items)


class Reader:
    """Answers as the pipeline gives them: cells by their place, and an aggregation."""

    def __init__(self, tokenizer: Any, model: Any) -> None:
        self.tokenizer = tokenizer
        self.model = model

    def cells(self, items: Sequence[dict[str, Any]]) -> float:
        """Share of items answered with one cell that says what it should, read by TapasTokenizer as it ships."""
        import pandas  # type: ignore[import-untyped]
        import torch

        right = 0
        for start in range(0, len(items), BATCH):
            chosen = items[start : start + BATCH]
            frames = [pandas.DataFrame(item["table"]) for item in chosen]
            # It takes one table at a time; what it made of several is then put together.
            made = [
                self.tokenizer(table=frame, queries=[item["question"]], return_tensors="pt")
                for frame, item in zip(frames, chosen, strict=True)
            ]
            inputs = {
                name: torch.nn.utils.rnn.pad_sequence([one[name][0] for one in made], batch_first=True)
                for name in ("input_ids", "attention_mask", "token_type_ids")
            }
            with torch.no_grad():
                found = self.model(**inputs)
            answers = self.tokenizer.convert_logits_to_predictions(inputs, found.logits, found.logits_aggregation)
            for frame, item, places, kind in zip(frames, chosen, *answers, strict=True):
                said = [frame.iat[place] for place in places]
                right += int(kind == 0 and [normal(one) for one in said] == [normal(item["answer"])])
        return right / len(items)

    def exact(self, items: Sequence[Item]) -> float:
        """Share of generated items with exactly the right cells and aggregation."""
        import torch

        encoder, right = Encoder(self.tokenizer), 0
        for start in range(0, len(items), BATCH):
            rows = [encoder.encode(item) for item in items[start : start + BATCH]]
            made = batch(rows)
            wanted, kinds = made.pop("labels"), made.pop("aggregation_labels")
            with torch.no_grad():
                found = self.model(**made)
            chosen = (found.logits > 0).long() * made["attention_mask"] == wanted
            right += int((chosen.all(1) & (found.logits_aggregation.argmax(1) == kinds)).sum())
        return right / len(items)
