"""vocab-resize: model, tokenizer, tokens -> the model's rows."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.exercises.mistakes import Mistake
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
    letters = [tokenizer.convert_tokens_to_ids(list(token)) for token in tokens]
    told = {
        "sum-not-mean": [rows[ids].sum(0) for ids in pieces],
        "first-piece-only": [rows[ids[0]] for ids in pieces],
        "special-tokens-in-the-mean": [rows[tokenizer.encode(token)].mean(0) for token in tokens],
        "characters-not-pieces": [rows[ids].mean(0) for ids in letters],
    }

    def decide(seen: Mapping[str, Any]) -> str | Mistake | None:
        ids, returned = seen["ids"], seen["returned"]
        seen_rows, out_rows, said = seen["rows"]
        sizes = (("rows", f"{seen_rows}; {size} + {count}"),)
        if problem := is_exactly(returned, int):
            return problem
        if ids != [*range(size, size + count)]:
            return Mistake("tokenizer-not-grown" if min(ids) < size else "wrong-order", shown=(("ids", str(ids)),))
        if seen_rows != size + count:
            known = {size: "still-the-old-size", size + 1: "one-row-more", size + 2 * count: "grows-twice"}
            return Mistake(known.get(seen_rows, "wrong-size"), shown=sizes)
        if not (seen_rows == out_rows == said):
            return Mistake("half-grown", shown=(*sizes, ("rows for writing", str(out_rows)), ("vocab_size", str(said))))
        if not close(seen["old rows"], rows[watched]):
            return Mistake("old-rows-changed", shown=())
        if not close(seen["new rows"], means):
            return _what_the_rows_are(seen["new rows"], means, told, rows.mean(0))
        wrong = "returns-the-count" if returned == count else "not-the-rows"
        return None if returned == seen_rows else Mistake(wrong, shown=(("returned", str(returned)), *sizes))

    weight = "args[0].get_input_embeddings().weight"
    probe = {
        "returned": "returned",
        "ids": f"args[1].convert_tokens_to_ids({list(tokens)!r})",  # not args[2]: a student may use that list up
        "rows": f"[len({weight}), len(args[0].get_output_embeddings().weight), args[0].config.vocab_size]",
        "new rows": f"{weight}[-{count}:]",
        "old rows": f"{weight}[{watched}]",
    }
    return Case(kind, (MODEL, BERT, list(tokens)), decide, probe, expected=size + count)


def _what_the_rows_are(new: Any, means: Sequence[Any], told: Mapping[str, Sequence[Any]], untouched: Any) -> Mistake:
    """The mistake that new rows show which are not the means of their pieces' rows; only what can be seen in them."""
    import torch

    new, count = new.float(), len(means)
    right = [close(new[row], means[row]) for row in range(count)]
    first = right.index(False)
    like = torch.nn.functional.cosine_similarity(new[first].float(), means[first].float(), dim=0)
    shown = (("likeness", f"{float(like):.2f}; 1.00"),)
    words = {"row": first + 1, "right": sum(right), "count": count}

    def is_like(wanted: Sequence[Any]) -> bool:
        return all(right[row] or close(new[row], wanted[row]) for row in range(count))

    if name := next((name for name, wanted in told.items() if is_like(wanted)), ""):
        return Mistake(name, words, shown)
    # New rows begin, with a little noise, as the mean of all old ones.
    left = [not right[row] and close(new[row], untouched) for row in range(count)]
    if any(left):
        return Mistake("some-rows-only" if any(right) else "left-to-chance", words, shown)
    if bool((new == 0).all(dim=1).any()):
        return Mistake("rows-of-zeros", words, shown)
    if bool(((new - new[:, :1]).abs() < 1e-6).all(dim=1).any()):
        return Mistake("one-number-a-row", words, shown)
    if count > 1 and all(any(close(row, mean) for mean in means) for row in new):
        swapped = len({_which(row, means) for row in new}) == count
        return Mistake("rows-swapped" if swapped else "one-row-for-all", words, shown)
    if count > 1 and all(close(row, new[0]) for row in new):
        return Mistake("one-row-for-all", words, shown)
    return Mistake("not-the-means", words, shown)


def _which(row: Any, means: Sequence[Any]) -> int:
    return next(number for number, mean in enumerate(means) if close(row, mean))


def cases(rng: random.Random) -> Iterator[Case]:
    yield resize_case("two", ["天干", "地支"])
    yield resize_case("three", ["甲子", "sexagenary", "lunisolar"])
    yield resize_case("one", ["sexagenary"])
    yield resize_case("repeated", ["子丑子", "lalala"])
    yield resize_case("random", new_words(rng, rng.randint(2, 5)), rng.sample(range(5000), 20))
