"""What is said in an emotion, and by whom: sentences and voices to learn from, others to be measured on."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from course_lib.zoo.audio_emotion.prosody import LABELS, Manner, draw_manner, perform, reading
from course_lib.zoo.speech.phrases import Phrase, phrases
from course_lib.zoo.speech.utterances import ENGLISH, HELD_OUT_ENGLISH, HELD_OUT_VARIANTS, VARIANTS
from course_lib.zoo.voices.espeak import MANDARIN, speak_all

if TYPE_CHECKING:
    from course_lib.zoo.voices.wav import Audio

_HELD_OUT_EVERY = 5
#: Voices that act besides those that speak for the model that writes down speech; none is a relative of a held-out one.
MORE_VARIANTS = (
    "+Marco", "+marcelo", "+pablo", "+pedro", "+sandro", "+victor", "+caleb", "+david", "+robert", "+Gene2",
    "+edward2", "+iven2", "+iven3", "+iven4", "+klatt5", "+klatt6", "+RicishayMax", "+RicishayMax2", "+RicishayMax3",
    "+robosoft2", "+robosoft3", "+robosoft4", "+robosoft5", "+robosoft6", "+AnxiousAndy", "+announcer",
)  # fmt: skip


@dataclass(frozen=True)
class Utterance:
    """A text in one of the two languages, a voice, an emotion and how it is acted."""

    text: str
    sound: str
    spoken: str
    voice: str
    label: str
    manner: Manner


def short_phrases() -> list[Phrase]:
    """The phrases of speech that last about a second; what they say has nothing to do with how they are said."""
    return [phrase for phrase in phrases() if 8 <= len(phrase.en) <= 22 and 3 <= len(phrase.zh) <= 6]


def training_phrases() -> list[Phrase]:
    return [phrase for number, phrase in enumerate(short_phrases()) if number % _HELD_OUT_EVERY]


def held_out_phrases() -> list[Phrase]:
    return short_phrases()[::_HELD_OUT_EVERY]


def training_utterances(count: int, seed: int) -> list[Utterance]:
    """`count` utterances, the emotions in turn, everything else drawn at random."""
    return _draw(count, training_phrases(), (*VARIANTS, *MORE_VARIANTS), ENGLISH, random.Random(seed))


def held_out_utterances(count: int, seed: int) -> list[Utterance]:
    """`count` utterances of phrases and by voices that training never uses, each voice as often as the others."""
    return _draw(count, held_out_phrases(), HELD_OUT_VARIANTS, HELD_OUT_ENGLISH, random.Random(seed))


def act(utterances: Sequence[Utterance], seed: int) -> list[Audio]:
    """Audio of every utterance at 16 kHz; needs espeak-ng."""
    plain = speak_all([reading(each.sound, each.voice, each.manner) for each in utterances])
    return [
        perform(audio, each.manner, seed + number)
        for number, (audio, each) in enumerate(zip(plain, utterances, strict=True))
    ]


def _draw(
    count: int, texts: Sequence[Phrase], variants: Sequence[str], english: Sequence[str], rng: random.Random
) -> list[Utterance]:
    made = []
    for number in range(count):
        label = LABELS[number % len(LABELS)]
        phrase, spoken = rng.choice(texts), rng.choice(("zh", "en"))
        # Steps that share no factor with the number of emotions: every voice meets every emotion.
        variant = variants[(number // len(LABELS)) % len(variants)]
        voice = (MANDARIN if spoken == "zh" else rng.choice(english)) + variant
        made.append(Utterance(phrase.text(spoken), phrase.sound(spoken), spoken, voice, label, draw_manner(label, rng)))
    return made
