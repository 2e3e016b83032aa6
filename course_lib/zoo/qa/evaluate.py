"""qa's held-out figures, from weights on disk.

The best span is the one with the highest sum of start and end logits among spans of the context of up to 15 tokens, as
the question-answering pipeline of transformers 4 had it. Answers are compared as SQuAD compares them: without case,
punctuation and articles; a Chinese numeral with its measure word ("一只") at the beginning counts as an article.
"""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from course_lib.zoo.figures import Figure
from course_lib.zoo.qa.stories import held_out, items

LONGEST_ANSWER = 15
GENERATED = 200
SEED = 77_000
_ARTICLE = re.compile(r"\b(a|an|the)\b")
_MEASURE = re.compile("^一[个只条匹辆件本把双顶部台张家所名位块束份杯碗瓶副架盏支套间座场首幅]")
_PUNCTUATION = set(string.punctuation + "，。！？、；：“”‘’（）《》·…—")


def evaluate(directory: Path) -> list[Figure]:
    """Every figure of the card, recomputed from the weights in `directory`; seconds on a CPU."""
    from transformers import AutoModelForQuestionAnswering, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(directory)
    model = AutoModelForQuestionAnswering.from_pretrained(directory).eval()
    figures = []
    for people, word, bar in ((1, "one person", 0.95), (2, "two people", 0.85)):
        written = [one for one in held_out() if int(one["people"]) == people]
        right = exact(tokenizer, model, written)
        name = "one_person" if people == 1 else "two_people"
        figures.append(Figure(f"{name}_exact", share(right), chance(written), len(written), bar,
                              f"hand-written, about {word}, by somebody who had not read the generator"))  # fmt: skip
        for code, language in (("zh", "Chinese"), ("en", "English")):
            ours = [ok for one, ok in zip(written, right, strict=True) if one["lang"] == code]
            figures.append(
                Figure(f"{name}_{language.lower()}", share(ours), 0.0, len(ours), None, f"the {language} ones of these")
            )
    for people, name in ((1, "generated_one_person"), (2, "generated_two_people")):
        made = [
            {"context": one.context, "question": one.question, "answer": one.text}
            for one in items(GENERATED, SEED + people, two=people - 1)
        ]
        figures.append(Figure(name, share(exact(tokenizer, model, made)), chance(made), len(made), None,
                              "new stories of the generator"))  # fmt: skip
    return figures


def answers(tokenizer: Any, model: Any, pairs: Sequence[tuple[str, str]]) -> list[str]:
    """For each (question, context) the span of the context that the model takes for the answer."""
    import torch

    found = []
    for start in range(0, len(pairs), 32):
        chunk = pairs[start : start + 32]
        batch = tokenizer(
            [question for question, _ in chunk], [context for _, context in chunk],
            padding=True, truncation="only_second", return_offsets_mapping=True, return_tensors="pt",
        )  # fmt: skip
        offsets = batch.pop("offset_mapping")
        with torch.no_grad():
            output = model(**batch)
        for row, (_, context) in enumerate(chunk):
            inside = torch.tensor([segment == 1 for segment in batch.sequence_ids(row)])
            starts = output.start_logits[row].float().masked_fill(~inside, -1e4)
            ends = output.end_logits[row].float().masked_fill(~inside, -1e4)
            scores = (starts[:, None] + ends[None, :]).triu().masked_fill(_too_long(len(starts)), -1e9)
            first, last = divmod(int(scores.argmax()), len(starts))
            found.append(context[int(offsets[row][first][0]) : int(offsets[row][last][1])])
    return found


def _too_long(size: int) -> Any:
    import torch

    place = torch.arange(size)
    length = place[None, :] - place[:, None]
    return (length < 0) | (length >= LONGEST_ANSWER)


def normalise(text: str) -> str:
    """As SQuAD's own script does it: small letters, no punctuation, no articles, single spaces.

    >>> normalise("A black cat."), normalise("一只黑猫")
    ('black cat', '黑猫')
    """
    text = "".join(" " if character in _PUNCTUATION else character for character in text.lower())
    text = " ".join(_ARTICLE.sub(" ", text).split())
    return _MEASURE.sub("", text) or text


def exact(tokenizer: Any, model: Any, written: Sequence[dict[str, str]]) -> list[bool]:
    """Whether each answer is right, once both are normalised."""
    found = answers(tokenizer, model, [(one["question"], one["context"]) for one in written])
    return [normalise(guess) == normalise(one["answer"]) for guess, one in zip(found, written, strict=True)]


def chance(written: Sequence[dict[str, str]]) -> float:
    """A guess among all spans of the context of one to five words (English) or characters (Chinese)."""
    guesses = []
    for one in written:
        size = len(one["context"].split()) if one["context"].isascii() else len(one["context"])
        guesses.append(1 / max(1, 5 * size - 10))
    return sum(guesses) / max(1, len(guesses))


def share(right: Sequence[bool]) -> float:
    return sum(right) / max(1, len(right))
