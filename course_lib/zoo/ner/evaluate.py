"""ner's held-out figures, from weights on disk, as the pipeline gives them with aggregation_strategy="simple".

A name counts where its first and last character and its type are right. MISC is not asked for: the hand-written
sentences mark persons, organisations and places only.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from course_lib.zoo.figures import Figure
from course_lib.zoo.ner.sentences import Tagged, held_out, unseen_names

MEASURED = ("PER", "ORG", "LOC")
UNSEEN = 300
SEED = 90_000


def evaluate(directory: Path) -> list[Figure]:
    """Every figure of the card, recomputed from the weights in `directory`; seconds on a CPU."""
    from transformers import AutoModelForTokenClassification, AutoTokenizer, pipeline

    tokenizer = AutoTokenizer.from_pretrained(directory)
    model = AutoModelForTokenClassification.from_pretrained(directory).eval()
    tagger = pipeline("token-classification", model=model, tokenizer=tokenizer, aggregation_strategy="simple")
    unseen = unseen_names(UNSEEN, SEED)
    written = held_out()
    found_unseen = spans(tagger, unseen)
    by_language = {code: [tagged for language, tagged in written if language == code] for code in ("zh", "en")}
    found = {code: spans(tagger, items) for code, items in by_language.items()}
    everything, all_found = by_language["zh"] + by_language["en"], found["zh"] + found["en"]
    return [
        Figure("unseen_names_f1", f1(unseen, found_unseen), 0.0, names(unseen), 0.90,
               "names of which no part that tells them was trained on, in the generator's sentences"),
        Figure("unseen_sentences_f1", f1(everything, all_found), 0.0, names(everything), 0.80,
               "hand-written sentences, Chinese and English, by somebody who had not read the generator"),
        *(
            Figure(f"{language.lower()}_f1", f1(by_language[code], found[code]), 0.0, names(by_language[code]), None,
                   f"the {language} ones of these")
            for code, language in (("zh", "Chinese"), ("en", "English"))
        ),
        *(
            Figure(f"{kind.lower()}_f1", f1(everything, all_found, (kind,)), 0.0, names(everything, (kind,)), None,
                   f"{kind} alone, both languages")
            for kind in MEASURED
        ),
    ]  # fmt: skip


def spans(tagger: Any, items: Sequence[Tagged]) -> list[set[tuple[int, int, str]]]:
    """(start, end, type) of each name that the pipeline finds in each text."""
    found = tagger([item.text for item in items], batch_size=32)
    return [{(part["start"], part["end"], part["entity_group"]) for part in parts} for parts in found]


def f1(items: Sequence[Tagged], found: Sequence[set[tuple[int, int, str]]], kinds: tuple[str, ...] = MEASURED) -> float:
    """Names right in place and type: the harmonic mean of precision and recall over all texts together."""
    right = wrong = missed = 0
    for item, guesses in zip(items, found, strict=True):
        wanted = {span for span in item.names if span[2] in kinds}
        guessed = {span for span in guesses if span[2] in kinds}
        right += len(wanted & guessed)
        wrong += len(guessed - wanted)
        missed += len(wanted - guessed)
    return 2 * right / max(1, 2 * right + wrong + missed)


def names(items: Sequence[Tagged], kinds: tuple[str, ...] = MEASURED) -> int:
    return sum(kind in kinds for item in items for _, _, kind in item.names)
