"""sentiment-zh: bert-zh's encoder, fine-tuned to tell praise from blame on made-up reviews."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from course_lib.zoo import catalogue, written
from course_lib.zoo.card import Trained
from course_lib.zoo.sentiment import classifier
from course_lib.zoo.sentiment.reviews import NEGATIVE, POSITIVE, Reviews, held_out, read_reviews, reviews, words
from course_lib.zoo.sentiment_zh import vocabulary
from course_lib.zoo.training import Schedule, fit, seed_everything

DATA = Path(__file__).parent / "data"
HELD_OUT = Path(__file__).parent / "heldout.jsonl"
APART = Path(__file__).parent / "heldout_apart.jsonl"
LABELS = {NEGATIVE: "negative (stars 1, 2 and 3)", POSITIVE: "positive (stars 4 and 5)"}


@dataclass(frozen=True)
class Settings:
    """What may be turned down to try the recipe quickly; the defaults are what ships."""

    reviews: int = 60_000
    steps: int = 4000
    batch: int = 64
    peak: float = 6e-4
    hidden: float = 0.12
    seed: int = 0


@cache
def source() -> Reviews:
    return read_reviews(DATA)


def train(settings: Settings, made_of: Reviews | None = None) -> Trained:
    """Model (float32, evaluation mode), tokenizer and run; `made_of` replaces the reviews of data/."""
    import torch
    from transformers import AutoModelForMaskedLM, AutoTokenizer, BertConfig, BertForSequenceClassification

    from course_lib.zoo.bert_zh.vocabulary import build_tokenizer

    seed_everything(settings.seed)
    start = catalogue.find("bert-zh").directory
    encoder = AutoModelForMaskedLM.from_pretrained(start, dtype=torch.float32)
    before = AutoTokenizer.from_pretrained(start).get_vocab()
    after = vocabulary.trimmed(before, words(source()))
    tokenizer: Any = build_tokenizer(after, encoder.config.max_position_embeddings)
    config = BertConfig.from_dict(
        {
            **encoder.config.to_diff_dict(),
            "vocab_size": len(after),
            "id2label": LABELS,
            "label2id": {label: place for place, label in LABELS.items()},
            "hidden_dropout_prob": 0.1,
            "attention_probs_dropout_prob": 0.1,
        }
    )
    model = BertForSequenceClassification(config)
    vocabulary.copy_weights(encoder, model, before, after)
    drawn = reviews(made_of or source(), settings.reviews, settings.seed, held_out(HELD_OUT, APART))
    encoded = tokenizer([text for text, _ in drawn], truncation=True, max_length=96).input_ids
    losses = classifier.losses(
        model,
        encoded,
        [label for _, label in drawn],
        mask_id=tokenizer.mask_token_id,
        hidden=settings.hidden,
        batch=settings.batch,
        seed=settings.seed + 1,
    )
    run = fit(model, losses, Schedule(peak=settings.peak, steps=settings.steps), label="sentiment-zh")
    facts = {
        "VOCABULARY": f"{len(tokenizer):,}",
        "REVIEWS": f"{settings.reviews:,}",
        "WRITTEN": f"{len(written.lines(DATA)):,}",
        "WRITERS": written.alikeness(written.writers(DATA), lambda line: line[2:]),
    }
    return Trained(model, (tokenizer,), run, facts)
