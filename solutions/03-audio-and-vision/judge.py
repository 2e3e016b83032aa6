"""The hidden cases of lesson 03. Only instructors have this file; it holds no student's code and runs none."""

from __future__ import annotations

import random
from collections.abc import Iterator

from course_lib.exercises.exercise import Case
from course_lib.lessons.lesson_03_audio_and_vision import (
    picture_cut,
    picture_once,
    picture_overlap,
    sound_floats,
    sound_language,
    sound_mood,
    sound_stretches,
    table_answer,
)
from course_lib.lessons.lesson_03_audio_and_vision.boxes import box, nudged, random_box, result

HIDDEN = "hidden"


def floats_cases(rng: random.Random) -> Iterator[Case]:
    for channels in (0, 0, 2, 2, 3, 1):
        yield sound_floats.random_case(HIDDEN, rng, channels)
    yield sound_floats.floats_case(HIDDEN, [[-32768, -32768, -32768], [rng.randint(1, 9), 32767, 0]])
    yield sound_floats.floats_case(HIDDEN, [rng.randint(-40, 40) or 7 for _ in range(5)])
    yield sound_floats.floats_case(HIDDEN, [[rng.randint(20000, 32767), rng.randint(20000, 32767)]])


def language_cases(rng: random.Random) -> Iterator[Case]:
    for _ in range(5):
        yield sound_language.random_case(HIDDEN, rng)
    yield sound_language.language_case(
        HIDDEN, [("zh", 0, "en", "translate"), ("en", 4, None, "transcribe"), ("zh", 3, None, "transcribe")]
    )
    yield sound_language.language_case(HIDDEN, [("en", rng.randrange(8), "zh", "transcribe")])
    yield sound_language.language_case(HIDDEN, [("en", 2, "en", "transcribe"), ("en", 2, "en", "transcribe")])
    phrase = rng.randrange(8)
    again = [("zh", phrase, "zh", "transcribe"), ("zh", phrase, "zh", "translate"), ("en", 2, None, "transcribe")]
    yield sound_language.language_case(HIDDEN, again, (1, 1, 2))
    yield sound_language.language_case(HIDDEN, [])


def stretches_cases(rng: random.Random) -> Iterator[Case]:
    for _ in range(10):
        yield sound_stretches.random_case(HIDDEN, rng)
    yield sound_stretches.stretches_case(HIDDEN, "#.#..#...#....#", 4)
    yield sound_stretches.stretches_case(HIDDEN, "#.#..#...#....#", 1)
    yield sound_stretches.stretches_case(HIDDEN, "#", 1)
    yield sound_stretches.stretches_case(HIDDEN, ".", 1)
    yield sound_stretches.stretches_case(HIDDEN, "", 3)
    yield sound_stretches.stretches_case(HIDDEN, "....#", 9)


def mood_cases(rng: random.Random) -> Iterator[Case]:
    for best, least in ((0.95, 0.6), (0.7, 0.8), (0.6, 0.7), (0.45, 0.4)):
        tone = sound_mood.tone(rng.uniform(0.03, 0.5))
        yield sound_mood.mood_case(HIDDEN, tone, sound_mood.some_scores(rng, best), least)
    least = rng.choice((0.4, 0.55, 0.8))
    yield sound_mood.mood_case(HIDDEN, sound_mood.tone(0.2), sound_mood.some_scores(rng, least), least)
    yield sound_mood.mood_case(HIDDEN, sound_mood.tone(0.009), sound_mood.some_scores(rng, 0.9), 0.5)
    yield sound_mood.mood_case(HIDDEN, [0.0] * 50, sound_mood.some_scores(rng, 0.9), 0.5)
    yield sound_mood.mood_case(HIDDEN, [0.15, *[0.0] * 500], sound_mood.some_scores(rng, 0.9), 0.5)
    yield sound_mood.mood_case(HIDDEN, sound_mood.bursts(0.08), sound_mood.some_scores(rng, 0.7), 0.6)
    yield sound_mood.mood_case(HIDDEN, [], sound_mood.some_scores(rng, 0.7), 0.6)
    yield sound_mood.mood_case(HIDDEN, sound_mood.tone(0.3), sound_mood.some_scores(rng, 0.68), 0.7)
    yield sound_mood.mood_case(
        HIDDEN, sound_mood.tone(0.9, rng.randint(40, 300)), sound_mood.some_scores(rng, 0.9), 0.5
    )
    near = zip(rng.sample(("neu", "hap", "ang", "sad"), 4), (0.46, 0.44, 0.07, 0.03), strict=True)
    yield sound_mood.mood_case(HIDDEN, sound_mood.tone(0.3), list(near), 0.4)
    quiet_ends = [*[0.0] * 320, *sound_mood.tone(0.9, 320), *[0.0] * 320]
    yield sound_mood.mood_case(HIDDEN, quiet_ends, sound_mood.some_scores(rng, 0.9), 0.3)
    offset = rng.uniform(0.55, 0.8)
    yield sound_mood.mood_case(
        HIDDEN, [offset + one for one in sound_mood.tone(0.004)], sound_mood.some_scores(rng, 0.9), 0.5
    )
    one_loud = [*sound_mood.tone(0.02, 320), *[0.0] * 960]
    yield sound_mood.mood_case(HIDDEN, one_loud, sound_mood.some_scores(rng, 0.9), 0.5)


