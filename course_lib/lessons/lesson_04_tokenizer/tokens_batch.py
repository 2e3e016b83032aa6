"""tokens-batch: texts -> two tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from course_lib.exercises.exercise import Case, Mistake
from course_lib.exercises.properties import is_exactly, is_tensor
from course_lib.lessons import sentences
from course_lib.lessons.decisions import decision, leaves_alone
from course_lib.lessons.library import BERT, library_tokenizer


def batch_case(kind: str, batch: Sequence[str], length: int) -> Case:
    tokenizer, given = library_tokenizer(), list(batch)
    library = tokenizer(given, padding="max_length", truncation=True, max_length=length, return_tensors="pt")
    expected = {name: library[name] for name in ("input_ids", "attention_mask")}
    ids, mask = (expected[name].tolist() for name in expected)
    whole = [tokenizer(text, truncation=True)["input_ids"] for text in given]  # as much as the model takes
    pad = tokenizer.pad_token_id

    def filled(rows: list[list[int]]) -> list[list[int]]:
        return [row[:length] + [pad] * (length - len(row)) for row in rows]

    wrong_ids = {
        "cuts-off-sep": filled(whole),
        "forgets-special-tokens": filled([row[1:-1] for row in whole]),
        "pads-on-the-left": [[pad] * (length - sum(m)) + row[: sum(m)] for row, m in zip(ids, mask, strict=True)],
        "another-padding-id": lambda rows: all(
            r[: sum(m)] == row[: sum(m)] for r, row, m in zip(rows, ids, mask, strict=True)
        ),
    }
    cls, sep = {tokenizer.cls_token_id}, {tokenizer.sep_token_id}
    hidden = [h | {pad} for h in (cls, sep, cls | sep)]
    wrong_mask = {
        "mask-all-ones": [[1] * length for _ in given],
        "mask-upside-down": [[1 - m for m in row] for row in mask],
        "mask-hides-special-tokens": lambda rows: any(
            rows == [[int(id not in those) for id in row] for row in ids] for those in hidden
        ),
    }

    def form(value: Any) -> str | None:
        if not isinstance(value, dict):
            return is_exactly(value, dict)
        if not set(expected) <= set(value):
            return "entry-missing"
        for name in expected:
            if isinstance(value[name], list):
                return "lists-not-tensors"
            problem = is_tensor(value[name], "int64", (len(given), length))
            longest = tuple(getattr(value[name], "shape", ())) == (len(given), max(map(len, whole)))
            if problem:
                return "pads-to-the-longest" if problem == "wrong-shape" and longest else problem
        return None

    def decide(seen: Mapping[str, Any]) -> str | Mistake | None:
        value = seen["returned"]
        if problem := form(value):
            return problem
        return decision(ids, lambda _: None, wrong_ids)({"returned": value["input_ids"].tolist()}) or decision(
            mask, lambda _: None, wrong_mask
        )({"returned": value["attention_mask"].tolist()})

    return leaves_alone(Case(kind, (BERT, given, length), decide, expected=expected), 1)


def cases(rng: random.Random) -> Iterator[Case]:
    yield batch_case("padding", ["你好", "天气很好。"], 9)
    yield batch_case("truncation", ["我们今天在公园下棋。", "早"], 6)
    yield batch_case("exact", ["天气好", ""], 5)
    yield batch_case("tiny", ["天气很好。", "we play"], 2)
    yield batch_case("long", ["今天天气很好，我们在公园下棋。" * 40], 20)
    for _ in range(3):
        yield batch_case("random", [sentences.sentence(rng) for _ in range(rng.randint(1, 3))], rng.randint(5, 16))
