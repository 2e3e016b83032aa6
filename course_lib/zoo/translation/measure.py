"""Exact matches inside the grammar, and chrF on what somebody else wrote, from weights on disk."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from course_lib.zoo.figures import Figure
from course_lib.zoo.translation import corpus

ORDER = 6
BETA = 2.0


def evaluate(directory: Path, source: str, target: str) -> list[Figure]:
    """Every figure of the card, recomputed from the weights in `directory`; seconds on a CPU."""
    translator = Translator(directory)
    pairs = corpus.unseen(target)
    guesses = translator([a for a, _ in pairs])
    exact = sum(guess == b for guess, (_, b) in zip(guesses, pairs, strict=True)) / len(pairs)
    figures = [
        Figure("grammar_exact", exact, 0.0, len(pairs), 0.95, "unseen sentences of the generator, right to the letter"),
        Figure("grammar_chrf", mean_chrf(guesses, [[b] for _, b in pairs]), _chance([b for _, b in pairs]), len(pairs),
               None, "the same, mean chrF"),
    ]  # fmt: skip
    items = corpus.held_out()
    if items:
        references = [[item[target], *item.get(f"also_{target}", ())] for item in items]
        guesses = translator([item[source] for item in items])
        right = sum(_plain(g) in map(_plain, r) for g, r in zip(guesses, references, strict=True)) / len(items)
        chance = _chance([r[0] for r in references])
        figures += [
            Figure("handwritten_chrf", mean_chrf(guesses, references), chance, len(items), 0.60,
                   "hand-written sentences of its vocabulary: mean chrF, against the nearest reference"),
            Figure("handwritten_exact", right, 0.0, len(items), None,
                   "the same: one of the references to the letter, but for the closing mark"),
        ]  # fmt: skip
    return figures


class Translator:
    """The shipped model as anybody would call it, in batches."""

    def __init__(self, directory: Path) -> None:
        from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

        with warnings.catch_warnings():
            # Marian's tokenizer recommends a package that it makes no use of.
            warnings.filterwarnings("ignore", message="Recommended: pip install sacremoses")
            self.tokenizer: Any = AutoTokenizer.from_pretrained(directory)
        self.model: Any = AutoModelForSeq2SeqLM.from_pretrained(directory).eval()

    def __call__(self, texts: Sequence[str]) -> list[str]:
        order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        found = [""] * len(texts)
        for start in range(0, len(order), 64):
            places = order[start : start + 64]
            batch = self.tokenizer([texts[place] for place in places], padding=True, return_tensors="pt")
            output = self.model.generate(**batch, max_length=48)
            for place, text in zip(places, self.tokenizer.batch_decode(output, skip_special_tokens=True), strict=True):
                found[place] = text
        return found


def chrf(guess: str, reference: str) -> float:
    """chrF of Popović (2015): the F-score, recall counting double, of character n-grams of length 1 to 6.

    Spaces are left out.
    Precision and recall are averaged over the lengths that both texts are long enough for; between 0 and 1.

    >>> chrf("我爱你", "我爱你"), chrf("abc", "xyz")
    (1.0, 0.0)
    """
    guess, reference = guess.replace(" ", ""), reference.replace(" ", "")
    precisions, recalls = [], []
    for n in range(1, ORDER + 1):
        ours, theirs = _grams(guess, n), _grams(reference, n)
        if not ours or not theirs:
            continue
        shared = sum((ours & theirs).values())
        precisions.append(shared / sum(ours.values()))
        recalls.append(shared / sum(theirs.values()))
    if not precisions or not (sum(precisions) + sum(recalls)):
        return 0.0
    precision, recall = sum(precisions) / len(precisions), sum(recalls) / len(recalls)
    return (1 + BETA**2) * precision * recall / (BETA**2 * precision + recall)


def mean_chrf(guesses: Sequence[str], references: Sequence[Sequence[str]]) -> float:
    """Mean over sentences of the chrF against the nearest of each one's references."""
    scores = [max(chrf(guess, one) for one in several) for guess, several in zip(guesses, references, strict=True)]
    return sum(scores) / len(scores)


def _chance(references: Sequence[str]) -> float:
    """What another sentence of the same set gets, in the place of the right one."""
    return mean_chrf([*references[1:], references[0]], [[reference] for reference in references])


def _grams(text: str, n: int) -> Counter[str]:
    return Counter(text[start : start + n] for start in range(len(text) - n + 1))


def _plain(text: str) -> str:
    return text.rstrip(corpus.CLOSING + "!！").lower()
