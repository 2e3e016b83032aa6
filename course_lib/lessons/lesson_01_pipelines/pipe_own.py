"""pipe-own: a pipeline class to inherit from, a model, texts -> what a pipeline of one's own says of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.exercises.fresh import Fresh
from course_lib.exercises.mistakes import Mistake
from course_lib.exercises.wire_values import Opaque
from course_lib.lessons.decisions import comparable, leaves_alone
from course_lib.lessons.lesson_01_pipelines.inputs import ALIKE, model_of, tokenizer_of
from course_lib.lessons.lesson_01_pipelines.reviews import chinese, english

_AUTO = "AutoModelForSequenceClassification"


@cache
def logits(name: str, text: str) -> tuple[float, float]:
    """(logit of the positive label, of the negative one)."""
    import torch

    model, tokenizer = model_of(_AUTO, name), tokenizer_of(name.partition(" ")[0])
    with torch.no_grad():
        found = model(**tokenizer(text, return_tensors="pt")).logits[0].tolist()
    positive = next(n for n, label in model.config.id2label.items() if label.lower().startswith("pos"))
    return found[positive], found[1 - positive]


def probability(name: str, text: str) -> float:
    """Of the positive label."""
    import math

    positive, negative = logits(name, text)
    return 1 / (1 + math.exp(negative - positive))


def own_case(kind: str, name: str, texts: Sequence[str], size: int) -> Case:
    given = list(texts)
    chances = [probability(name, text) for text in given]
    expected = [2 * chance - 1 for chance in chances]
    needed = -(-len(given) // size)

    def near(numbers: Sequence[float]) -> Callable[[Any], bool]:
        def is_near(value: Any) -> bool:
            return (
                len(value) == len(numbers)
                and any(abs(a - b) > 0.01 for a, b in zip(numbers, expected, strict=False))
                and all(abs(a - b) < 2e-3 for a, b in zip(value, numbers, strict=True))
            )

        return is_near

    told: dict[str, Callable[[Any], bool]] = {
        "always-zero": near([0.0 for _ in expected]),
        "label-by-a-part": lambda value: name.endswith(ALIKE) and near([-one for one in expected])(value),
        "sign-turned": near([-one for one in expected]),
        "probability-alone": near(chances),
        "the-other-probability": near([1 - chance for chance in chances]),
        "best-score-with-a-sign": near([chance if chance > 0.5 else chance - 1 for chance in chances]),
        "best-score": near([max(chance, 1 - chance) for chance in chances]),
        "logits-not-probabilities": near([logits(name, text)[0] - logits(name, text)[1] for text in given]),
        "signs-only": near([1.0 if chance > 0.5 else -1.0 for chance in chances]),
    }

    def decide(seen: Mapping[str, Any]) -> str | Mistake | None:
        value, batches = comparable(seen["returned"]), seen["batches"]
        if value is None:
            return "returns-nothing"
        if isinstance(value, Opaque) and "Pipeline" not in value.type_name and value.type_name == "torch.Tensor":
            return "tensors-not-numbers"
        if isinstance(value, Opaque):
            return "pipeline-not-called"
        if type(value) is not list:
            return "wrong-type"
        if any(isinstance(one, Opaque) for one in value):
            return "tensors-not-numbers"
        if any(isinstance(one, dict) for one in value):
            return "dictionaries-not-numbers"
        if any(isinstance(one, list) for one in value):
            return "lists-not-numbers"
        if any(one is None for one in value):
            return "a-mood-missing"
        if any(type(one) not in (float, int) for one in value):
            return "wrong-type"
        if len(value) != len(expected):
            return "differs"
        if any(abs(a - b) > 2e-3 for a, b in zip(value, expected, strict=True)):
            return next((name for name, test in told.items() if test(value)), "differs")
        if not batches:
            return "no-pipeline"
        shown = (("batches", str(batches)), ("size", str(size)))
        if any(batch > size for batch in batches):
            return Mistake("more-than-size", {"most": max(batches), "size": size}, shown)
        if len(batches) > needed:
            name = "one-at-a-time" if size > 1 and set(batches) == {1} else "reads-too-often"
            return Mistake(name, {"times": len(batches), "needed": needed}, shown)
        return None

    tokenizer = Fresh("tokenizer of reviews", name.partition(" ")[0])
    args = (Fresh("pipeline class"), Fresh("judge of reviews", name), tokenizer, given, size)
    probe = {"returned": "returned", "batches": "args[0].batches"}
    return leaves_alone(Case(kind, args, decide, probe, expected), 3)


NEUTRAL = {"en": "It arrived on Tuesday.", "zh": "包裹是星期二到的。"}


def cases(rng: random.Random) -> Iterator[Case]:
    yield own_case("batches", "sentiment-en", [NEUTRAL["en"], "The soup is wonderful.", "The lamp broke."], 2)
    yield own_case("chinese", "sentiment-zh", ["菜很好，很满意。", NEUTRAL["zh"], "房间太差了，很失望。"], 3)
    yield own_case("one", "sentiment-en", ["The soup is wonderful."], 1)
    yield own_case("turned", "sentiment-en turned", ["The lamp broke on the first day.", NEUTRAL["en"]], 2)
    yield own_case("alike", "sentiment-en alike", ["The soup is wonderful."], 1)
    yield own_case("unsure", "sentiment-en unsure", ["The soup is wonderful."], 1)
    yield own_case("random", "sentiment-en", [english(rng) for _ in range(4)], rng.choice((2, 3)))
    yield own_case("random", "sentiment-zh", [chinese(rng) for _ in range(3)], 2)
