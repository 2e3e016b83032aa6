"""model-label: logits and id2label -> a label and a score for each text, as the pipeline gives them."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.exercises.properties import is_list_of
from course_lib.lessons.decisions import leaves_alone

Labels = Mapping[int, str]

SENTIMENT = {0: "NEGATIVE", 1: "POSITIVE"}
_SETS = (
    ["negative (stars 1, 2 and 3)", "positive (stars 4 and 5)"],
    ["entailment", "neutral", "contradiction"],
    ["hap", "sad", "neu", "ang"],
    ["体育", "财经", "科技", "娱乐", "其他"],
)


def label_case(kind: str, logits: Sequence[Sequence[float]], id2label: Labels) -> Case:
    import torch

    tensor = torch.tensor(logits, dtype=torch.float32)
    best, least = tensor.argmax(-1).tolist(), tensor.argmin(-1).tolist()
    in_order = list(id2label.values())

    def answers(scores: Any, places: Sequence[int], names: Any = id2label) -> list[dict[str, Any]]:
        rows = enumerate(places)
        return [{"label": names[place], "score": float(scores[row, place])} for row, place in rows]

    probabilities = torch.from_numpy(by_the_pipeline(tensor))
    expected = answers(probabilities, best)
    told = {
        "logit-as-score": answers(tensor, best),
        "each-by-itself": answers(tensor.sigmoid(), best),
        "over-the-texts": answers(tensor.softmax(0), best),
        "share-of-the-logits": answers(tensor / tensor.sum(-1, keepdim=True), best),
        "as-it-is-listed": answers(probabilities, best, in_order),
        "the-least-likely": answers(probabilities, least),
    }  # fmt: skip

    def decide(seen: Mapping[str, Any]) -> str | None:
        value = seen["returned"]
        if isinstance(value, dict) and any(_alike([value], [one]) for one in expected) and len(expected) > 1:
            return "only-one-text"
        if problem := is_list_of(value, dict):
            return problem
        scores = [one["score"] for one in value if set(one) == {"label", "score"}]
        if any(hasattr(score, "dtype") for score in scores):
            return "score-is-a-tensor"
        if _alike(value, expected):
            return None
        if any(type(score) is float and math.isnan(score) for score in scores):
            return "too-large-for-exp"
        return next((name for name, wrong in told.items() if _alike(value, wrong)), "differs")

    return leaves_alone(Case(kind, (tensor, dict(id2label)), decide, expected=expected), 0, 1)


def by_the_pipeline(logits: Any) -> Any:
    """The softmax of the text classification pipeline itself, on numpy's numbers."""
    from transformers.pipelines.text_classification import softmax

    return softmax(logits.numpy())


def _alike(value: Any, wanted: Sequence[Mapping[str, Any]]) -> bool:
    """The same labels, and scores but for rounding of the last digits."""
    return len(value) == len(wanted) and all(
        set(one) == {"label", "score"}
        and type(one["label"]) is type(other["label"])
        and one["label"] == other["label"]
        and type(one["score"]) is float
        and math.isclose(one["score"], other["score"], rel_tol=1e-4, abs_tol=1e-6)
        for one, other in zip(value, wanted, strict=True)
    )


def some_labels(rng: random.Random) -> Labels:
    """Labels by their ids; the order in which a dictionary lists them says nothing."""
    names = list(enumerate(rng.sample(rng.choice(_SETS), k=2) if rng.random() < 0.3 else rng.choice(_SETS)))
    return dict(rng.sample(names, len(names)))


def some_logits(rng: random.Random, texts: int, labels: int) -> list[list[float]]:
    """Logits in which one label is ahead, though not by much."""
    return [[round(rng.uniform(-3, 3), 3) for _ in range(labels)] for _ in range(texts)]


def cases(rng: random.Random) -> Iterator[Case]:
    yield label_case("two", [[-1.5, 2.0], [0.75, 0.25]], SENTIMENT)
    yield label_case("one", [[0.5, -0.5]], SENTIMENT)
    yield label_case("listed", [[2.0, 0.5, -1.0], [0.1, 0.2, 1.3]], {2: "contradiction", 0: "entailment", 1: "neutral"})
    yield label_case("large", [[120.0, 118.5], [-200.0, -201.0], [900.0, 898.0]], SENTIMENT)
    yield label_case("chinese", [[-1.0, -2.0, -0.5, -3.0, -2.5]], dict(enumerate(_SETS[3])))
    for _ in range(3):
        labels = some_labels(rng)
        yield label_case("random", some_logits(rng, rng.randint(1, 4), len(labels)), labels)
