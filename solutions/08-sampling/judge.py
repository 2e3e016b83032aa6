"""The hidden cases of lesson 08. Only instructors have this file; it holds no student's code and runs none."""

from __future__ import annotations

import random
from collections.abc import Iterator

from course_lib.exercises.exercise import Case
from course_lib.lessons.lesson_08_sampling import (
    sample_broken,
    sample_draw,
    sample_filters,
    sample_loop,
    sample_penalty,
    sample_temperature,
    sample_top_k,
    sample_top_p,
)
from course_lib.lessons.lesson_08_sampling.numbers_seen import OUT, some_probabilities, some_scores
from course_lib.lessons.lesson_08_sampling.sample_broken import INF, NAN

HIDDEN = "hidden"


def temperature_cases(rng: random.Random) -> Iterator[Case]:
    for _ in range(6):
        yield sample_temperature.random_case(HIDDEN, rng)
    scores = some_scores(rng, 5)
    yield sample_temperature.temperature_case(HIDDEN, scores, 0.0)
    yield sample_temperature.temperature_case(HIDDEN, [min(scores) - 1, max(scores), *scores], 0.0)
    yield sample_temperature.temperature_case(HIDDEN, [number - 40 for number in scores], 0.0)
    yield sample_temperature.temperature_case(HIDDEN, [number / 4 + rng.choice((150, -250)) for number in scores], 0.2)
    yield sample_temperature.temperature_case(HIDDEN, [OUT, *scores, OUT], 1.4)
    yield sample_temperature.temperature_case(HIDDEN, [OUT, *scores], 0.0)
    yield sample_temperature.temperature_case(HIDDEN, scores, 1.0)
    yield sample_temperature.temperature_case(HIDDEN, [number + 3000 for number in scores], 0.25)
    yield sample_temperature.temperature_case(HIDDEN, [max(scores), max(scores) - 0.03125, *scores], 0.06)
    yield sample_temperature.temperature_case(HIDDEN, [number - 500 for number in scores], 2.0)


def top_k_cases(rng: random.Random) -> Iterator[Case]:
    for _ in range(4):
        yield sample_top_k.random_case(HIDDEN, rng)
    for _ in range(3):
        yield sample_top_k.random_case(HIDDEN, rng, ties=True)
    scores = some_scores(rng, 6)
    yield sample_top_k.top_k_case(HIDDEN, scores, 0)
    yield sample_top_k.top_k_case(HIDDEN, scores, 6)
    yield sample_top_k.top_k_case(HIDDEN, scores, 7)
    yield sample_top_k.top_k_case(HIDDEN, [*scores, max(scores), OUT], 1)
    yield sample_top_k.top_k_case(HIDDEN, [max(scores), *scores], 3)
    yield sample_top_k.top_k_case(HIDDEN, [-abs(number) - 1 for number in scores], 3)
    yield sample_top_k.top_k_case(HIDDEN, [2.0, OUT, 1.0, OUT, OUT], 3)
    yield sample_top_k.top_k_case(HIDDEN, [-4.0, 0.0, -1.0, 6.0, -7.0], 2)
    yield sample_top_k.top_k_case(HIDDEN, [7.0, 1.0 - 2.0**-24, 1.0, *(number - 8 for number in scores)], 2)


def top_p_cases(rng: random.Random) -> Iterator[Case]:
    for _ in range(7):
        yield sample_top_p.random_case(HIDDEN, rng)
    exact = some_probabilities(rng, 6)
    largest = sorted(exact, reverse=True)
    yield sample_top_p.top_p_case(HIDDEN, exact, largest[0] + largest[1])
    yield sample_top_p.top_p_case(HIDDEN, exact, largest[0])
    yield sample_top_p.top_p_case(HIDDEN, exact, 1.0)
    yield sample_top_p.top_p_case(HIDDEN, exact, 0.001)
    yield sample_top_p.top_p_case(HIDDEN, [0.25] * 4, 0.6)
    yield sample_top_p.top_p_case(HIDDEN, [0.0, 0.25, 0.0, 0.75], 0.9)
    yield sample_top_p.top_p_case(HIDDEN, [0.0, *exact, 0.0], 1.0)
    yield sample_top_p.top_p_case(HIDDEN, [0.2, 0.5, 0.2999999], 1.0)
    yield sample_top_p.top_p_case(HIDDEN, exact, largest[0] + largest[1] + 1 / 256)


def draw_cases(rng: random.Random) -> Iterator[Case]:
    for _ in range(7):
        yield sample_draw.random_case(HIDDEN, rng)
    numbers = some_probabilities(rng, 5, 32)
    yield sample_draw.draw_case(HIDDEN, numbers, numbers[0] + numbers[1])
    yield sample_draw.draw_case(HIDDEN, numbers, 0.0)
    yield sample_draw.draw_case(HIDDEN, [0.0, 0.0, *numbers], 0.0)
    yield sample_draw.draw_case(HIDDEN, [*numbers[:-1], numbers[-1] - 1 / 64, 0.0], 127 / 128)
    yield sample_draw.draw_case(HIDDEN, [numbers[0], 0.0, 0.0, *numbers[1:]], numbers[0])
    yield sample_draw.draw_case(HIDDEN, [0.0, 1.0, 0.0], 0.999)
    yield sample_draw.draw_case(HIDDEN, [0.5, 0.25, 0.1875], 0.77)
    yield sample_draw.draw_case(HIDDEN, [0.5, 0.25, 0.1875, 0.0], 0.96)
    yield sample_draw.draw_case(HIDDEN, numbers, numbers[0] + numbers[1] - 4e-7)