def answer_cases(rng: random.Random) -> Iterator[Case]:
    for _ in range(6):
        yield table_answer.random_case(HIDDEN, rng)
    yield table_answer.answer_case(HIDDEN, "AVERAGE", [str(rng.randint(1, 9)), "0.25", "-7"])
    yield table_answer.answer_case(HIDDEN, "SUM", ["2.5", "2.5", str(rng.randint(10, 99))])
    yield table_answer.answer_case(HIDDEN, "COUNT", ["Oslo"])
    yield table_answer.answer_case(HIDDEN, "COUNT", ["苹果", "red", "red"])
    yield table_answer.answer_case(HIDDEN, "COUNT", ["Washington, D. C.", "Rome", "Oslo"])
    yield table_answer.answer_case(HIDDEN, "COUNT", [str(rng.randint(10, 99)), "7", "7"])
    yield table_answer.answer_case(HIDDEN, "NONE", [str(rng.randint(1900, 2020))])
    yield table_answer.answer_case(HIDDEN, "SUM", [str(rng.randint(100, 999))])
    yield table_answer.answer_case(HIDDEN, "NONE", ["12", "7.5"])
    yield table_answer.answer_case(HIDDEN, "NONE", [])


def cut_cases(rng: random.Random) -> Iterator[Case]:
    for _ in range(5):
        yield picture_cut.random_case(HIDDEN, rng)
    seed = rng.randrange(1000)
    yield picture_cut.cut_case(HIDDEN, 9, 14, box(0, 0, 5, 4), 2, seed)
    yield picture_cut.cut_case(HIDDEN, 13, 8, box(2, 9, 8, 13), 3, seed)
    yield picture_cut.cut_case(HIDDEN, 7, 11, box(-1, 2, 4, 5), 0, seed)
    yield picture_cut.cut_case(HIDDEN, 6, 9, box(3, 2, 5, 4), 9, seed)


def overlap_cases(rng: random.Random) -> Iterator[Case]:
    for _ in range(8):
        yield picture_overlap.random_case(HIDDEN, rng)
    yield picture_overlap.overlap_case(HIDDEN, box(50, 60, 80, 90), box(0, 0, 20, 30))
    yield picture_overlap.overlap_case(HIDDEN, box(0, 10, 20, 30), box(5, 40, 15, 45))
    yield picture_overlap.overlap_case(HIDDEN, box(30, 10, 50, 40), box(0, 0, 20, 30))
    yield picture_overlap.overlap_case(HIDDEN, box(5, 5, 9, 60), box(2, 20, 70, 26))
    one = random_box(rng)
    yield picture_overlap.overlap_case(HIDDEN, one, one)


def once_cases(rng: random.Random) -> Iterator[Case]:
    for _ in range(7):
        yield picture_once.random_case(HIDDEN, rng)
    row = [box(start, 0, start + 100, 50) for start in (0, 25, 50, 75, 100)]
    scores = rng.sample(range(40, 100), 5)
    yield picture_once.once_case(
        HIDDEN, [result("boat", score / 100, place) for score, place in zip(scores, row, strict=True)], 0.5
    )
    step = rng.randrange(22, 33)
    chain = [
        result("boat", score, box(at, 0, at + 100, 40)) for score, at in ((0.61, 2 * step), (0.72, step), (0.83, 0))
    ]
    yield picture_once.once_case(HIDDEN, chain, 0.5)
    place = random_box(rng)
    yield picture_once.once_case(
        HIDDEN, [result("cat", 0.6, place), result("cup", 0.9, nudged(rng, place, 2)), result("cup", 0.7, place)], 0.4
    )
    width = rng.randrange(10, 60, 2)
    half = [result("kite", 0.5, box(0, 0, width // 2, 20)), result("kite", 0.8, box(0, 0, width, 20))]
    yield picture_once.once_case(HIDDEN, half, 0.5)
    yield picture_once.once_case(HIDDEN, [result("car", 0.3, place)], 0.0)
    yield picture_once.other_most(HIDDEN, rng.randrange(20), 21, 0.3)
    yield picture_once.other_most(HIDDEN, rng.randrange(20), 15, 0.6)
    fine = rng.randrange(600, 900, 10)
    kites = [result("kite", fine / 1000, box(0, 0, 30, 30)), result("kite", (fine + 3) / 1000, box(50, 0, 80, 30))]
    yield picture_once.once_case(HIDDEN, [*kites, result("cat", 0.31, box(0, 60, 40, 90))], 0.5)
    yield picture_once.far_apart(HIDDEN, rng.randint(30, 80))
    yield picture_once.once_case(HIDDEN, [], 0.5)


CASES = {
    "sound-floats": floats_cases,
    "sound-language": language_cases,
    "sound-stretches": stretches_cases,
    "sound-mood": mood_cases,
    "table-answer": answer_cases,
    "picture-cut": cut_cases,
    "picture-overlap": overlap_cases,
    "picture-once": once_cases,
}
