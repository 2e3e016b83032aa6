"""sound-mood: a pipeline that tells moods, samples, a least score -> a mood, "unsure", or "silence"."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from course_lib.exercises.exercise import Case, Mistake
from course_lib.exercises.fresh import Fresh
from course_lib.exercises.properties import is_exactly
from course_lib.lessons.decisions import leaves_alone
from course_lib.lessons.lesson_03_audio_and_vision.inputs import noted

QUIET = 0.01
_FRAME = 320
_LABELS = ("neu", "hap", "ang", "sad")
_SURE, _SPLIT = (("sad", 0.94), ("neu", 0.03), ("hap", 0.02), ("ang", 0.01)), ("hap", 0.46)


def mood_case(kind: str, samples: Sequence[float], scores: Sequence[tuple[str, float]], least: float) -> Case:
    import torch

    given = torch.tensor(samples, dtype=torch.float32)
    loud = given.double()
    root_mean_square = math.sqrt(float((loud**2).mean())) if len(samples) else 0.0
    silent = root_mean_square < QUIET
    label, score = scores[0]
    judged = label if score >= least else "unsure"
    expected = "silence" if silent else judged
    mean, mean_square = (float(loud.mean()), root_mean_square**2) if len(samples) else (0.0, 0.0)
    mean_size = float(loud.abs().mean()) if len(samples) else 0.0
    peak = float(loud.abs().max()) if len(samples) else 0.0
    spread = float(loud.std()) if len(samples) > 1 else 0.0
    parts = [float(loud[first : first + _FRAME].pow(2).mean().sqrt()) for first in range(0, len(samples), _FRAME)] or [
        0.0
    ]
    wanted = noted(given) if len(samples) else []

    def decide(seen: Mapping[str, Any]) -> str | Mistake | None:
        value, calls = seen["returned"], seen["calls"]
        results = [{"score": s, "label": one} for one, s in scores]
        if value != expected and (found := _mistake(value, results)):
            return found
        if problem := is_exactly(value, str):
            return problem
        if value != expected:
            return "differs"
        if silent:
            return Mistake("asked-in-silence", {"times": len(calls)}) if calls else None
        afterwards = seen.get("argument 1 afterwards", given)
        if not isinstance(afterwards, torch.Tensor) or not torch.equal(afterwards, given):
            return None  # it was changed in its place, and that is told
        return None if all(_as_noted(call, wanted) for call in calls) else "other-samples-asked"

    def _mistake(value: Any, results: list[dict[str, Any]]) -> str | None:
        if isinstance(value, dict) or (isinstance(value, list) and any(isinstance(one, dict) for one in value)):
            return "whole-result"
        if isinstance(value, list | tuple):
            return "in-a-list" if expected in value else None
        if type(value) is float and value in [s for _, s in scores]:
            return "score-not-label"
        if not isinstance(value, str):
            return None
        if value.strip().lower() == expected and value != expected:
            return "another-spelling"
        if silent and value == "unsure" and judged != "unsure":
            return "unsure-of-silence"
        if silent and value == judged:
            if not len(samples):
                return "nothing-is-silent-too"
            if max(parts) >= QUIET:
                return "one-loud-part"
            if peak >= QUIET:
                return "loudest-sample"
            return "hum-is-silent" if peak else "silence-has-a-mood"
        if value == "silence" and not silent:
            if judged == "unsure":
                return "unsure-is-not-silence"
            if len(samples) < _FRAME:
                return "shorter-than-a-frame"
            if min(parts) < QUIET:
                return "one-quiet-part"
            if spread < QUIET:
                return "spread-not-loudness"
            if mean_square >= QUIET and root_mean_square < least:
                return "least-is-for-the-score"
            if mean < QUIET <= mean_square:
                return "mean-of-samples"
            if mean_size < QUIET:
                return "mean-of-sizes"
            return "root-missing" if mean_square < QUIET else None
        if not silent and value == label and judged == "unsure":
            return "score-rounded" if round(score, 1) >= least else "never-unsure"
        if not silent and value == "unsure" and score == least:
            return "equal-is-enough"
        if not silent and value == "unsure" and score > least:
            return "unsure-though-sure"
        if not silent and value in [one for one, _ in scores[1:]]:
            return "not-the-best"
        return None

    feeler = Fresh("feeler", json.dumps([list(pair) for pair in scores]))
    probe = {"returned": "returned", "calls": "args[0].calls"}
    return leaves_alone(Case(kind, (feeler, given, least), decide, probe, expected), 1)


def _as_noted(call: Sequence[float], wanted: Sequence[float]) -> bool:
    """The same sound: only the last places of its numbers may differ."""
    return len(call) == len(wanted) and all(
        abs(one - other) <= 1e-4 * max(1.0, abs(other)) for one, other in zip(call, wanted, strict=True)
    )


def tone(size: float, count: int = 400, period: int = 40) -> list[float]:
    """A steady tone: as much above zero as below."""
    return [round(size * math.sin(2 * math.pi * place / period), 6) for place in range(count)]


def bursts(size: float, count: int = 400, every: int = 10) -> list[float]:
    """Mostly nothing, with a short knock now and then, up and down in turn."""
    return [size * (-1) ** (place // every) if place % every == 0 else 0.0 for place in range(count)]


def some_scores(rng: random.Random, best: float) -> list[tuple[str, float]]:
    labels, rest = rng.sample(_LABELS, 4), round(1 - best, 2)
    shares = [round(rest * share, 2) for share in (0.6, 0.3, 0.1)]
    return [*zip(labels, (best, *shares), strict=True)]


def cases(rng: random.Random) -> Iterator[Case]:
    split = [_SPLIT, ("neu", 0.44), ("ang", 0.07), ("sad", 0.03)]
    yield mood_case("sure", tone(0.95), _SURE, 0.6)
    yield mood_case("unsure", tone(0.95), split, 0.6)
    yield mood_case("exactly", tone(0.2), [("ang", 0.6), ("neu", 0.3), ("hap", 0.06), ("sad", 0.04)], 0.6)
    yield mood_case("low", tone(0.3), split, 0.4)
    yield mood_case("zeros", [0.0] * 400, _SURE, 0.6)
    yield mood_case("unsure-zeros", [0.0] * 400, split, 0.6)
    yield mood_case("hum", tone(0.008), _SURE, 0.6)
    yield mood_case("soft", tone(0.07), _SURE, 0.6)
    yield mood_case("click", [*[0.0] * 300, 0.1, *[0.0] * 99], _SURE, 0.6)
    yield mood_case("knocks", bursts(0.06), [("hap", 0.8), ("neu", 0.1), ("ang", 0.06), ("sad", 0.04)], 0.5)
    yield mood_case("empty", [], _SURE, 0.6)
    yield mood_case("nearly", tone(0.95), [("neu", 0.57), ("hap", 0.25), ("ang", 0.1), ("sad", 0.08)], 0.6)
    yield mood_case("brief", tone(0.95, 200), _SURE, 0.6)
    yield mood_case("quiet-ends", [*[0.0] * 640, *tone(0.95, 640), *[0.0] * 640], _SURE, 0.3)
    yield mood_case("offset", [0.7 + one for one in tone(0.005)], _SURE, 0.6)
    yield mood_case("one-loud-part", [*[0.0] * 640, *tone(0.02, 320), *[0.0] * 320], _SURE, 0.6)
    best = rng.choice((0.55, 0.65, 0.75, 0.85))
    yield mood_case("random", tone(rng.uniform(0.05, 0.4)), some_scores(rng, best), rng.choice((0.5, 0.6, 0.7, 0.8)))
