"""What a pipeline costs, and what a batch saves: ratios of processor time in one run.

    python benchmarks/pipelines.py

First table: each restored pipeline against the plain loop (ids, model, text again) that gives the same, one text at a
time and eight at once. Second: 96 reviews by single calls, as one list, as a list with `batch_size`, and sorted by
length first; short ones alone, and with long ones between them. One thread; the things compared take turns, and the
median of the rounds counts. Processor time says little about a clock on the wall where several threads compute; the
ratios are what holds on another machine.
"""

from __future__ import annotations

import argparse
import platform
import random
from collections.abc import Callable
from typing import Any

from taking_turns import medians, ratio, say

TASKS = ("question-answering", "translation_en_to_zh", "summarization")
TEXTS = 48


def inputs(task: str) -> list[Any]:
    from course_lib.zoo.qa import stories
    from course_lib.zoo.summarize import paragraphs
    from course_lib.zoo.translation import lexicon, parallel

    rng = random.Random(1)
    if task == "question-answering":
        items = [stories.item("en", 1, rng) for _ in range(TEXTS)]
        return [{"question": item.question, "context": item.context} for item in items]
    if task == "summarization":
        return [article.text for article in paragraphs.articles(TEXTS, 2)]
    patterns = rng.choices(lexicon.sentences(), cum_weights=parallel.weights(), k=TEXTS)
    return [parallel.realise(pattern, rng, "en")[0] for pattern in patterns]


def plain_loop(pipe: Any, given: list[Any], size: int) -> list[str]:
    """The same without a pipeline."""
    import torch

    found: list[str] = []
    for start in range(0, len(given), size):
        part = given[start : start + size]
        with torch.no_grad():
            if pipe.task == "question-answering":
                questions, contexts = [one["question"] for one in part], [one["context"] for one in part]
                made = pipe.tokenizer(
                    questions, contexts, padding=True, return_offsets_mapping=True, return_tensors="pt"
                )
                places = made.pop("offset_mapping")
                scored = pipe.model(**made)
                for row, context in enumerate(contexts):
                    inside = torch.tensor([side == 1 for side in made.sequence_ids(row)])
                    first, last = (
                        scores[row].masked_fill(~inside, -1e4).softmax(-1)
                        for scores in (scored.start_logits, scored.end_logits)
                    )
                    pairs = (first[:, None] * last[None, :]).triu().tril(14)
                    begin, end = divmod(int(pairs.argmax()), len(first))
                    found.append(context[int(places[row][begin][0]) : int(places[row][end][1])])
            else:
                made = pipe.tokenizer([pipe.told() + text for text in part], padding=True, return_tensors="pt")
                made.pop("token_type_ids", None)
                found += pipe.tokenizer.batch_decode(pipe.model.generate(**made), skip_special_tokens=True)
    return found


def restored(rounds: int) -> None:
    from course_lib.pipelines import pipeline

    say("| pipeline | one at a time, pipeline / loop | eight at once, pipeline / loop | same answers |")
    say("|---|---|---|---|")
    for task in TASKS:
        pipe, given = pipeline(task, device="cpu"), inputs(task)
        key = "answer" if task == "question-answering" else pipe.RESULT + "_text"
        same = sum(
            a[key].replace(" ", "") == b.replace(" ", "")
            for a, b in zip(pipe(given), plain_loop(pipe, given, 1), strict=True)
        )
        few = given[:16]
        ratios = [
            ratio(lambda: pipe(few, batch_size=size), lambda: plain_loop(pipe, few, size), rounds * 6)  # noqa: B023
            for size in (1, 8)
        ]
        say(f"| {task} | {ratios[0]:.2f} | {ratios[1]:.2f} | {same} of {TEXTS} |")


def batches(rounds: int) -> None:
    """Reviews of like length, and the same with long ones between them: padding is what a batch costs."""
    from course_lib.pipelines import pipeline
    from course_lib.zoo.sentiment_en.recipe import source

    classify, rng = pipeline("sentiment-analysis", device="cpu"), random.Random(3)
    drawn = [source().draw(rng)[0] for _ in range(2000)]
    short = [text for text in drawn if 20 < len(text) < 50][:96]
    mixed = [" ".join(short[:8]) if number % 8 == 0 else text for number, text in enumerate(short)]
    compared = [medians(ways(classify, texts), rounds) for texts in (short, mixed)]
    say(
        "\n| 96 reviews, times as fast as single calls | short ones | every eighth eight times as long |\n|---|---|---|"
    )
    for name in compared[0]:
        ratios = (f"{taken['a call for each'] / taken[name]:.2f}" for taken in compared)
        say(f"| {name} | {' | '.join(ratios)} |")


def ways(classify: Any, texts: list[str]) -> dict[str, Callable[[], object]]:
    """The ways to have many texts classified."""
    by_length = sorted(texts, key=len)
    return {
        "a call for each": lambda: [classify(text) for text in texts],
        "one list": lambda: classify(texts),
        "`batch_size=8`": lambda: classify(texts, batch_size=8),
        "`batch_size=32`": lambda: classify(texts, batch_size=32),
        "`batch_size=32`, sorted by length": lambda: classify(by_length, batch_size=32),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    import torch
    import transformers

    torch.set_num_threads(1)
    transformers.utils.logging.disable_progress_bar()
    restored(rounds)
    batches(rounds)
    say(f"\nPython {platform.python_version()}, torch {torch.__version__}, transformers {transformers.__version__}")


if __name__ == "__main__":
    main()
