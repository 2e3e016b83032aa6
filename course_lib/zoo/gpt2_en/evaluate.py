"""gpt2-en's held-out figures, from weights on disk.

heldout.jsonl holds small stories and notes whose writer had not read the generator; a generated text with a sentence
of theirs is dropped from the training data.
"""

from __future__ import annotations

import re
from pathlib import Path

from course_lib.zoo import continuation
from course_lib.zoo.figures import Figure
from course_lib.zoo.gpt2_en import stories
from course_lib.zoo.held_out import read_items

_FRESH, _SEED = 6000, 91


def evaluate(directory: Path) -> list[Figure]:
    """Every figure of the card, recomputed from the weights in `directory`; seconds on a CPU."""
    from transformers import AutoModelForCausalLM, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(directory)
    model = AutoModelForCausalLM.from_pretrained(directory).float().eval()

    def opening(text: str) -> list[int]:
        ids: list[int] = tokenizer(text).input_ids
        return ids

    seen = {run for text in stories.texts(_FRESH, _SEED) for run in continuation.runs(units(text))}
    yardstick = continuation.Yardstick(units, seen, opening, '.!?"')
    return continuation.figures(tokenizer, model, read_items(stories.HELD_OUT), yardstick)


def units(text: str) -> list[str]:
    """The words of a text in small letters, and its marks."""
    return re.findall(r"[a-z']+|[.,!?\"]", text.lower())
