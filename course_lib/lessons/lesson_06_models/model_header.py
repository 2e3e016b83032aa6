"""model-header: the bytes of a safetensors file -> name, dtype and shape of its tensors."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from math import prod
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.exercises.properties import is_exactly
from course_lib.lessons.decisions import comparable

Tensors = Mapping[str, tuple[str, Sequence[int]]]

_DTYPES = {"F32": "float32", "F16": "float16", "BF16": "bfloat16", "I64": "int64", "U8": "uint8"}
_NAMES = ["query.weight", "key.weight", "value.bias", "dense.weight", "dense.bias", "LayerNorm.weight", "嵌入.weight"]


def header_case(kind: str, tensors: Tensors, metadata: Mapping[str, str] | None = None) -> Case:
    data = saved(tensors, metadata)
    length = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + length])
    entries = {name: entry for name, entry in header.items() if name != "__metadata__"}
    expected = {name: (entry["dtype"], entry["shape"]) for name, entry in entries.items()}
    wrong = {
        "whole-entries": entries,
        "shape-only": {name: shape for name, (_, shape) in expected.items()},
        "shape-before-dtype": {name: (shape, dtype) for name, (dtype, shape) in expected.items()},
        "offsets-for-shape": {name: (entry["dtype"], entry["data_offsets"]) for name, entry in entries.items()},
        "count-for-shape": {name: (dtype, prod(shape)) for name, (dtype, shape) in expected.items()},
        "drops-scalars": {name: value for name, value in expected.items() if value[1]},
    }

    def decide(seen: Mapping[str, Any]) -> str | None:
        value = seen["returned"]
        if isinstance(value, list | tuple) and sorted(map(str, value)) == sorted(expected):
            return "names-only"
        if problem := is_exactly(value, dict):
            return problem
        if "__metadata__" in value:
            return "keeps-metadata"
        value = {name: comparable(item) for name, item in value.items()}
        pairs = {name: tuple(pair) if type(pair) is list else pair for name, pair in value.items()}
        if pairs == expected:
            return None
        alike = (name for name, mistake in wrong.items() if mistake != expected and mistake in (value, pairs))
        return next(alike, "differs")

    return Case(kind, (data,), decide, expected=expected)


def saved(tensors: Tensors, metadata: Mapping[str, str] | None) -> bytes:
    """The file as the library writes it."""
    import torch
    from safetensors.torch import save

    made = {
        name: torch.ones(tuple(shape), dtype=getattr(torch, _DTYPES[dtype])) for name, (dtype, shape) in tensors.items()
    }
    return bytes(save(made, dict(metadata) if metadata else None))


def some_tensors(rng: random.Random) -> Tensors:
    """A few tensors of a model that nobody has."""
    names = [f"encoder.layer.{rng.randrange(12)}.{name}" for name in rng.sample(_NAMES, rng.randint(3, 6))]
    return {
        name: (
            rng.choice(list(_DTYPES)),
            [rng.randint(2, 9) for _ in range(1 if "bias" in name or "Norm" in name else 2)],
        )
        for name in names
    }


def cases(rng: random.Random) -> Iterator[Case]:
    yield header_case("one", {"embeddings.weight": ("F32", [5, 3])})
    yield header_case("metadata", {"a.weight": ("F16", [4, 2]), "a.bias": ("F16", [4])}, {"format": "pt"})
    yield header_case("scalar", {"scale": ("F32", []), "steps": ("I64", [1]), "w": ("BF16", [2, 3, 4])})
    yield header_case("chinese", {"嵌入.权重": ("F16", [6, 2]), "偏置": ("F32", [6])}, {"author": "某某"})
    for _ in range(3):
        yield header_case("random", some_tensors(rng), rng.choice((None, {"format": "pt"})))
