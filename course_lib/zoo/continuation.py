"""What a story-telling model is measured at: the next token, sound continuations, and what temperature does.

Repetition and variety are counted in runs of three units: words in English, characters in Chinese.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from course_lib.zoo.figures import Figure

TEMPERATURES = (0.7, 1.0, 1.3)
SAMPLES = 3
LONG, SHORT = 64, 48
Runs = set[tuple[str, ...]]


@dataclass(frozen=True)
class Yardstick:
    """How one language's texts are measured.

    `units` parts a text into words or characters; `seen` are the runs of three units of stories drawn anew from the
    generator; `opening` are the token ids of an unfinished text.
    """

    units: Callable[[str], list[str]]
    seen: Runs
    opening: Callable[[str], list[int]]
    closing: str


def figures(tokenizer: Any, model: Any, items: Sequence[dict[str, str]], yardstick: Yardstick) -> list[Figure]:
    """Every figure, over the beginnings and the whole texts of `items`."""
    import torch

    torch.manual_seed(0)
    count = len(items)
    prompts = [yardstick.opening(item["prompt"]) for item in items]
    writer = Writer(tokenizer, model)
    top1, top5, tokens = next_tokens(model, [yardstick.opening(item["text"]) for item in items])
    ended = writer.write(prompts, SHORT, temperature=0.7, stop=True)
    written = [_written(item["prompt"], text, yardstick) for item, text in zip(items, ended, strict=True)]
    greedy = [unrepeated(yardstick.units(text)) for text in writer.write(prompts, LONG, temperature=0.0)]
    figures = [
        Figure("next_top5", top5, 5 / len(tokenizer), tokens, None,
               "next token of the held-out texts among the first five"),
        Figure("next_top1", top1, 1 / len(tokenizer), tokens, None, "the same, first guess"),
        Figure("finished", share(well_formed(text, yardstick.closing) for text in ended), 0.0, count, 0.80,
               "continuations at temperature 0.7 that end by themselves, in a full sentence, quotation marks in pairs"),
        Figure("grammatical", share_seen(written, yardstick.seen), shuffled_share(written, yardstick.seen), count, 0.80,
               "proxy: runs of three in them that occur in other stories of the generator; chance: shuffled"),
        Figure("unrepeated_greedy", mean(greedy), 0.0, count, None,
               f"share of the runs of three in {LONG} tokens that are no repeats, greedy"),
    ]  # fmt: skip
    distinct: dict[float, list[float]] = {}
    fresh: dict[float, list[float]] = {}
    for temperature in TEMPERATURES:
        texts = writer.write([prompt for prompt in prompts for _ in range(SAMPLES)], LONG, temperature=temperature)
        parts = [yardstick.units(text) for text in texts]
        groups = [parts[start : start + SAMPLES] for start in range(0, len(parts), SAMPLES)]
        fresh[temperature] = [mean([unrepeated(part) for part in group]) for group in groups]
        distinct[temperature] = [distinct_share(group) for group in groups]
        figures.append(
            Figure(f"unrepeated_{temperature}", mean(fresh[temperature]), 0.0, count, None,
                   f"the same at temperature {temperature}, mean of {SAMPLES} samples")
        )  # fmt: skip
    figures += [
        Figure(f"variety_{temperature}", mean(distinct[temperature]), 1 / SAMPLES, count, None,
               f"different runs of three among all those of {SAMPLES} continuations, temperature {temperature}")
        for temperature in TEMPERATURES
    ]  # fmt: skip
    falls = mean([_above(high, low) for low, high in zip(greedy, fresh[1.0], strict=True)])
    rises = mean([_above(high, low) for low, high in zip(distinct[0.7], distinct[1.3], strict=True)])
    figures += [
        Figure("repetition_falls", falls, 0.5, count, 0.80,
               "beginnings that are continued with more repetition greedily than at temperature 1.0; a tie is half"),
        Figure("variety_rises", rises, 0.5, count, 0.80,
               "beginnings whose continuations differ more among each other at temperature 1.3 than at 0.7"),
    ]  # fmt: skip
    return figures


class Writer:
    """Continues many beginnings at once."""

    def __init__(self, tokenizer: Any, model: Any) -> None:
        self.tokenizer = tokenizer
        self.model = model

    def write(
        self, prompts: Sequence[Sequence[int]], length: int, *, temperature: float, stop: bool = False
    ) -> list[str]:
        """The text that follows each prompt, without it.

        With `stop` a text ends where the model ends it, and is then closed; without, it has `length` tokens.
        Temperature 0 is greedy. An unfinished text under `stop` comes back without its last mark.
        """
        import torch

        pad, end = self.model.config.pad_token_id, self.model.config.eos_token_id
        width = max(map(len, prompts))
        ids = torch.tensor([[pad] * (width - len(prompt)) + list(prompt) for prompt in prompts])
        attention = torch.tensor([[0] * (width - len(prompt)) + [1] * len(prompt) for prompt in prompts])
        choice: dict[str, Any] = {"do_sample": False}
        if temperature:
            choice = {"do_sample": True, "temperature": temperature, "top_k": 0, "top_p": 1.0}
        with torch.no_grad():
            made = self.model.generate(
                input_ids=ids,
                attention_mask=attention,
                max_new_tokens=length,
                min_new_tokens=None if stop else length,
                **choice,
            )
        texts = []
        for row in made[:, width:].tolist():
            kept = row[: row.index(end)] if end in row else row
            text = self.tokenizer.decode(kept, skip_special_tokens=True)
            texts.append(text if not stop or end in row else text + "\0")
        return texts


def next_tokens(model: Any, encoded: Iterable[list[int]]) -> tuple[float, float, int]:
    """(top-1, top-5, how many) over every token but the first of each text."""
    import torch

    first = five = count = 0
    for ids in encoded:
        row = torch.tensor([ids])
        with torch.no_grad():
            best = model(input_ids=row).logits[0, :-1].topk(5).indices
        hits = best == row[0, 1:, None]
        first += int(hits[:, 0].sum())
        five += int(hits.sum())
        count += len(ids) - 1
    return first / count, five / count, count


def _above(high: float, low: float) -> float:
    """1 where it is, and half a point for a tie, so that chance is a half."""
    return 0.5 if high == low else float(high > low)


def well_formed(text: str, closing: str) -> bool:
    """Whether a continuation ended by itself, with a closing mark, and every quotation mark has its partner."""
    text = text.strip()
    paired = text.count("“") == text.count("”") and text.count('"') % 2 == 0
    return bool(text) and text[-1] in closing and paired


def runs(units: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(units[start : start + 3]) for start in range(len(units) - 2)]


def _written(prompt: str, text: str, yardstick: Yardstick) -> list[str]:
    """The units of a continuation after the last two of its beginning: every run of three ends in what was written."""
    return [*yardstick.units(prompt)[-2:], *yardstick.units(text.replace("\0", ""))]


def share_seen(texts: Iterable[Sequence[str]], seen: Runs) -> float:
    return share(run in seen for units in texts for run in runs(units))


def shuffled_share(texts: Iterable[Sequence[str]], seen: Runs) -> float:
    """`share_seen` of the same texts with their units in a random order."""
    rng = random.Random(0)
    return share_seen([rng.sample(units, len(units)) for units in texts], seen)


def unrepeated(units: Sequence[str]) -> float:
    """Share of a text's runs of three that did not occur in it before: 1 where nothing is said twice."""
    found = runs(units)
    return len(set(found)) / len(found) if found else 1.0


def distinct_share(texts: Sequence[Sequence[str]]) -> float:
    """Different runs of three among all of several texts: 1 where the texts have nothing in common."""
    found = [run for units in texts for run in runs(units)]
    return len(set(found)) / len(found) if found else 1.0


def share(hits: Iterable[bool]) -> float:
    return mean([float(hit) for hit in hits])


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
