"""reply-pad: rows of ids, an id to fill up with -> ids, mask and positions, padded on the left."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from course_lib.exercises.exercise import Case, Mistake
from course_lib.exercises.properties import is_exactly, is_tensor
from course_lib.lessons.decisions import leaves_alone

NAMES = ("input_ids", "attention_mask", "position_ids")


def pad_case(kind: str, rows: Sequence[Sequence[int]], pad: int) -> Case:
    import torch

    given = [list(row) for row in rows]
    longest, shortest = max(map(len, given)), min(map(len, given))
    gaps = [longest - len(row) for row in given]
    both = [*zip(given, gaps, strict=True)]
    ids = [[pad] * gap + row for row, gap in both]
    mask = [[0] * gap + [1] * len(row) for row, gap in both]
    places = [[0] * gap + [*range(len(row))] for row, gap in both]
    expected = {name: torch.tensor(rows) for name, rows in zip(NAMES, (ids, mask, places), strict=True)}

    def form(value: Any) -> str | Mistake | None:
        if not isinstance(value, dict):
            return is_exactly(value, dict)
        for name in NAMES:
            if name not in value:
                return Mistake("entry-missing", {"name": name})
            if isinstance(value[name], list):
                return Mistake("lists-not-tensors", {"name": name})
            shape = tuple(getattr(value[name], "shape", ()))
            if len(shape) == 2 and shape[0] == len(given) and shape[1] < longest:
                cuts = ([row[:shortest] for row in given], [row[-shortest:] for row in given])
                if name == "input_ids" and value[name].tolist() in cuts:
                    return "cut-to-the-shortest"
                return Mistake("ids-lost", {"name": name, "seen": shape[1], "longest": longest})
            if problem := is_tensor(value[name], "int64", (len(given), longest)):
                return problem
        return None

    def of_ids(seen: list[list[int]]) -> str | Mistake | None:
        if seen == ids:
            return None
        if seen == [row + [pad] * gap for row, gap in both]:
            return "padded-on-the-right"
        if sorted(seen) == sorted(ids):
            return "rows-in-another-order"
        if all(row[gap:] == tokens for row, (tokens, gap) in zip(seen, both, strict=True)):
            return "filled-with-another-id"
        return "ids-differ"

    def of_mask(seen: list[list[int]]) -> str | None:
        if seen == mask:
            return None
        if seen == [[1 - one for one in row] for row in mask]:
            return "mask-upside-down"
        if seen == [[1] * longest for _ in given]:
            return "mask-hides-nothing"
        if seen == [[int(id != pad) for id in row] for row in ids]:
            return "mask-by-id"
        if seen == [[1] * len(row) + [0] * gap for row, gap in both]:
            return "mask-of-the-right"
        return "mask-differs"

    def of_places(seen: list[list[int]]) -> str | None:
        own = [row[gap:] for row, gap in zip(seen, gaps, strict=True)]
        outside = [place for row, gap in zip(seen, gaps, strict=True) for place in row[:gap]]
        if own != [[*range(len(row))] for row in given]:
            if own == [[*range(gap, longest)] for gap in gaps]:
                return "places-of-the-batch"
            return "places-from-one" if own == [[*range(1, len(row) + 1)] for row in given] else "places-differ"
        return "place-that-is-none" if any(not 0 <= place < longest for place in outside) else None

    def decide(seen: Mapping[str, Any]) -> str | Mistake | None:
        value = seen["returned"]
        if problem := form(value):
            return problem
        seen_ids, seen_mask, seen_places = (value[name].tolist() for name in NAMES)
        return of_ids(seen_ids) or of_mask(seen_mask) or of_places(seen_places)

    return leaves_alone(Case(kind, (given, pad), decide, expected=expected), 0)


def random_case(kind: str, rng: random.Random) -> Case:
    lengths = rng.sample(range(1, 7), rng.randint(2, 4))
    pad = rng.choice((0, 3, 50))
    return pad_case(kind, [[rng.randint(4, 49) for _ in range(length)] for length in lengths], pad)


def cases(rng: random.Random) -> Iterator[Case]:
    yield pad_case("two", [[11, 12, 13], [21]], 0)
    yield pad_case("three", [[11, 12], [21, 22, 23, 24], [31, 32, 33]], 7)
    yield pad_case("equal", [[11, 12], [21, 22]], 0)
    yield pad_case("one", [[11, 12, 13]], 0)
    yield pad_case("pad-inside", [[5, 11, 5, 12], [5, 21]], 5)
    yield random_case("random", rng)
    yield random_case("random", rng)
