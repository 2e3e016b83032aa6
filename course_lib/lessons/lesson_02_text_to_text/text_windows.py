"""text-windows: ids, a size, and how many two windows share -> windows that cover all ids."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.exercises.properties import is_list_of
from course_lib.lessons.decisions import decision, leaves_alone


def library_windows(ids: Sequence[int], size: int, shared: int) -> list[list[int]]:
    """What the library's own truncation gives: its first part and all that overflows."""
    from tokenizers import Tokenizer, models, pre_tokenizers

    vocabulary = {str(id): id for id in ids}
    tokenizer = Tokenizer(models.WordLevel({**vocabulary, "[UNK]": max(ids) + 1}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tokenizer.enable_truncation(max_length=size, stride=shared)
    first = tokenizer.encode(" ".join(map(str, ids)))
    return [part.ids for part in (first, *first.overflowing)]


def windows_case(kind: str, ids: Sequence[int], size: int, shared: int) -> Case:
    given, expected = list(ids), library_windows(ids, size, shared)

    def stepping(step: int) -> list[list[int]]:
        """Windows that begin every `step` ids, until one reaches the end."""
        found = []
        for first in range(0, len(given), step) if step > 0 else ():
            found.append(given[first : first + size])
            if first + size >= len(given):
                break
        return found

    def rows(value: Any) -> bool:
        return isinstance(value, list) and bool(value) and all(isinstance(row, list) for row in value)

    wrong: dict[str, Any] = {
        "shared-as-step": lambda value: shared != size - shared and value == stepping(shared),
        "nothing-shared": lambda value: shared > 0 and value == stepping(size),
        "one-id-off": lambda value: value in (stepping(size - shared - 1), stepping(size - shared + 1)),
        "last-ids-lost": lambda value: rows(value) and value == expected[: len(value)] and len(value) < len(expected),
        "windows-too-many": lambda value: rows(value) and value[: len(expected)] == expected,
        "last-window-moved-back": lambda value: (
            rows(value) and len(given) >= size and value == [*expected[:-1], given[-size:]]
        ),
        "filled-up": lambda value: (
            rows(value)
            and len(value) == len(expected)
            and value[:-1] == expected[:-1]
            and len(value[-1]) == size > len(expected[-1])
            and value[-1][: len(expected[-1])] == expected[-1]
        ),
    }

    def form(value: Any) -> str | None:
        if value is None:
            return "returns-nothing"
        return "wrong-type" if is_list_of(value, list) or any(is_list_of(row, int) for row in value) else None

    return leaves_alone(Case(kind, (given, size, shared), decision(expected, form, wrong), expected=expected), 0)


def random_case(kind: str, rng: random.Random) -> Case:
    size = rng.randint(3, 9)
    ids = [rng.randint(100, 130) for _ in range(rng.randint(size + 1, 4 * size))]
    return windows_case(kind, ids, size, rng.randint(0, size - 1))


def cases(rng: random.Random) -> Iterator[Case]:
    yield windows_case("steps", range(1, 12), 5, 2)
    yield windows_case("fits", [7, 8, 9], 5, 1)
    yield windows_case("tiny", [7], 5, 1)
    yield windows_case("full", [7, 8, 9, 10], 4, 1)
    yield windows_case("one-more", [7, 8, 9, 10, 11], 4, 3)
    yield windows_case("rest", range(20, 30), 4, 1)
    yield windows_case("short-rest", range(20, 31), 6, 2)
    yield windows_case("none-shared", [5, 6, 7, 8, 9, 10, 11], 3, 0)
    yield windows_case("alike", [4, 4, 9, 4, 4, 9, 4, 4], 4, 2)
    for _ in range(3):
        yield random_case("random", rng)
