"""sound-floats: samples as a WAV file holds them -> one channel of float32 between -1 and 1."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.exercises.properties import is_tensor
from course_lib.lessons.decisions import leaves_alone
from course_lib.lessons.lesson_03_audio_and_vision.numbers_seen import alike, as_tensor


def floats_case(kind: str, samples: Sequence[Any]) -> Case:
    import torch

    given = torch.tensor(samples, dtype=torch.int16)
    whole = given.double()
    stereo = given.ndim == 2
    one = _mean(whole)
    expected = (one / 32768).float()
    wrong: dict[str, Any] = {
        "still-whole-numbers": one,
        "another-divisor": [
            one / 32767,
            one / 65536,
            one / 65535,
            one / 255,
            one / 256,
            one / 128,
            torch.where(one > 0, one / 32767, one / 32768),
        ],
        "divided-by-its-loudest": [one / one.abs().max(), one / max(1, one.max()), one / max(1, whole.abs().max())],
        "rounded-down": [
            torch.floor_divide(one, 32768),
            torch.div(one, 32768, rounding_mode="trunc"),
            _mean(given // 32768),
            _mean(-(given // -32768)),
        ],
        "stretched-to-the-ends": (one - one.min()) / max(1, one.max() - one.min()) * 2 - 1,
    }
    if stereo:
        left, *others = whole.unbind(dim=1)
        wrapped = given.clone()[:, 0]
        for channel in given.unbind(dim=1)[1:]:
            wrapped = wrapped + channel
        halved = torch.div(wrapped, given.shape[1], rounding_mode="floor")
        wrong |= {
            "averaged-in-whole-numbers": one.floor() / 32768,
            "wrapped-around": [number.double() / 32768 for number in (wrapped / given.shape[1], halved, wrapped)]
            if not alike(wrapped, whole.sum(dim=1))
            else [],
            "one-channel-only": [channel / 32768 for channel in (left, *others)],
            "channels-added": whole.sum(dim=1) / 32768,
            "averaged-over-time": whole.mean(dim=0) / 32768,
            "channels-kept": [whole / 32768, whole.T / 32768, whole / 32767],
            "one-after-the-other": [whole.reshape(-1) / 32768, whole.T.reshape(-1) / 32768],
        }

    def decide(seen: Mapping[str, Any]) -> str | None:
        value = as_tensor(seen["returned"])
        if value is None:
            return "returns-nothing" if seen["returned"] is None else "wrong-type"
        if not alike(value, expected):
            for name, values in wrong.items():
                for mistake in values if isinstance(values, list) else [values]:
                    if alike(value, mistake, 1e-6 * max(1.0, float(mistake.abs().max()))):
                        return name
        if value.shape == expected.shape and alike(value, expected) and value.dtype == torch.float64:
            return "twice-the-memory"
        if problem := is_tensor(value, "float32", tuple(expected.shape)):
            return problem
        if not alike(value, expected):
            return "not-between" if float(value.abs().max()) > 1.001 else "differs"
        return None

    return leaves_alone(Case(kind, (given,), decide, expected=expected), 0)


def _mean(numbers: Any) -> Any:
    """One number a moment, whatever the channels."""
    return numbers.double().mean(dim=1) if numbers.ndim == 2 else numbers.double()


def random_case(kind: str, rng: random.Random, channels: int) -> Case:
    if not channels:
        return floats_case(kind, [rng.randint(-32768, 32767) for _ in range(rng.randint(3, 8))])
    return floats_case(kind, [[rng.randint(-32768, 32767) for _ in range(channels)] for _ in range(rng.randint(3, 8))])


def cases(rng: random.Random) -> Iterator[Case]:
    yield floats_case("mono", [0, 16384, -32768, 8192, -1, 32767])
    yield floats_case("quiet", [3, -5, 8, 100, -64, 0])
    yield floats_case("stereo", [[8192, 0], [16384, -16384], [-20480, -8192], [6, 9], [0, 4096]])
    yield floats_case("loud-stereo", [[32000, 30000], [-31000, -32768], [20000, 20001]])
    yield floats_case("square", [[1000, 3000], [-2000, 6000]])
    yield floats_case("short", [[12000, -4000]])
    yield floats_case("column", [[5000], [-7000], [20000]])
    yield random_case("random", rng, 0)
    yield random_case("random", rng, 2)
