"""reply-greedy: a model, ids, a number -> what the model writes greedily, an id at a time."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.exercises.fresh import Fresh
from course_lib.lessons.decisions import decision, leaves_alone, list_of
from course_lib.lessons.lesson_07_generate.inputs import tiny
from course_lib.lessons.lesson_07_generate.replies import until

FAMILIES = ("gpt2", "qwen2", "llama")
STEPS = 9
#: Seeds of models that write clearly: see `clear_writer`.
CLEAR: Mapping[str, Sequence[int]] = {
    "gpt2": (1, 3, 7, 10, 11, 12, 14, 18, 21, 23, 24, 25, 29, 34, 36, 40, 42, 44, 45, 49, 51, 56, 58, 63),
    "qwen2": (0, 1, 4, 7, 8, 9, 12, 14, 16, 17, 18, 20, 22, 24, 26, 29, 34, 36, 38, 39, 40, 42, 43, 44),
    "llama": (1, 3, 5, 8, 9, 10, 11, 12, 15, 20, 24, 26, 27, 28, 29, 30, 32, 33, 36, 38, 42, 43, 45, 49),
}  # fmt: skip
_APART = 0.02  # how far the best score is above the second at least: no way of computing may turn them round


@dataclass(frozen=True)
class Writer:
    """A tiny model and a prompt: what it writes after it when nothing ends it, `STEPS` ids."""

    family: str
    seed: int
    vocabulary: int
    prompt: tuple[int, ...]
    written: tuple[int, ...]

    def fresh(self, ends: Any, config_end: int | None = None) -> Fresh:
        wanted = {"family": self.family, "seed": self.seed, "vocabulary": self.vocabulary}
        return Fresh("tiny writer", json.dumps({**wanted, "ends": ends, "config_end": config_end}))

    def first_seen(self, place: int) -> int:
        """The place, at `place` or near it, of an id that is not written before and not read."""
        new = _new_places(self.prompt, self.written)
        return next((p for p in new if p >= place), new[-1])

    @property
    def unused(self) -> int:
        """An id that is neither read nor written, and that no padding is made of."""
        return next(id for id in range(1, self.vocabulary) if id not in self.prompt + self.written)


def _new_places(prompt: Sequence[int], written: Sequence[int]) -> list[int]:
    return [p for p in range(2, STEPS - 1) if written[p] not in written[:p] and written[p] not in prompt]


@cache
def writer(family: str, number: int) -> Writer:
    """A model that leaves no doubt which id comes next, and does not only repeat itself: one of `CLEAR`, by number."""
    seeds = CLEAR[family]
    first = seeds[number % len(seeds)]
    # With another release of torch the same seed may make other weights; then the next clear one is looked for.
    return next(found for seed in range(first, first + 500) if (found := clear_writer(family, seed)))


def clear_writer(family: str, seed: int) -> Writer | None:
    """The model of this seed, if its best score is far enough above the second at every step."""
    import torch

    rng = random.Random(f"{family} {seed}")
    vocabulary = rng.randint(24, 48)
    prompt = rng.sample(range(1, vocabulary), rng.randint(3, 6))
    model, ids = tiny(Writer(family, seed, vocabulary, (), ()).fresh(None).name), torch.tensor([prompt])
    made = model.generate(
        ids,
        attention_mask=torch.ones_like(ids),
        do_sample=False,
        max_new_tokens=STEPS,
        output_logits=True,
        return_dict_in_generate=True,
    )
    best = torch.cat(made.logits).topk(2).values
    written = made.sequences[0, len(prompt) :].tolist()
    clear = float((best[:, 0] - best[:, 1]).min()) > _APART and len({*written[:4]}) > 2
    found = Writer(family, seed, vocabulary, tuple(prompt), tuple(written))
    return found if clear and _new_places(prompt, written)[-1:] > [2] and prompt[-1] not in written else None


def greedy_case(kind: str, made: Writer, ends: Any, most: int, config_end: int | None = None) -> Case:
    import torch

    wanted = made.fresh(ends, config_end)
    model, ids = tiny(wanted.name), torch.tensor([made.prompt])
    mask = torch.ones_like(ids)
    found = model.generate(ids, attention_mask=mask, do_sample=False, max_new_tokens=most)
    expected = found[0, len(made.prompt) :].tolist()
    stops = [] if ends is None else [ends] if isinstance(ends, int) else list(ends)
    written = list(made.written) if most <= STEPS else expected

    def ended(stops: Sequence[int], of: Sequence[int] = written, room: int = most) -> list[int]:
        return until(of[:room], stops, with_end=True)

    def scores_at(read: list[int], place: int) -> int:
        with torch.inference_mode():
            return int(model(torch.tensor([read])).logits[0, place].argmax())

    def last_alone(value: Any) -> bool:
        read, found = made.prompt[-1], []
        for _ in range(most):
            read = scores_at([read], -1)
            found.append(read)
        return bool(value in (found, ended(stops, found), [written[0], *_after(written[0])][:most]))

    def _after(read: int) -> list[int]:
        found = []
        for _ in range(most):
            read = scores_at([read], -1)
            found.append(read)
        return found

    def all_places(value: Any) -> bool:
        read, found = torch.tensor([made.prompt]), []
        with torch.inference_mode():
            for _ in range(most):
                best = int(model(read).logits[0].argmax())
                found.append(best)
                if best in stops or best >= made.vocabulary:
                    break
                read = torch.cat([read, torch.tensor([[best]])], dim=1)
        return bool(value == found)

    def too_short(value: Any) -> bool:
        return isinstance(value, list) and len(value) < len(expected) and value == expected[: len(value)]

    def least(value: Any) -> bool:
        with torch.inference_mode():
            scores = model(ids).logits[0, -1]
        return isinstance(value, list) and value[:1] == [int(scores.argmin())]

    def first_place(value: Any) -> bool:
        read, found = list(made.prompt), []
        for _ in range(most):
            read.append(scores_at(read, 0))
            found.append(read[-1])
        return bool(value in (found, ended(stops, found)))

    def one_of(*values: Any) -> Any:
        return lambda value: value in values

    wrong: dict[str, Any] = {
        "prompt-kept": one_of([*made.prompt, *expected]),
        "end-left-out": one_of(expected[:-1]) if expected[-1] in stops else one_of(),
        "one-end-only": one_of(*(ended([one]) for one in stops[:1] + stops[-1:])) if len(stops) > 1 else one_of(),
        "never-ends": one_of(written[:most]),
        "asks-the-config": one_of(ended([config_end])) if config_end is not None else one_of(),
        "end-in-the-prompt": one_of([], written[:1]) if {*stops} & {*made.prompt} else one_of(),
        "one-more": one_of(ended(stops, room=most + 1)),
        "one-less": one_of(ended(stops, room=most - 1)),
        "reads-the-prompt-only": one_of(written[:1] * most) if most > 1 else one_of(),
        "reads-the-last-only": last_alone,
        "first-place": lambda value: first_place(value) or all_places(value),
        "stopped-too-early": too_short,
        "the-least-likely": least,
    }
    case = Case(kind, (wanted, ids, most), decision(expected, list_of(int), wrong), expected=expected)
    return leaves_alone(case, 1)


def ends_case(kind: str, made: Writer, place: int, *, also: str = "", more: int = 2) -> Case:
    """A case that ends at `place`, or soon behind it; `also` says what is to be there beside the end."""
    end = made.first_seen(place)
    stop = made.written[end]
    if also == "number":
        return greedy_case(kind, made, stop, min(STEPS - 1, end + more))
    if also == "prompt":
        return greedy_case(kind, made, [made.prompt[-1], stop], STEPS - 1)
    if also == "config":
        return greedy_case(kind, made, [made.unused, stop], STEPS - 1, made.written[0])
    ends = [stop, made.unused] if also == "first" else [made.unused, stop]
    return greedy_case(kind, made, ends, min(STEPS - 1, end + more))


def cases(rng: random.Random) -> Iterator[Case]:
    yield greedy_case("no-end", writer("qwen2", 7), None, 6)
    yield ends_case("number", writer("qwen2", 0), 3, also="number", more=4)
    yield ends_case("second", writer("llama", 0), 3, more=4)
    yield ends_case("first", writer("gpt2", 1), 2, also="first", more=4)
    yield ends_case("limit", writer("qwen2", 1), 3, more=1)
    yield ends_case("prompt", writer("gpt2", 2), 4, also="prompt")
    yield ends_case("config", writer("llama", 1), 3, also="config")
    yield greedy_case("one", writer("qwen2", 2), [writer("qwen2", 2).unused], 1)
    yield greedy_case("end-is-zero", writer("llama", 0), 0, 6)
    yield greedy_case("many", writer("gpt2", 1), None, 30)
    yield ends_case("random", writer(rng.choice(FAMILIES), rng.randrange(3, 12)), rng.randint(2, 4), more=4)
