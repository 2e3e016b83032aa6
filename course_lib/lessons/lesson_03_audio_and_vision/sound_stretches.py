"""sound-stretches: which frames are loud, and how long a pause is -> the stretches between pauses."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from course_lib.exercises.exercise import Case, Mistake
from course_lib.exercises.properties import is_list_of
from course_lib.lessons.decisions import leaves_alone

Pairs = list[tuple[int, int]]


def runs(flags: Sequence[bool], wanted: bool = True) -> Pairs:
    """Where `flags` are `wanted`, as (first, behind the last)."""
    found, place = [], 0
    for flag, group in groupby(flags):
        length = len(list(group))
        if flag is wanted:
            found.append((place, place + length))
        place += length
    return found


def between_pauses(loud: Sequence[bool], pause: int) -> Pairs:
    found: Pairs = []
    for first, behind in runs(loud):
        if found and first - found[-1][1] < pause:
            found[-1] = (found[-1][0], behind)
        else:
            found.append((first, behind))
    return found


def counting_on(loud: Sequence[bool], pause: int) -> list[Pairs]:
    """What comes out where quiet frames are counted, and a loud one does not begin the count anew."""
    found: list[Pairs] = []
    for end_is_loud, since_start in ((True, False), (False, False), (True, True), (False, True)):
        pairs, first, behind, quiet = [], -1, 0, 0
        for place, is_loud in enumerate(loud):
            if is_loud:
                first, behind = (place if first < 0 else first), place + 1
            elif first >= 0 or not since_start:
                quiet += 1
                if quiet >= pause and first >= 0:
                    pairs.append((first, behind if end_is_loud else place - quiet + 1))
                    first, quiet = -1, 0
        found.append([*pairs, (first, behind)] if first >= 0 else pairs)
    return found


def stretches_case(kind: str, pattern: str, pause: int) -> Case:
    """`pattern` is one character a frame: # loud, anything else quiet."""
    loud = [mark == "#" for mark in pattern]
    expected = between_pauses(loud, pause)
    starts, ends = [first for first, _ in expected], [behind for _, behind in expected]
    inclusive = [(first, behind - 1) for first, behind in expected]
    quiet_runs = runs(loud, False)
    told: dict[str, Any] = {
        "last-one-lost": [expected[:-1], inclusive[:-1]] if expected and len(loud) - ends[-1] < pause else [],
        "last-frame-inside": [inclusive],
        "every-gap-splits": [between_pauses(loud, 1)],
        "pauses-not-stretches": [quiet_runs, [(a, b) for a, b in quiet_runs if b - a >= pause]],
        "quiet-never-forgotten": counting_on(loud, pause),
        "exactly-a-pause": [between_pauses(loud, pause + 1)],
        "one-frame-short-of-a-pause": [between_pauses(loud, pause - 1)] if pause > 1 else [],
        "start-and-length": [[(first, behind - first) for first, behind in expected]],
        "from-first-to-last": [[(starts[0], ends[-1])]] if expected else [],
        "frames-not-places": [
            [loud[first:behind] for first, behind in expected], [[*range(*pair)] for pair in expected],
            [place for place, flag in enumerate(loud) if flag],
        ],
        "not-in-pairs": [[place for pair in expected for place in pair]],
        "nothing-for-silence": [[(0, 0)], [(0, len(loud))], [()], [(None, None)]] if not expected else [],
    }  # fmt: skip

    def decide(seen: Mapping[str, Any]) -> str | Mistake | None:
        value = seen["returned"]
        if value is None:
            return "returns-nothing"
        if type(value) is not list:
            return "wrong-type"
        as_pairs = [tuple(one) if isinstance(one, list) and len(one) == 2 else one for one in value]
        if as_pairs == expected and all(type(one) is int for pair in as_pairs for one in pair):
            return None
        for name, values in told.items():
            if any(wrong != expected and (value == wrong or as_pairs == wrong) for wrong in values):
                return name
        if any(not isinstance(one, tuple) for one in as_pairs):
            return is_list_of(as_pairs, tuple)
        if not _are_pairs(as_pairs):
            return "wrong-type"
        if len(as_pairs) == len(expected):
            mine = [first for first, _ in as_pairs], [behind for _, behind in as_pairs]
            if mine[0] == starts and all(m >= e for m, e in zip(mine[1], ends, strict=True)):
                return "quiet-end-kept"
            if mine[1] == ends and all(m <= e for m, e in zip(mine[0], starts, strict=True)):
                return "quiet-start-kept"
        if any(not 0 <= first < behind <= len(loud) for first, behind in as_pairs):
            return "outside-the-sound"
        if any(not any(loud[first:behind]) for first, behind in as_pairs):
            return "silent-stretch"
        quiet = [run for run in quiet_runs if run[1] - run[0] >= pause]
        if any(first <= a and b <= behind for first, behind in as_pairs for a, b in quiet):
            return "pause-inside"
        lost = sum(flag for place, flag in enumerate(loud) if not any(a <= place < b for a, b in as_pairs))
        return Mistake("loud-frames-lost", {"count": lost}) if lost else "differs"

    return leaves_alone(Case(kind, (loud, pause), decide, expected=expected), 0)


def _are_pairs(value: Sequence[Any]) -> bool:
    return all(len(pair) == 2 and all(type(place) is int for place in pair) for pair in value)


def random_case(kind: str, rng: random.Random) -> Case:
    """Stretches of one to six frames, and gaps around the length of a pause."""
    pause = rng.randint(2, 5)
    gaps = [pause - 1, pause, pause + rng.randint(1, 3), rng.randint(1, pause)]
    rng.shuffle(gaps)
    pattern = "." * rng.randint(0, pause + 1) + "#" * rng.randint(1, 6)
    for gap in gaps:
        pattern += "." * gap + "#" * rng.randint(1, 6)
    return stretches_case(kind, pattern + "." * rng.choice((0, 1, pause, pause + 2)), pause)


def cases(rng: random.Random) -> Iterator[Case]:
    yield stretches_case("three", ".###....####.........##....", 3)
    yield stretches_case("one", "..#######....", 3)
    yield stretches_case("two", ".###.....####...", 3)
    yield stretches_case("bridged", ".##..###....##.#.#....", 3)
    yield stretches_case("exactly", "..##...###....", 3)
    yield stretches_case("to-the-end", "..##....###", 3)
    yield stretches_case("from-the-start", "###....##..", 3)
    yield stretches_case("loud", "#####", 2)
    yield stretches_case("short-ends", ".##..#.", 3)
    yield stretches_case("every", ".#.##..#.", 1)
    yield stretches_case("silence", "......", 2)
    yield stretches_case("nothing", "", 2)
    yield random_case("random", rng)
    yield random_case("random", rng)
