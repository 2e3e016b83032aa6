"""model-report: what a model wants, what a file holds -> what is missing, unexpected, mismatched."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from math import prod
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.exercises.properties import is_exactly
from course_lib.lessons.decisions import leaves_alone

Shapes = Mapping[str, list[int]]

KEYS = ("missing", "unexpected", "mismatched")


def report_case(kind: str, wanted: Shapes, saved: Shapes) -> Case:
    missing = sorted(set(wanted) - set(saved))
    unexpected = sorted(set(saved) - set(wanted))
    both = sorted(set(wanted) & set(saved))
    mismatched = [name for name in both if wanted[name] != saved[name]]
    expected = _report(missing, unexpected, mismatched)
    by_number = [name for name in both if prod(wanted[name]) != prod(saved[name])]
    by_rank = [name for name in both if len(wanted[name]) != len(saved[name])]
    told = {
        "exchanged": _report(unexpected, missing, mismatched),
        "mismatched-is-missing": _report(sorted(missing + mismatched), unexpected, mismatched),
        "mismatched-everywhere": _report(sorted(missing + mismatched), sorted(unexpected + mismatched), mismatched),
        "ignores-shapes": _report(missing, unexpected, []),
        "all-that-both-have": _report(missing, unexpected, both),
        "compares-the-count": _report(missing, unexpected, by_number),
        "compares-dimensions": _report(missing, unexpected, by_rank),
    }
    counts = {name: len(names) for name, names in expected.items()}

    def decide(seen: Mapping[str, Any]) -> str | None:
        value = seen["returned"]
        if problem := is_exactly(value, dict):
            return problem
        if value == expected:
            return None
        if value == {**told["mismatched-everywhere"], "mismatched": []} and mismatched:
            return "mismatched-everywhere"
        if value == counts:
            return "counts-not-names"
        return next((name for name, wrong in told.items() if wrong != expected and value == wrong), "differs")

    return leaves_alone(Case(kind, (dict(wanted), dict(saved)), decide, expected=expected), 0, 1)


def _report(*lists: list[str]) -> dict[str, list[str]]:
    return dict(zip(KEYS, lists, strict=True))


def bert(
    rng: random.Random, head: str, *, pooler: bool, labels: int = 2, vocabulary: int = 30, layers: int = 1
) -> Shapes:
    """Some of the parameters of a BERT with this head, in an order of their own."""
    width = 4
    shapes = {"bert.embeddings.word_embeddings.weight": [vocabulary, width]}
    for number in range(layers):
        layer = f"bert.encoder.layer.{number}"
        shapes |= {f"{layer}.attention.output.dense.weight": [width, width], f"{layer}.output.dense.bias": [width]}
    if pooler:
        shapes |= {"bert.pooler.dense.weight": [width, width], "bert.pooler.dense.bias": [width]}
    if head == "cls":
        shapes |= {"cls.predictions.bias": [vocabulary], "cls.predictions.transform.dense.weight": [width, width]}
    else:
        shapes |= {f"{head}.weight": [labels, width], f"{head}.bias": [labels]}
    return dict(rng.sample(list(shapes.items()), len(shapes)))


def some_pair(rng: random.Random) -> tuple[Shapes, Shapes]:
    """What a model with one head wants, and what was saved with another, or with other sizes."""
    heads = rng.sample(("cls", "classifier", "qa_outputs", "score"), 2)
    one = bert(rng, heads[0], pooler=rng.random() < 0.7, labels=rng.randint(3, 5), layers=rng.randint(1, 3))
    other = bert(rng, heads[1], pooler=rng.random() < 0.3, vocabulary=rng.choice((30, 31)), layers=rng.randint(1, 3))
    turned = rng.choice([name for name in one if len(one[name]) == 2])
    if turned in other and other[turned][0] != other[turned][1]:
        other = {**other, turned: other[turned][::-1]}
    return one, other


def cases(rng: random.Random) -> Iterator[Case]:
    fixed = random.Random(6)
    wanted = {"w": [2, 3], "v": [6], "x": [1], "u": [5], "s": [], "t": [1], "cls.predictions.decoder.bias": [30]}
    saved = {"v": [1, 6], "y": [2], "w": [2, 4], "u": [5], "s": [1], "t": []}
    yield report_case("dimensions", wanted, saved)
    yield report_case("head", bert(fixed, "classifier", pooler=True), bert(fixed, "cls", pooler=False))
    yield report_case("turned", {"b.weight": [2, 8], "c": [4], "a": [3]}, {"b.weight": [8, 2], "c": [4], "d": [3]})
    yield report_case(
        "sizes", bert(fixed, "classifier", pooler=True, labels=5), bert(fixed, "classifier", pooler=True, vocabulary=33)
    )
    yield report_case("same", bert(fixed, "cls", pooler=False), bert(fixed, "cls", pooler=False))
    for _ in range(3):
        yield report_case("random", *some_pair(rng))
