"""Who says the phrases, and how: voices, speeds and pitches to learn from, others to be measured on."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from course_lib.zoo.speech.phrases import LANGUAGES, Phrase
from course_lib.zoo.voices.espeak import MANDARIN, Reading

LONGEST = 2.9
"""Seconds; what is longer does not fit the model's window of three, with a little silence around it."""

VARIANTS = (
    "", "+m1", "+m3", "+m4", "+m5", "+m6", "+m8", "+f1", "+f2", "+f4", "+f5", "+Andy", "+Annie", "+klatt", "+klatt2",
    "+klatt3", "+klatt4", "+Andrea", "+Alicia", "+Alex", "+Denis", "+Hugo", "+Jacky", "+Lee", "+Mario",
    "+Mike", "+Nguyen", "+Diogo", "+Gene", "+Henrique", "+Storm", "+Tweaky", "+adam", "+antonio", "+aunty", "+belinda",
    "+benjamin", "+boris", "+ed", "+edward", "+grandma", "+grandpa", "+gustave", "+iven", "+john", "+max",
    "+michel", "+miguel", "+norbert", "+paul", "+quincy", "+rob", "+robosoft", "+shelby", "+travis", "+zac", "+anika",
)  # fmt: skip
ENGLISH = ("en-us", "en-gb", "en-gb-x-rp", "en-us-nyc", "en-gb-scotland")
SPEEDS = (145, 155, 165, 175, 185, 200, 215)
PITCHES = (30, 40, 45, 50, 55, 60, 70)

HELD_OUT_VARIANTS = ("+m2", "+m7", "+f3", "+linda", "+Michael", "+steph")
HELD_OUT_ENGLISH = ("en-us", "en-gb")
HELD_OUT_SPEEDS = (160, 170, 192)
HELD_OUT_PITCHES = (38, 48, 62)


@dataclass(frozen=True)
class Utterance:
    """A phrase, by its number in the list, in the language it is spoken in, and how it is read."""

    phrase: int
    spoken: str
    reading: Reading


def training_utterances(known: Sequence[Phrase], renderings: int, seed: int) -> list[Utterance]:
    """Every phrase in both languages, `renderings` times each, by voices drawn at random."""
    rng = random.Random(seed)
    return [
        _draw(known, index, spoken, rng, VARIANTS, ENGLISH, SPEEDS, PITCHES)
        for index in range(len(known))
        for spoken in LANGUAGES
        for _ in range(renderings)
    ]


def held_out_utterances(known: Sequence[Phrase], count: int, seed: int) -> list[Utterance]:
    """`count` phrases in each language, by voices, at speeds and pitches that are never trained on."""
    rng = random.Random(seed)
    made = []
    for spoken in LANGUAGES:
        for number, index in enumerate(rng.sample(range(len(known)), count)):
            # Every voice has its turn: with a few clips each, chance would leave one out.
            variant = HELD_OUT_VARIANTS[number % len(HELD_OUT_VARIANTS)]
            made.append(
                _draw(known, index, spoken, rng, (variant,), HELD_OUT_ENGLISH, HELD_OUT_SPEEDS, HELD_OUT_PITCHES)
            )
    return made


def _draw(
    known: Sequence[Phrase],
    index: int,
    spoken: str,
    rng: random.Random,
    variants: Sequence[str],
    english: Sequence[str],
    speeds: Sequence[int],
    pitches: Sequence[int],
) -> Utterance:
    voice = (MANDARIN if spoken == "zh" else rng.choice(english)) + rng.choice(variants)
    return Utterance(index, spoken, Reading(known[index].sound(spoken), voice, rng.choice(speeds), rng.choice(pitches)))