def filters_cases(rng: random.Random) -> Iterator[Case]:
    for _ in range(10):
        yield sample_filters.random_case(HIDDEN, rng)
    yield sample_filters.filters_case(HIDDEN, [2.0, 1.75, 1.5, 1.25, 1.0, 0.75, 0.5], 1.0, top_k=4, top_p=0.6)
    yield sample_filters.filters_case(HIDDEN, [1.5, 0.25, -1.0, 2.0], 1.5, top_k=50)
    yield sample_filters.filters_case(HIDDEN, [1.0, 2.0, 3.0, 2.0, 0.5], 1.0, top_k=2)
    yield sample_filters.filters_case(HIDDEN, [1.375, 0.5, -2.25, 1.25, -2.5, 2.875, -2.125, -0.5], 2.0, 0, 0.85, 0.2)
    yield sample_filters.filters_case(HIDDEN, [8.0, 1.0, 0.5, -1.0], 0.7, top_p=0.9)
    yield sample_filters.filters_case(HIDDEN, [3.0, 0.5, 3.0, -1.0, 3.0], 0.8, top_k=1)
    yield sample_filters.filters_case(HIDDEN, [0.25, 1.0, -2.0, 1.0], 1.0, min_p=1.0)
    yield sample_filters.filters_case(HIDDEN, [n * 11 % 70 / 16 for n in range(70)], 3.0)
    yield sample_filters.filters_case(HIDDEN, [2000.0, 1999.0, 1990.0], 2.0)


def penalty_cases(rng: random.Random) -> Iterator[Case]:
    for _ in range(6):
        yield sample_penalty.random_case(HIDDEN, rng)
    scores = some_scores(rng, 6)
    yield sample_penalty.penalty_case(HIDDEN, scores, [5, 5, 5], [0, 0], 1.4)
    yield sample_penalty.penalty_case(HIDDEN, scores, [], [], 1.5)
    yield sample_penalty.penalty_case(HIDDEN, scores, [2], [], 1.7)
    yield sample_penalty.penalty_case(HIDDEN, scores, [], [1, 4, 1], 1.7)
    yield sample_penalty.penalty_case(HIDDEN, scores, [3, 1], [0], 0.7)
    yield sample_penalty.penalty_case(HIDDEN, [0.0, *scores], [0, 1], [2, 3, 4, 5, 6], 1.6)
    yield sample_penalty.penalty_case(HIDDEN, [OUT, *scores], [0, 3], [2], 1.6)
    yield sample_penalty.penalty_case(HIDDEN, scores, [4, *[1, 2] * 70], [0], 1.3)


def broken_cases(rng: random.Random) -> Iterator[Case]:
    for _ in range(5):
        yield sample_broken.random_case(HIDDEN, rng)
    scores = some_scores(rng, 3)
    yield sample_broken.broken_case(HIDDEN, [[NAN, *scores], [*scores, NAN], [*scores, OUT]])
    yield sample_broken.broken_case(HIDDEN, [[*scores, INF]])
    yield sample_broken.broken_case(HIDDEN, [[OUT, OUT, OUT], [OUT, OUT, scores[0]], [1e30, -1e30, 0.0]])
    yield sample_broken.broken_case(HIDDEN, [scores, scores])


def loop_cases(rng: random.Random) -> Iterator[Case]:
    for family in ("gpt2", "qwen2", "llama"):
        yield sample_loop.random_case(HIDDEN, rng, family)
    for ended in (1, 3, 3):
        yield sample_loop.random_case(HIDDEN, rng, ended=ended)
    yield sample_loop.no_ends(HIDDEN, rng)
    yield sample_loop.one_token(HIDDEN, rng)
    # Writes 5 9 3 3 3 3 14 0 12: one id four times, and an end that stands in the prompt alone; the model's own is 9.
    yield sample_loop.loop_case(HIDDEN, sample_loop.named("qwen2", 20, 7, eos=9), [10, 4, 12, 1], 8, [4])
    yield sample_loop.loop_case(HIDDEN, sample_loop.named("llama", 20, 33), [18, 5, 7, 8], 6, [0])


CASES = {
    "sample-temperature": temperature_cases,
    "sample-top-k": top_k_cases,
    "sample-top-p": top_p_cases,
    "sample-draw": draw_cases,
    "sample-filters": filters_cases,
    "sample-penalty": penalty_cases,
    "sample-broken": broken_cases,
    "sample-loop": loop_cases,
}
