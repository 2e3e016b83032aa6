"""stream-ids: what takes a streamer -> the ids that it gave to one of the student's own, the prompt left out."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from course_lib.exercises.exercise import Case, Mistake
from course_lib.exercises.fresh import Fresh
from course_lib.lessons.decisions import decision, list_of


def ids_case(kind: str, prompt: Sequence[int], new: Sequence[int]) -> Case:
    expected = list(new)
    everything = [*prompt, *new]
    wrong: dict[str, Any] = {
        "prompt-left-in": [everything, [list(prompt), *([one] for one in new)], [[*prompt], *new]],
        "nothing-but-the-prompt": [list(prompt), [list(prompt)]],
        "ids-of-the-prompt-dropped": [[one for one in everything if one not in prompt]],
        "first-id-lost": [expected[1:], [[one] for one in expected[1:]]],
        "lists-not-ids": [[[one] for one in expected]],
        "last-id-only": [expected[-1:], expected[-1] if expected else None],
    }

    def tensors(value: Any) -> bool:
        return isinstance(value, list) and any(type(one).__name__ == "Opaque" for one in value)

    tests: dict[str, Any] = {"tensors-not-ids": tensors}
    for name, values in wrong.items():
        told = [value for value in values if value != expected]
        tests[name] = lambda value, told=told: value is not None and value in told
    decide = decision(expected, list_of(int), tests)

    def decide_or_tell(seen: Mapping[str, Any]) -> str | Mistake | None:
        problem, value = decide(seen), seen["returned"]
        if problem == "differs" and len(prompt) == 1 and value == everything[: len(value)]:
            return "prompt-left-in"
        if problem:
            return problem
        if seen["noted"]["calls"] > 1:
            return Mistake("called-more-than-once", {"count": seen["noted"]["calls"]})
        return "streamer-without-its-name" if seen["noted"]["unnamed"] else None

    name = json.dumps({"prompt": list(prompt), "new": list(new)})
    probe = {"returned": "returned", "noted": "args[0].noted"}
    return Case(kind, (Fresh("stream-generate", name),), decide_or_tell, probe, expected=expected)


def random_case(kind: str, rng: random.Random) -> Case:
    prompt = [rng.randrange(9, 5000) for _ in range(rng.randint(1, 7))]
    return ids_case(kind, prompt, [rng.randrange(9, 5000) for _ in range(rng.randint(2, 8))])


def cases(rng: random.Random) -> Iterator[Case]:
    yield ids_case("first", [11, 22, 33], [44, 55, 66, 77])
    yield ids_case("one-in-front", [21], [34, 55, 89])
    yield ids_case("same-again", [5, 6, 7], [6, 5, 0, 5, 9])
    yield ids_case("nothing", [12, 13], [])
    yield ids_case("a-single-one", [12, 13, 14], [15])
    yield ids_case("many", [301, 302], [1201, 233, 180, 4003, 180, 233, 240, 250, 1202, 1203, 310, 2])
    yield random_case("random", rng)
    yield random_case("random", rng)
