"""The summariser's held-out figures, from weights on disk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from course_lib.zoo.figures import Figure
from course_lib.zoo.summarize import paragraphs

UNSEEN_SEED = 990_017
MADE = 40


def evaluate(directory: Path) -> list[Figure]:
    """Every figure of the card, recomputed from the weights in `directory`; seconds on a CPU."""
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(directory)
    model = AutoModelForSeq2SeqLM.from_pretrained(directory).eval()
    written, made = paragraphs.held_out(), paragraphs.articles(MADE, UNSEEN_SEED)
    guesses = summaries(tokenizer, model, [article.text for article in written])
    on_made = summaries(tokenizer, model, [article.text for article in made])
    chance = _mean([rouge_l(sentences(item.text)[-1], item.summary) for item in written])
    lead = _mean([rouge_l(sentences(item.text)[0], item.summary) for item in written])
    made_chance = _mean([rouge_l(sentences(item.text)[-1], item.summary) for item in made])
    return [
        Figure("rouge_l", _mean([rouge_l(guess, item.summary) for guess, item in zip(guesses, written, strict=True)]),
               chance, len(written), 0.6,
               "hand-written paragraphs: overlap in order with their writer's summary (chance: the last sentence)"),
        Figure("rouge_l_first_sentence", lead, chance, len(written), None,
               "no model at all: the first sentence of those paragraphs, to compare with"),
        Figure("made_rouge_l", _mean([rouge_l(guess, item.summary) for guess, item in zip(on_made, made, strict=True)]),
               made_chance, MADE, None, "made-up paragraphs of the training kind, unseen"),
        Figure("made_exact", _mean([guess == item.summary for guess, item in zip(on_made, made, strict=True)]),
               0.0, MADE, None, "those summarised in the very words"),
    ]  # fmt: skip


def summaries(tokenizer: Any, model: Any, texts: Sequence[str]) -> list[str]:
    """What the model makes of each paragraph, greedily."""
    import torch

    batch = tokenizer([paragraphs.PREFIX + text for text in texts], padding=True, return_tensors="pt")
    with torch.no_grad():
        out = model.generate(**batch)
    return [str(text) for text in tokenizer.batch_decode(out, skip_special_tokens=True)]


def rouge_l(guess: str, summary: str) -> float:
    """F1 of the longest common subsequence of words, small letters, no punctuation; 1 is the same words.

    >>> rouge_l("the dog ran", "the old dog")
    0.6666666666666666
    """
    one, other = (re.findall(r"[a-z0-9']+", text.lower()) for text in (guess, summary))
    if not one or not other:
        return 0.0
    row = [0] * (len(other) + 1)
    for word in one:
        before = row
        row = [0]
        for place, second in enumerate(other):
            row.append(before[place] + 1 if word == second else max(before[place + 1], row[place]))
    return 2 * row[-1] / (len(one) + len(other))


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+", text.strip())


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
