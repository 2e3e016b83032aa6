"""model-parameters: the numbers in a BERT's config.json -> how many parameters its backbone has."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.exercises.properties import is_exactly
from course_lib.lessons.decisions import leaves_alone

Config = Mapping[str, int]


def a_config(vocabulary: int, width: int, heads: int, layers: int, inner: int, places: int, types: int = 2) -> Config:
    """The entries of a config.json that count."""
    return {
        "hidden_size": width,
        "intermediate_size": inner,
        "max_position_embeddings": places,
        "num_attention_heads": heads,
        "num_hidden_layers": layers,
        "type_vocab_size": types,
        "vocab_size": vocabulary,
    }


def parameters_case(kind: str, config: Config) -> Case:
    expected = of_the_library(config)
    h, inner, layers = config["hidden_size"], config["intermediate_size"], config["num_hidden_layers"]
    places, heads = config["max_position_embeddings"] * h, config["num_attention_heads"]
    types, words, square = config["type_vocab_size"] * h, config["vocab_size"] * h, h * h + h
    embeddings = words + places + types + 2 * h
    layer = 4 * square + 2 * h * inner + inner + h + 4 * h
    biases, norms = layers * (5 * h + inner) + h, 2 * h + layers * 4 * h
    told = {
        "one-layer-only": {embeddings + layer + square, embeddings + layer},
        "forgets-the-biases": {
            expected - short for short in (biases, biases - h, layers * h, layers * inner, layers * (h + inner))
        },
        "forgets-the-norms": {expected - norms, expected - norms + 2 * h, expected - layers * 2 * h},
        "only-the-matrices": {expected - biases - norms, expected - biases - norms - h * h},
        "each-head-its-own": {
            expected + layers * n * (heads - 1) * one for n in (3, 4) for one in (h * h, square)
        },
        "forgets-the-positions": {expected - places, expected - places - types, expected - types},
        "forgets-the-pooler": {expected - square},
        "three-matrices": {expected - layers * square},
    }  # fmt: skip

    def decide(seen: Mapping[str, Any]) -> str | None:
        number = seen["returned"]
        if problem := is_exactly(number, int):
            return problem
        if number == expected:
            return None
        return next((name for name, numbers in told.items() if number in numbers), "differs")

    return leaves_alone(Case(kind, (dict(config),), decide, expected=expected), 0)


def of_the_library(config: Config) -> int:
    """How many there are in the model that the library builds, without giving them any memory."""
    import torch
    from transformers import BertConfig, BertModel

    with torch.device("meta"):
        model = BertModel(BertConfig(**config))
    return sum(parameter.numel() for parameter in model.parameters())


def some_config(rng: random.Random) -> Config:
    """A model that nobody has trained: its numbers have nothing to do with one another."""
    heads = rng.randint(2, 6)
    width, inner = heads * rng.randint(5, 40), rng.randint(100, 900)
    return a_config(
        rng.randint(1000, 30000), width, heads, rng.randint(2, 9), inner, rng.randint(40, 600), rng.choice((2, 3))
    )


def cases(rng: random.Random) -> Iterator[Case]:
    yield parameters_case("tiny", a_config(vocabulary=100, width=10, heads=2, layers=3, inner=17, places=30))
    yield parameters_case("one", a_config(vocabulary=700, width=24, heads=3, layers=1, inner=50, places=64))
    yield parameters_case("base", a_config(vocabulary=21128, width=768, heads=12, layers=12, inner=3072, places=512))
    yield parameters_case("types", a_config(vocabulary=500, width=36, heads=4, layers=2, inner=70, places=90, types=5))
    yield parameters_case("no-layers", a_config(vocabulary=60, width=8, heads=2, layers=0, inner=20, places=12))
    for _ in range(2):
        yield parameters_case("random", some_config(rng))
