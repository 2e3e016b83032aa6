"""pipe-join: what was found in windows over a text -> what is found in the text."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.lessons.decisions import comparable, leaves_alone
from course_lib.lessons.lesson_01_pipelines.people import KINDS, NAMES, Entity, entity

Span = tuple[int, int, str]


def inside(one: Span, other: Span) -> bool:
    """Whether a span lies within another, larger one."""
    return other[0] <= one[0] and one[1] <= other[1] and one[:2] != other[:2]


def joined(parts: Sequence[tuple[int, Sequence[Entity]]]) -> list[Span]:
    found = spans(parts)
    return sorted(one for one in found if not any(inside(one, other) for other in found))


def spans(parts: Sequence[tuple[int, Sequence[Entity]]], *, shifted: bool = True) -> set[Span]:
    return {
        (shifted * first + one["start"], shifted * first + one["end"], one["entity_group"])
        for first, entities in parts
        for one in entities
    }


def join_case(kind: str, parts: Sequence[tuple[int, Sequence[Entity]]]) -> Case:
    given = [(first, [dict(one) for one in entities]) for first, entities in parts]
    expected = joined(given)
    everything, unmoved = spans(given), spans(given, shifted=False)

    def decide(seen: Mapping[str, Any]) -> str | None:
        value = comparable(seen["returned"])
        if value is None:
            return "returns-nothing"
        if isinstance(value, list | tuple) and value and all(isinstance(one, dict) for one in value):
            return "dictionaries-not-triples"
        if type(value) is not list:
            return "wrong-type"
        rows = [tuple(row) if isinstance(row, list) else row for row in value]
        if any(type(row) is not tuple or len(row) != 3 for row in rows):
            return "wrong-type"
        if any(sorted(type(part).__name__ for part in row) == ["int", "int", "str"] != [
            type(part).__name__ for part in row] for row in rows):  # fmt: skip
            return "another-order-in-a-triple"
        if any([type(part) for part in row] != [int, int, str] for row in rows):
            return "wrong-type"
        return None if rows == expected else _told(rows)

    def _told(rows: list[Span]) -> str:
        here = set(rows)
        if not here <= everything and here <= unmoved:
            return "not-moved"
        if here <= everything:
            if len(here) < len(rows):
                return "repeats-left"
            left = [(one, other) for one in here for other in everything if inside(one, other)]
            if any(other not in here for _, other in left):
                return "piece-for-the-whole"
            if left:
                return "piece-of-another-kind" if all(one[2] != other[2] for one, other in left) else "pieces-left"
            if here == set(expected):
                return "order-lost"
            lost = set(expected) - here
            if all(_crosses(one, expected) for one in lost):
                return "overlaps-dropped"
            if here < set(expected) and rows == [one for one in joined(given[:1]) if one in expected]:
                return "first-window-only"
        return "differs"

    return leaves_alone(Case(kind, (given,), decide, expected=expected), 0)


def _crosses(one: Span, others: Sequence[Span]) -> bool:
    return any(
        one is not other and one[:2] != other[:2] and one[0] < other[1] and other[0] < one[1] for other in others
    )


def windows_over(
    entities: Sequence[Entity], length: int, size: int, shared: int, cut_kind: Mapping[str, str] | None = None
) -> list[tuple[int, list[Entity]]]:
    """What windows of so many characters see of a text's entities: those at an edge in part."""
    parts = []
    for first in range(0, length, size - shared):
        last, seen = min(first + size, length), []
        for one in entities:
            start, end = max(one["start"], first), min(one["end"], last)
            if start < end:
                whole = (start, end) == (one["start"], one["end"])
                kind = one["entity_group"] if whole else (cut_kind or {}).get(one["entity_group"], one["entity_group"])
                name = one["word"].replace(" ", "")[start - one["start"] : end - one["start"]]
                seen.append({**entity(kind, name, start - first), "end": end - first})
        parts.append((first, seen))
        if last == length:
            break
    return parts


def random_case(kind: str, rng: random.Random) -> Case:
    entities, at = [], rng.randint(0, 6)
    for _ in range(rng.randint(6, 10)):
        group = rng.choice(KINDS)
        name = rng.choice(NAMES["zh"][group])
        entities.append(entity(group, name, at))
        at += len(name) + rng.randint(1, 9)
    size = rng.randint(18, 26)
    parts = windows_over(entities, at, size, rng.randint(6, 9), {"ORG": "LOC"})
    return join_case(kind, parts)


def cases(rng: random.Random) -> Iterator[Case]:
    ming, peking, school = ("PER", "王小明"), ("LOC", "北京"), ("ORG", "北京大学")
    yield join_case("apart", [(0, [entity(*ming, 2)]), (20, [entity(*peking, 5)]), (40, [])])
    yield join_case("again", [(0, [entity(*ming, 2), entity(*peking, 16)]), (12, [entity(*peking, 4)])])
    yield join_case("cut", [(0, [entity("PER", "王小", 10)]), (8, [entity(*ming, 2), entity(*peking, 9)])])
    yield join_case("cut-before", [(0, [entity(*ming, 7)]), (8, [entity("PER", "小明", 0), entity(*peking, 9)])])
    yield join_case("another-kind", [(0, [entity(*ming, 1), entity(*peking, 18)]), (15, [entity(*school, 3)])])
    yield join_case("order", [(0, [entity(*peking, 16)]), (8, [entity(*ming, 2), entity(*peking, 8)])])
    yield join_case(
        "crossing", [(0, [entity("ORG", "西湖书店", 12)]), (10, [entity("ORG", "书店公司", 4), entity(*ming, 12)])]
    )
    yield join_case("same-start", [(0, [entity(*ming, 2), entity(*school, 9)]), (8, [entity(*peking, 1)])])
    yield join_case("one", [(0, [entity(*ming, 0), entity(*peking, 5)])])
    yield join_case("none", [(0, []), (20, [])])
    for _ in range(3):
        yield random_case("random", rng)
