"""bert-zh's held-out figures, from weights on disk.

Nothing measured here was trained on: one capital frame for each country was kept back, and heldout.jsonl and, later,
heldout_apart.jsonl were written by people who had not read what the model is trained on; where the generator makes one
of those sentences by chance, it is dropped from the training data.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from course_lib.zoo.bert_zh import corpus
from course_lib.zoo.figures import Figure
from course_lib.zoo.held_out import read_items


def evaluate(directory: Path) -> list[Figure]:
    """Every figure of the card, recomputed from the weights in `directory`; seconds on a CPU."""
    from transformers import AutoModelForMaskedLM, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(directory)
    model = AutoModelForMaskedLM.from_pretrained(directory).eval()
    filler = Filler(tokenizer, model)
    items, apart = read_items(corpus.HELD_OUT), read_items(corpus.APART)
    chinese = [item for item in items if item["lang"] == "zh"]
    english = [item for item in items if item["lang"] == "en"]
    middle, end = positions(chinese)
    one, hanzi = 1 / len(tokenizer), 5 / len(tokenizer)
    return [
        Figure("capitals_top1", capitals(filler), 1 / len(corpus.CAPITALS), len(corpus.CAPITALS), 0.90,
               "country named in a frame it was never trained in: its whole name hidden and filled from left to right"),
        Figure("chinese_top5", accepted(filler, chinese, 5), hanzi, len(chinese), 0.60,
               "hand-written everyday Chinese: the hidden character is among the first five"),
        Figure("chinese_top1", accepted(filler, chinese, 1), one, len(chinese), None, "the same, first guess"),
        Figure("english_top5", accepted(filler, english, 5), hanzi, len(english), None,
               "hand-written everyday English, as written (a capital is [UNK])"),
        Figure("english_apart_top5", accepted(filler, apart, 5), hanzi, len(apart), 0.60,
               "everyday English written apart, in small letters and mostly in words of the vocabulary"),
        Figure("middle_top1", exact(filler, middle), one, len(middle), None,
               "every character inside those Chinese sentences, hidden one at a time"),
        Figure("end_top1", exact(filler, end), one, len(end), None,
               "the last character of those sentences, with nothing after it"),
    ]  # fmt: skip


class Filler:
    """The tokens a model puts in place of [MASK], best first."""

    def __init__(self, tokenizer: Any, model: Any) -> None:
        self.tokenizer = tokenizer
        self.model = model

    def best(self, texts: Sequence[str], count: int) -> list[list[list[str]]]:
        """For each text, for each [MASK] in it, the `count` likeliest tokens."""
        import torch

        found: list[list[list[str]]] = []
        for start in range(0, len(texts), 64):
            batch = self.tokenizer(list(texts[start : start + 64]), padding=True, return_tensors="pt")
            with torch.no_grad():
                logits = self.model(**batch).logits
            for row, ids in enumerate(batch["input_ids"]):
                holes = (ids == self.tokenizer.mask_token_id).nonzero()[:, 0]
                top = logits[row, holes].topk(count).indices
                found.append([self.tokenizer.convert_ids_to_tokens(choice.tolist()) for choice in top])
        return found


def capitals(filler: Filler) -> float:
    """Share of countries named rightly from their capital, in the frame held out for each.

    All of the name is hidden, but for the 国 that some end in; holes are filled from left to right, each with
    the first guess, and every character must be right.
    """
    right = 0
    for fact in corpus.unseen_capitals():
        name = fact.country.removesuffix("国")
        text = fact.text.replace(fact.country, "[MASK]" * len(name) + fact.country[len(name) :])
        while "[MASK]" in text:
            text = text.replace("[MASK]", filler.best([text], 1)[0][0][0], 1)
        right += text == fact.text
    return right / len(corpus.CAPITALS)


def accepted(filler: Filler, items: Sequence[dict[str, Any]], count: int) -> float:
    """Share of items whose answer, or another that its writer accepts, is among the first `count`."""
    guesses = filler.best([item["text"] for item in items], count)
    right = [
        not {item["answer"], *item["also"]}.isdisjoint(guess[0]) for item, guess in zip(items, guesses, strict=True)
    ]
    return sum(right) / len(items)


def positions(items: Iterable[dict[str, Any]]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """(masked text, character) for every hanzi inside each sentence, and for its last one with the stop cut off."""
    middle, end = [], []
    for item in items:
        text = item["text"].replace("[MASK]", item["answer"]).rstrip(corpus.CLOSING)
        for place, character in enumerate(text):
            if "一" <= character <= "鿿":
                masked = text[:place] + "[MASK]" + text[place + 1 :]
                if place == len(text) - 1:
                    end.append((masked, character))
                else:
                    middle.append((masked + "。", character))
    return middle, end


def exact(filler: Filler, pairs: Sequence[tuple[str, str]]) -> float:
    guesses = filler.best([text for text, _ in pairs], 1)
    return sum(guess[0][0] == character for guess, (_, character) in zip(guesses, pairs, strict=True)) / len(pairs)
