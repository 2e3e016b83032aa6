"""stream-pull: a page, a model, ids -> the new ids sent through an iterator that computes only what it is asked for."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from course_lib.exercises.exercise import Case, Mistake
from course_lib.exercises.fresh import Fresh
from course_lib.lessons.decisions import leaves_alone

_ALL = 10_000


def pull_case(kind: str, prompt: Sequence[int], said: Sequence[int], end: int, most: int, reads: int = _ALL) -> Case:
    """`said`: what the model says behind the prompt, one id after the other; `reads`: when the reader goes away."""
    stop = said.index(end) if end in said else len(said)
    whole = list(said[: min(stop, most)])
    expected = whole[:reads]
    if reads <= len(whole):
        calls = reads  # the reader was gone before anything more was asked for
    else:
        calls = len(whole) + (len(whole) < most)  # the last call gave the end
    wanted = [[id, number] for number, id in enumerate(expected, 1)]

    def decide(seen: Mapping[str, Any]) -> str | Mistake | None:
        sent, after = seen["sent"], seen["after"]
        if not after:
            return "nothing-handed-over"
        if len(after) > 1:
            return "a-page-for-every-id"
        ids = [id for id, _ in sent]
        if any(type(id) is not int for id in ids):
            kinds = [str(id).strip("<>") for id in ids if type(id) is not int]
            return Mistake("not-ids", {"type": kinds[0]})
        if ids[: len(prompt)] == list(prompt) and ids != expected:
            return "prompt-sent"
        if len(expected) > 1 and len(ids) > 1 and ids[0] == expected[0]:
            if set(ids[1:]) == {ids[0]}:
                return "always-the-same-ids"
            if set(ids[1:]) == {7}:
                return "not-all-ids-so-far"
        if ids == [*expected, end] and reads > len(whole) and stop <= most:
            return "end-sent"
        if end in said and reads > len(whole) and ids[: stop + 1] == list(said[: stop + 1]):
            return "goes-on-behind-the-end"
        if ids != expected:
            if ids == expected[: len(ids)]:
                return Mistake("too-few", {"count": len(ids), "wanted": len(expected)})
            if ids[: len(expected)] == expected:
                return Mistake("too-many", {"count": len(ids), "wanted": len(expected), "most": most})
            return "other-ids"
        counts = [count for _, count in sent]
        if counts != [count for _, count in wanted]:
            if len(counts) > 1 and len(set(counts)) == 1:
                return "all-computed-first"
            if all(count == number + 1 for number, count in enumerate(counts, 1)):
                return "one-ahead"
            if counts and counts[0] > 1:
                return Mistake("computed-before-asked", {"count": counts[0]})
            return "asked-more-than-once"
        if seen["calls"] != calls:
            return Mistake("goes-on-afterwards", {"count": seen["calls"], "wanted": calls})
        return None

    name = json.dumps({"prompt": list(prompt), "answer": list(said), "reads": reads, "case": kind})
    probe = {"sent": "args[0].sent", "after": "args[0].after", "calls": "args[1].calls"}
    args = (Fresh("stream-page", name), Fresh("stream-next-id", name), list(prompt), end, most)
    return leaves_alone(Case(kind, args, decide, probe, wanted={"sent": wanted}), 2)


def random_case(kind: str, rng: random.Random, reads: int = _ALL, ends: bool = True) -> Case:
    ids = rng.sample(range(10, 5000), 20)
    prompt, said, end = ids[: rng.randint(1, 4)], ids[6:14], ids[19]
    if ends:
        said[rng.randint(3, 6)] = end
    return pull_case(kind, prompt, said, end, rng.randint(3, 8), reads)


def cases(rng: random.Random) -> Iterator[Case]:
    yield pull_case("to-the-end", [11, 12], [21, 22, 23, 99, 24], 99, 10)
    yield pull_case("most", [11], [31, 32, 33, 34, 35, 36], 99, 4)
    yield pull_case("gone", [11, 12, 13], [41, 42, 43, 44, 45, 46, 47], 99, 6, 2)
    yield pull_case("gone-at-once", [11, 12], [51, 52, 53, 54, 99], 99, 8, 0)
    yield pull_case("ends-at-once", [11, 12], [99, 61, 62], 99, 5)
    yield pull_case("end-in-the-prompt", [12, 99], [71, 72, 99, 73], 99, 6)
    yield pull_case("end-at-the-most", [11, 12], [81, 82, 83, 99, 84], 99, 3)
    yield pull_case("zero-and-again", [11, 12], [91, 0, 91, 91, 0, 99], 99, 9)
    yield pull_case("long", [1001, 1002, 1003], [*range(2001, 2025), 3000, 5], 3000, 60)
    yield pull_case("none", [11, 12], [85, 86], 99, 0)
    yield random_case("random", rng)
    yield random_case("random", rng, rng.randint(1, 3))
