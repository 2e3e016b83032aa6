"""picture-once: what a detector found, how much overlap is allowed -> every thing once."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from course_lib.exercises.exercise import Case, Mistake
from course_lib.exercises.properties import is_list_of
from course_lib.lessons.decisions import comparable, leaves_alone
from course_lib.lessons.lesson_03_audio_and_vision.boxes import area, box, iou, nudged, random_box, result, shared

Found = Sequence[Mapping[str, Any]]


def suppressed(
    found: Found,
    most: float,
    *,
    key: Callable[[Any], Any] = lambda one: -one["score"],
    same: Callable[[Any, Any], bool] = lambda one, other: one["label"] == other["label"],
    measure: Callable[[Any, Any], float] = iou,
    over: Callable[[float, float], bool] = lambda value, most: value > most,
) -> list[Any]:
    """Non-maximum suppression, and its variations."""
    kept: list[Any] = []
    for one in sorted(found, key=key):
        if not any(same(one, other) and over(measure(one["box"], other["box"]), most) for other in kept):
            kept.append(one)
    return kept


def once_case(kind: str, found: Found, most: float) -> Case:
    given = [dict(one) for one in found]
    by_score = sorted(given, key=lambda one: -one["score"])
    expected = suppressed(given, most)

    def overlapped(one: Any, others: Found) -> bool:
        return any(one["label"] == other["label"] and iou(one["box"], other["box"]) > most for other in others)

    neighbours: list[Any] = []
    for one in by_score:
        if not neighbours or not overlapped(one, neighbours[-1:]):
            neighbours.append(one)
    alone = [one for n, one in enumerate(given) if not overlapped(one, [*given[:n], *given[n + 1 :]])]
    by_label = {one["label"]: one for one in reversed(by_score)}

    def dice(one: Any, other: Any) -> float:
        return 2 * area(shared(one, other)) / (area(one) + area(other))

    def of_smaller(one: Any, other: Any) -> float:
        return area(shared(one, other)) / min(area(one), area(other))

    def unclamped(one: Any, other: Any) -> float:
        both = shared(one, other)
        common = (both["xmax"] - both["xmin"]) * (both["ymax"] - both["ymin"])
        return common / ((area(one) + area(other) - common) or 1)

    rounded = {round(one["score"], 2): one for one in given}
    rounded_first = {round(one["score"], 2): one for one in reversed(given)}
    told: dict[str, list[list[Any]]] = {
        "other-things-removed": [suppressed(given, most, same=lambda one, other: True)],
        "compared-with-the-gone": [[one for n, one in enumerate(by_score) if not overlapped(one, by_score[:n])]],
        "worst-kept": [suppressed(given, most, key=lambda one: one["score"])],
        "one-of-each-label": [[*by_label.values()]],
        "first-kept": [suppressed(given, most, key=lambda one: 0)],
        "equal-is-too-much": [suppressed(given, most, over=lambda value, most: value >= most)],
        "neighbours-only": [neighbours],
        "both-removed": [alone],
        "nothing-removed": [given],
        "gone-not-kept": [[one for one in given if one not in expected]],
        "most-not-used": [suppressed(given, other) for other in (0.5, 1 - most) if other != most],
        "scores-rounded": [suppressed([*one.values()], most) for one in (rounded, rounded_first)],
        "apart-yet-removed": [suppressed(given, most, measure=unclamped)],
        "of-the-smaller-box": [suppressed(given, most, measure=of_smaller), suppressed(given, most, measure=dice)],
        "any-touch-is-too-much": [suppressed(given, 0.0)],
        "score-as-overlap": [[one for one in given if one["score"] > most]],
        "the-far-ones-removed": [suppressed(given, most, over=lambda value, most: value <= most)],
    }

    def decide(seen: Mapping[str, Any]) -> str | Mistake | None:
        value = comparable(seen["returned"])
        if value == expected and type(value) is list:
            return None
        if isinstance(value, list) and expected and value:
            for name in ("box", "label", "score"):
                if value == [one[name] for one in expected]:
                    return "part-of-the-result"
            if _same([given[n] for n in value if type(n) is int and 0 <= n < len(given)], expected):
                return "numbers-not-results"
        if problem := is_list_of(value, dict):
            return problem
        for name, values in told.items():
            if any(not _same(wrong, expected) and _same(value, wrong) for wrong in values):
                return name
        if _same(value, expected):
            return "order-lost"
        if any(one not in given for one in value):
            return "not-as-they-were"
        if any(value[n] in value[:n] for n in range(len(value))):
            return "twice-in-the-list"
        doubles = sum(overlapped(one, value[:n]) for n, one in enumerate(value))
        if doubles:
            return Mistake("doubles-left", {"count": doubles})
        gone = sum(one not in value for one in expected)
        return Mistake("kept-too-few", {"count": gone}) if gone else "differs"

    return leaves_alone(Case(kind, (given, most), decide, expected=expected), 0)


def _same(one: Sequence[Any], other: Sequence[Any]) -> bool:
    """The same results in whatever order."""
    return len(one) == len(other) and all(any(a is b or a == b for b in other) for a in one)


def random_case(kind: str, rng: random.Random) -> Case:
    """Two or three things of two kinds, found once to three times each."""
    scores = rng.sample(range(300, 1000), 9)
    found = []
    for label in rng.choices(("apple", "car", "kite"), k=3):
        place = random_box(rng)
        for _ in range(rng.randint(1, 3)):
            found.append(result(label, scores.pop() / 1000, nudged(rng, place, 4)))
    rng.shuffle(found)
    overlaps = [iou(one["box"], other["box"]) for n, one in enumerate(found) for other in found[:n]]
    most = rng.choice((0.3, 0.5, 0.6))
    # Too near to the limit, and rounding would decide.
    return (
        random_case(kind, rng) if any(abs(value - most) < 1e-3 for value in overlaps) else once_case(kind, found, most)
    )


def other_most(kind: str, first: int, shift: int, most: float) -> Case:
    """A box that `most` decides about, where 0.5 would decide otherwise: `shift` pixels beside the best."""
    return once_case(
        kind,
        [
            result("cup", 0.9, box(first, 0, first + 50, 30)),
            result("cup", 0.8, box(first + shift, 0, first + shift + 50, 30)),
            result("cup", 0.7, box(first + 5, 0, first + 55, 30)),
            result("cup", 0.6, box(first + 150, 0, first + 200, 30)),
        ],
        most,
    )


def far_apart(kind: str, side: int) -> Case:
    """Three boxes apart, two of them in both directions, by as much as they are wide."""
    near, far = (0, side), (2 * side, 3 * side)
    places = [box(near[0], near[0], near[1], near[1]), box(far[0], far[0], far[1], far[1])]
    places.append(box(near[0], far[0], near[1], far[1]))
    return once_case(
        kind, [result("apple", score, place) for score, place in zip((0.9, 0.8, 0.7), places, strict=True)], 0.5
    )


def cases(rng: random.Random) -> Iterator[Case]:
    apple, again = box(254, 113, 342, 204), box(257, 111, 344, 210)
    cat, elsewhere = box(160, 98, 217, 161), box(22, 30, 140, 154)
    found = [result("apple", 0.7, box(255, 110, 342, 206)), result("cat", 0.4, cat), result("apple", 0.81, again)]
    yield once_case("double", [*found, result("apple", 0.45, apple), result("apple", 0.6, elsewhere)], 0.5)
    yield once_case(
        "two-things",
        [
            result("car", 0.9, box(0, 0, 50, 30)),
            result("car", 0.95, box(60, 0, 110, 30)),
            result("car", 0.8, box(40, 5, 75, 35)),
        ],
        0.5,
    )
    yield once_case(
        "two-labels",
        [
            result("cat", 0.7, box(10, 10, 60, 60)),
            result("cup", 0.9, box(12, 12, 62, 58)),
            result("cat", 0.6, box(11, 9, 61, 62)),
        ],
        0.5,
    )
    boats = [result("boat", score, box(start, 0, start + 100, 40)) for score, start in ((0.7, 60), (0.8, 30), (0.9, 0))]
    yield once_case("chain", boats, 0.5)
    near = [result("cup", 0.9, box(0, 0, 50, 30)), result("cup", 0.8, box(22, 0, 72, 30))]
    yield once_case("near", [*near, result("cup", 0.7, box(150, 0, 200, 30))], 0.5)
    yield once_case(
        "in-between",
        [
            result("orange", 0.95, box(0, 0, 40, 40)),
            result("orange", 0.9, box(100, 0, 140, 40)),
            result("orange", 0.85, box(2, 0, 42, 40)),
            result("orange", 0.8, box(101, 2, 141, 42)),
        ],
        0.5,
    )
    small = [result("clock", 0.9, box(0, 0, 100, 100)), result("clock", 0.8, box(10, 10, 40, 40))]
    yield once_case("small-in-large", [*small, result("clock", 0.7, box(200, 0, 260, 60))], 0.5)
    half = [result("kite", 0.9, box(0, 0, 40, 20)), result("kite", 0.6, box(0, 0, 20, 20))]
    yield once_case("exactly", [*half, result("kite", 0.8, box(100, 0, 140, 40))], 0.5)
    yield other_most("other-most", 0, 22, 0.3)
    dogs = [result("dog", 0.842, box(0, 0, 40, 30)), result("dog", 0.517, box(100, 0, 150, 30))]
    yield once_case("fine-scores", [dogs[0], result("cat", 0.844, box(60, 0, 90, 30)), dogs[1]], 0.5)
    yield far_apart("far-apart", 60)
    yield once_case("none", [], 0.5)
    yield random_case("random", rng)
    yield random_case("random", rng)
