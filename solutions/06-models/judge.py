"""The hidden cases of lesson 06. Only instructors have this file; it holds no student's code and runs none."""

from __future__ import annotations

import random
from collections.abc import Iterator

from course_lib.exercises.exercise import Case
from course_lib.lessons import sentences
from course_lib.lessons.lesson_06_models import (
    model_deepen,
    model_fits,
    model_header,
    model_label,
    model_mask,
    model_parameters,
    model_report,
)


def header_cases(rng: random.Random) -> Iterator[Case]:
    yield model_header.header_case("hidden", {"logit_scale": ("F32", []), "层.偏置": ("I64", [7])}, {"format": "pt"})
    for metadata in (None, {"format": "pt"}, {"author": "某某", "date": "今天"}, None):
        yield model_header.header_case("hidden", model_header.some_tensors(rng), metadata)


def parameters_cases(rng: random.Random) -> Iterator[Case]:
    yield model_parameters.parameters_case("hidden", model_parameters.a_config(30522, 1024, 16, 24, 4096, 512))
    yield model_parameters.parameters_case("hidden", model_parameters.a_config(900, 14, 2, 1, 31, 77, types=4))
    for _ in range(3):
        yield model_parameters.parameters_case("hidden", model_parameters.some_config(rng))


def fits_cases(rng: random.Random) -> Iterator[Case]:
    yield model_fits.fits_case("hidden", {"over": 16_000_000_001, "just": 16_000_000_000, "tiny": 1}, "bfloat16", 40)
    yield model_fits.fits_case("hidden", {"of 90 B": 90_000_000_000}, "int4", 24)
    for dtype in (*model_fits.BITS, *model_fits.BITS):
        card = rng.choice((6, 11, 16, 24, 32, 80))
        yield model_fits.fits_case("hidden", model_fits.some_models(rng, dtype, card), dtype, card)


def label_cases(rng: random.Random) -> Iterator[Case]:
    large = rng.uniform(95, 130)
    yield model_label.label_case("hidden", [[large, large - 0.5], [-large, 0.5 - large]], model_label.SENTIMENT)
    yield model_label.label_case("hidden", [[0.3, 0.1, -0.2]], {1: "neutral", 2: "contradiction", 0: "entailment"})
    for texts in (1, 2, 3, 5):
        labels = model_label.some_labels(rng)
        yield model_label.label_case("hidden", model_label.some_logits(rng, texts, len(labels)), labels)


def mask_cases(rng: random.Random) -> Iterator[Case]:
    yield model_mask.mask_case("hidden", "[MASK]京是中国的首都。", 3)
    yield model_mask.mask_case("hidden", "the weather is [MASK] today.", 5)
    for count in (1, 4):
        yield model_mask.mask_case("hidden", model_mask.masked(rng, sentences.chinese(rng)), count)


def report_cases(rng: random.Random) -> Iterator[Case]:
    yield model_report.report_case("hidden", {"a": [3, 5], "b": [15], "c": [2]}, {"a": [5, 3], "b": [3, 5], "d": [2]})
    for _ in range(5):
        yield model_report.report_case("hidden", *model_report.some_pair(rng))


def deepen_cases(rng: random.Random) -> Iterator[Case]:
    yield model_deepen.deepen_case("hidden", 2, 1)
    yield model_deepen.deepen_case("hidden", 0, 3)
    yield model_deepen.deepen_case("hidden", 1, rng.choice((2, 4)))


CASES = {
    "model-header": header_cases,
    "model-parameters": parameters_cases,
    "model-fits": fits_cases,
    "model-label": label_cases,
    "model-mask": mask_cases,
    "model-report": report_cases,
    "model-deepen": deepen_cases,
}
