"""sample-loop: a model, a prompt's ids, how many at most, what ends a text -> the new ids, each place read once."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from course_lib.exercises.exercise import Case, Mistake
from course_lib.exercises.fresh import Fresh
from course_lib.exercises.properties import is_list_of
from course_lib.lessons.decisions import comparable, leaves_alone
from course_lib.lessons.lesson_08_sampling.inputs import made

#: By how much the highest score is ahead of the next at every step: rounding never decides.
_CLEAR = 0.01


@cache
def greedy(name: str, prompt: tuple[int, ...], count: int) -> tuple[int, ...] | None:
    """The `count` likeliest ids after `prompt`, whatever ends a text; None where two scores are too close."""
    import torch

    model, ids = made(name), torch.tensor([prompt])
    with torch.no_grad():
        for _ in range(count):
            scores = model(ids).logits[0, -1]
            first, second = scores.topk(2).values.tolist()
            if first - second < _CLEAR:
                return None
            ids = torch.cat([ids, scores.argmax()[None, None]], dim=1)
    return tuple(ids[0, len(prompt) :].tolist())


def until(ids: Sequence[int], ends: Sequence[int]) -> list[int]:
    """Up to and including the first of `ends`."""
    place = next((place for place, id in enumerate(ids, 1) if id in ends), len(ids))
    return list(ids[:place])


def loop_case(kind: str, name: str, prompt: Sequence[int], n: int, ends: Sequence[int]) -> Case:
    import torch

    found = greedy(name, tuple(prompt), n + 1)
    assert found is not None, "a case whose scores are too close"
    whole, expected = list(found[:n]), until(found[:n], ends)
    ended = expected[-1] in ends
    told: dict[str, list[list[int]]] = {
        "prompt-too": [[*prompt, *expected]],
        "end-left-out": [expected[:-1]] if ended else [],
        "first-end-only": [until(whole, ends[:1]), until(whole, ends[-1:])] if len(ends) > 1 else [],
        "end-ignored": [whole] if ended else [],
        "one-too-many": [until(found, ends)],
        "one-too-few": [expected[:-1]],
    }

    def decide(seen: Mapping[str, Any]) -> str | Mistake | None:
        value, calls = comparable(seen["returned"]), seen["calls"]
        if problem := is_list_of(value, int):
            return problem
        if not calls:
            return "model-not-asked"
        read, later = sum(new for new, _ in calls), calls[1:]
        shown = (("calls", ", ".join(f"{new} + {before}" for new, before in calls[:8])),)
        if later and all(call == [1, 0] for call in later):
            return Mistake("cache-not-handed-on", {}, shown)
        if any(new > 1 for new, before in later if before) and read > len(prompt) + len(value):
            return Mistake("all-beside-the-cache", {}, shown)
        if value == expected:
            # The last token of the text need not be read, and may be.
            if read <= len(prompt) + len(expected):
                return None
            sums = [sum(new for new, _ in calls[:place]) for place in range(len(calls))]
            if [before for _, before in calls] == sums and all(new == 1 for new, _ in later):
                enough = {"read": read, "enough": len(prompt) + len(expected) - 1}
                return Mistake("read-past-the-end", enough, shown)
            again = "read-twice" if any(before for _, before in later) else "read-again"
            return Mistake(again, {"read": read, "enough": len(prompt) + len(expected) - 1}, shown)
        for mistake, wrongs in told.items():
            if value in wrongs:
                return mistake
        right = next((n for n, (a, b) in enumerate(zip(value, expected, strict=False)) if a != b), -1)
        if right < 0:
            return Mistake("another-length", {"mine": len(value), "of": len(expected)})
        return Mistake("another-token", {"place": right})

    given = torch.tensor([list(prompt)])
    probe = {"returned": "returned", "calls": "args[0].calls"}
    case = Case(kind, (Fresh("noting reader", name), given, n, list(ends)), decide, probe, expected=expected)
    return leaves_alone(case, 1, 3)


def named(family: str, vocabulary: int, seed: int, **more: int) -> str:
    """`more`: with ``eos=id`` the model has an end of its own, which need not be among `ends`."""
    return json.dumps({"family": family, "vocabulary": vocabulary, "seed": seed, **more})


def random_case(kind: str, rng: random.Random, family: str = "", ended: int = 0, n: int = 0) -> Case:
    """A model, a prompt and an ending of its own; the text ends before `n` tokens, by one of `ended` ids, if any."""
    n = n or rng.randint(6, 9)
    while True:
        vocabulary = rng.randint(20, 60)
        name = named(family or rng.choice(("gpt2", "qwen2", "llama")), vocabulary, rng.randrange(10**6))
        prompt = [rng.randrange(vocabulary) for _ in range(rng.randint(2, 5))]
        found = greedy(name, tuple(prompt), n + 1)
        if found is None or len({*found[:-1]}) < 4:  # nothing but one token would hide much
            continue
        absent = [id for id in range(vocabulary) if id not in found]
        if not ended:
            return loop_case(kind, name, prompt, n, [absent[0]])
        place = next((place for place in range(2, n - 1) if found[place] not in found[:place]), None)
        if place is not None:
            ends = [absent[0], found[place], absent[1]] if ended > 1 else [found[place]]
            return loop_case(kind, name, prompt, n, ends)


def cases(rng: random.Random) -> Iterator[Case]:
    fixed = random.Random(8)
    yield random_case("some", fixed, "gpt2", n=6)
    yield random_case("ended", fixed, "qwen2", ended=1, n=9)
    yield random_case("several-ends", fixed, "gpt2", ended=3, n=9)
    yield random_case("llama", fixed, "llama", n=8)
    yield one_token("one", fixed)
    yield no_ends("no-ends", fixed)
    # Writes 15 9 0 0 0 0 0 0: one id again and again, it is 0, and `ends` is in the prompt alone; the model's is 9.
    yield loop_case("repeats", named("gpt2", 20, 21, eos=9), [5, 13, 13, 9], 8, [13])
    yield loop_case("at-once", named("gpt2", 20, 6), [18, 2, 15, 8], 5, [7, 4])  # writes 4 first
    yield random_case("random", rng)
    yield random_case("random", rng, ended=3)


def one_token(kind: str, rng: random.Random) -> Case:
    """A single new token: the prompt is read, and nothing else has to be."""
    while True:
        name = named("qwen2", rng.randint(20, 60), rng.randrange(10**6))
        prompt = [rng.randrange(20) for _ in range(4)]
        if greedy(name, tuple(prompt), 2) is not None:
            return loop_case(kind, name, prompt, 1, [])


def no_ends(kind: str, rng: random.Random) -> Case:
    """Nothing ends this text but its length."""
    while True:
        name = named("gpt2", rng.randint(20, 60), rng.randrange(10**6))
        prompt = [rng.randrange(20) for _ in range(3)]
        found = greedy(name, tuple(prompt), 8)
        if found is not None and len({*found[:-1]}) >= 4:
            return loop_case(kind, name, prompt, 7, [])
