"""vocab-resize: model, tokenizer, tokens -> the model's rows."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.exercises.properties import is_exactly
from course_lib.lessons.decisions import close
from course_lib.lessons.lesson_05_new_tokens.new_words import new_words
from course_lib.lessons.library import BERT, MODEL, library_rows, library_tokenizer


def resize_case(kind: str, tokens: Sequence[str], others: Sequence[int] = ()) -> Case:
    tokenizer, rows = library_tokenizer(), library_rows()
    size, count = len(tokenizer), len(tokens)
    pieces = [tokenizer.encode(token, add_special_tokens=False) for token in tokens]
    watched = sorted({0, size - 1, *others, *(id for ids in pieces for id in ids), *range(size - count, size)})
    means = [rows[ids].mean(0) for ids in pieces]
    told = {
        "sum-not-mean": [rows[ids].sum(0) for ids in pieces],
        "first-piece-only": [rows[ids[0]] for ids in pieces],
        "special-tokens-in-the-mean": [rows[tokenizer.encode(token)].mean(0) for token in tokens],
    }

    def decide(seen: Mapping[str, Any]) -> str | None:
        if problem := is_exactly(seen["returned"], int):
            return problem
        if seen["ids"] != [*range(size, size + count)]:
            return "tokenizer-not-grown" if min(seen["ids"]) < size else "wrong-order"
        seen_rows, out_rows, said = seen["rows"]
        if seen_rows != size + count:
            sizes = {size: "still-the-old-size", size + 1: "one-row-more", size + 2 * count: "grows-twice"}
            return sizes.get(seen_rows, "wrong-size")
        if not (seen_rows == out_rows == said):
            return "half-grown"
        if not close(seen["old rows"], rows[watched]):
            return "old-rows-changed"
        if not close(seen["new rows"], means):
            return next((name for name, wrong in told.items() if close(seen["new rows"], wrong)), "left-to-chance")
        if seen["returned"] == count:
            return "returns-the-count"
        return None if seen["returned"] == seen_rows else "differs"

    weight = "args[0].get_input_embeddings().weight"
    probe = {
        "returned": "returned",
        "ids": f"args[1].convert_tokens_to_ids({list(tokens)!r})",  # not args[2]: a student may use that list up
        "rows": f"[len({weight}), len(args[0].get_output_embeddings().weight), args[0].config.vocab_size]",
        "new rows": f"{weight}[-{count}:]",
        "old rows": f"{weight}[{watched}]",
    }
    return Case(kind, (MODEL, BERT, list(tokens)), decide, probe, expected=size + count)


def cases(rng: random.Random) -> Iterator[Case]:
    yield resize_case("two", ["天干", "地支"])
    yield resize_case("three", ["甲子", "sexagenary", "lunisolar"])
    yield resize_case("random", new_words(rng, rng.randint(2, 5)), rng.sample(range(5000), 20))
