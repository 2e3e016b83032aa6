"""table-answer: what a pipeline answers about a table -> the answer worked out."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from statistics import median
from typing import Any

from course_lib.exercises.exercise import Case, Mistake
from course_lib.exercises.properties import is_exactly
from course_lib.lessons.decisions import leaves_alone
from course_lib.lessons.lesson_03_audio_and_vision.numbers_seen import is_number


def answer_case(kind: str, aggregator: str, cells: Sequence[str], first: tuple[int, int] = (0, 1)) -> Case:
    cells, words = list(cells), ", ".join(cells)
    given = {
        "answer": words if aggregator == "NONE" else f"{aggregator} > {words}",
        "coordinates": [(first[0] + number, first[1]) for number in range(len(cells))],
        "cells": cells,
        "aggregator": aggregator,
    }
    numbers = _numbers(cells)
    results: dict[str, Callable[[], Any]] = {
        "NONE": lambda: words,
        "COUNT": lambda: len(cells),
        "SUM": lambda: sum(numbers),
        "AVERAGE": lambda: sum(numbers) / len(numbers),
    }
    expected = results[aggregator]()

    def decide(seen: Mapping[str, Any]) -> str | Mistake | None:
        value = seen["returned"]
        if value is None:
            return "returns-nothing"
        return _of_text(value) if aggregator == "NONE" else _of_number(value)

    def _of_text(value: Any) -> str | None:
        if value == expected and type(value) is str:
            return None
        if value == cells:
            return "cells-not-a-text"
        if is_number(value):
            return "number-for-text"
        if isinstance(value, str):
            if len(cells) > 1 and value in cells:
                return "one-cell-only"
            if value and value.replace(",", " ").split() == words.replace(",", " ").split():
                return "joined-otherwise"
            if "NONE" in value:
                return "operator-left-in"
        return is_exactly(value, str) or "differs"

    def _of_number(value: Any) -> str | None:
        if isinstance(value, str):
            if value == given["answer"]:
                return "not-worked-out"
            if value == "".join(cells) or value == words:
                return "cells-joined"
            number = _numbers([value])
            return "number-as-text" if number and _near(number[0], expected) else "wrong-type"
        if not is_number(value):
            return "wrong-type"
        if _near(value, expected):
            return None
        for name, others in _other_numbers().items():
            if any(_near(value, other) for other in others):
                return name
        return "differs"

    def _other_numbers() -> dict[str, list[float]]:
        if aggregator == "COUNT":
            return {
                "each-once": [len(set(cells))],
                "count-is-of-cells": [sum(numbers), *([sum(numbers) / len(numbers)] if numbers else [])],
                "counts-characters": [len(words), len(given["answer"])],
                "counts-pieces": [len(words.split(",")), len(str(given["answer"]).split(">")[1].split(","))],
            }
        each, mean = sorted(set(numbers)), sum(numbers) / len(numbers)
        distinct = [sum(each)] if aggregator == "SUM" else [sum(each) / len(each), sum(each) / len(numbers)]
        whole = [float(cell) for cell in cells if cell.isdigit()]
        cut = [float(int(number)) for number in numbers]
        return {
            "another-operator": [len(cells), mean if aggregator == "SUM" else sum(numbers)],
            "each-once": distinct,
            "middle-not-mean": [median(numbers)] if aggregator == "AVERAGE" else [],
            "cut-to-whole-numbers": [
                *[part for full in (expected, sum(cut) / (1 if aggregator == "SUM" else len(cut)))
                  for part in (float(int(full)), float(round(full)), full)],
            ],
            "points-left-out": [sum(whole), sum(whole) / max(1, len(whole))],
            "sign-lost": [sum(map(abs, numbers)) / (1 if aggregator == "SUM" else len(numbers))],
            "one-cell-only": [numbers[0], numbers[-1]],
            "last-cell-lost": [sum(numbers[:-1]), sum(numbers[1:])],
        }  # fmt: skip

    return leaves_alone(Case(kind, (given,), decide, expected=expected), 0)


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-6 * max(1.0, abs(other))


def _numbers(cells: Sequence[str]) -> list[float]:
    """The cells as numbers; nothing where one of them is none."""
    try:
        return [float(cell) for cell in cells]
    except ValueError:
        return []


def random_case(kind: str, rng: random.Random) -> Case:
    aggregator = rng.choice(("SUM", "AVERAGE", "COUNT", "NONE"))
    count = rng.randint(2, 5)
    if aggregator in ("COUNT", "NONE") and rng.random() < 0.5:
        return answer_case(kind, aggregator, rng.sample(["apple", "pear", "red", "苹果", "梨", "Oslo", "Rome"], count))
    cells = [str(rng.choice((rng.randint(2, 99), round(rng.uniform(2, 30), 1)))) for _ in range(count)]
    return answer_case(kind, aggregator, cells)


def cases(rng: random.Random) -> Iterator[Case]:
    yield answer_case("cell", "NONE", ["banana"], (1, 0))
    yield answer_case("sum", "SUM", ["4", "2", "9"])
    yield answer_case("average", "AVERAGE", ["3", "4", "9", "12"])
    yield answer_case("count", "COUNT", ["apple", "banana", "cherry"], (0, 0))
    yield answer_case("count-numbers", "COUNT", ["12", "7", "9", "30"])
    yield answer_case("number", "NONE", ["700000"], (1, 1))
    yield answer_case("cells", "NONE", ["苹果", "樱桃"], (0, 0))
    yield answer_case("points", "SUM", ["2.5", "4", "1.75"])
    yield answer_case("points", "AVERAGE", ["0.5", "1", "0.25"])
    yield answer_case("twice", "SUM", ["5", "5", "8"])
    yield answer_case("twice", "COUNT", ["red", "red", "yellow"], (0, 2))
    yield answer_case("commas", "COUNT", ["Paris, Texas", "Oslo", "A > B"], (0, 0))
    yield answer_case("minus", "SUM", ["-4", "10", "2.5"])
    yield answer_case("nothing", "NONE", [])
    yield random_case("random", rng)
    yield random_case("random", rng)
