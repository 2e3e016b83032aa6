"""How an emotion sounds: pitch, melody, pace, loudness and voice quality, after what is known of acted speech.

Happy speech is higher, livelier, somewhat faster and brighter; angry speech louder, faster, pressed, with hard onsets;
sad speech low, slow, flat, soft and breathy; neutral speech lies between (Scherer 2003; Juslin and Laukka 2003). Each
measure is drawn around its mean, wide enough that neighbours overlap: no single one tells the emotions apart.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from course_lib.zoo.speech.features import noise
from course_lib.zoo.voices.espeak import Reading
from course_lib.zoo.voices.wav import RATE

if TYPE_CHECKING:
    from course_lib.zoo.voices.wav import Audio

LABELS = ("neu", "hap", "ang", "sad")
"""In the order of superb/hubert-base-superb-er."""


@dataclass(frozen=True)
class Manner:
    """How one utterance is said.

    `speed`, `pitch` and `pitch_range` are espeak's (words a minute, 0 to 99, per cent). `level` is loudness in
    decibels below full scale; `tilt` in decibels an octave above 500 Hz, more is brighter; `press` is how far the
    voice is driven into distortion, `attack` how much onsets stand out, `breath` the share of breath in the voice.
    """

    speed: int
    pitch: int
    pitch_range: int
    level: float
    tilt: float
    press: float
    attack: float
    breath: float


# For each label: mean and spread of every field of Manner.
_MEANS: dict[str, tuple[tuple[float, float], ...]] = {
    "neu": ((172, 11), (47, 6), (80, 16), (-23, 2.5), (0.0, 0.7), (0.4, 0.3), (0.2, 0.2), (0.02, 0.02)),
    "hap": ((190, 12), (68, 7), (175, 22), (-20, 2.5), (1.6, 0.7), (0.6, 0.4), (0.5, 0.3), (0.02, 0.02)),
    "ang": ((206, 13), (53, 7), (115, 22), (-15, 2.5), (2.4, 0.7), (3.2, 0.9), (1.6, 0.5), (0.01, 0.02)),
    "sad": ((136, 11), (34, 6), (42, 16), (-28, 2.5), (-2.2, 0.7), (0.2, 0.2), (0.0, 0.1), (0.10, 0.05)),
}
_LIMITS = ((100, 260), (2, 98), (5, 250), (-34, -10), (-5, 5), (0, 6), (0, 3), (0, 0.3))


def draw_manner(label: str, rng: random.Random) -> Manner:
    """A manner of saying something that goes with `label`."""
    speed, pitch, pitch_range, *rest = (
        min(high, max(low, rng.gauss(mean, spread)))
        for (mean, spread), (low, high) in zip(_MEANS[label], _LIMITS, strict=True)
    )
    return Manner(round(speed), round(pitch), round(pitch_range), *rest)


def reading(text: str, voice: str, manner: Manner) -> Reading:
    """What the synthesizer is asked for; the rest of the manner is `perform`'s."""
    return Reading(text, voice, manner.speed, manner.pitch, manner.pitch_range)


def perform(audio: Audio, manner: Manner, seed: int) -> Audio:
    """Give plain synthesized speech the voice quality and loudness of `manner`; shape and rate stay."""
    import numpy as np

    envelope = _envelope(audio, 0.01)
    rise = np.clip(envelope / (_envelope(audio, 0.12) + 1e-4), 0.3, 2.0)
    voice = audio * rise**manner.attack
    voice = voice + manner.breath * 2.0 * envelope * noise("pink", len(audio), np.random.default_rng(seed))
    if manner.press > 0.05:
        voice = np.tanh(manner.press * voice / np.abs(voice).max()) / np.tanh(manner.press)
    spectrum = np.fft.rfft(voice)
    octaves = np.log2(np.maximum(np.fft.rfftfreq(len(voice), 1 / RATE), 500) / 500)
    voice = np.fft.irfft(spectrum * 10 ** (manner.tilt * octaves / 20), len(voice))
    voice *= 10 ** (manner.level / 20) / np.sqrt(np.mean(voice**2))
    return np.clip(voice, -1, 1).astype(np.float32)


def _envelope(audio: Audio, seconds: float) -> Audio:
    """Loudness over time, smoothed over about `seconds`."""
    import numpy as np

    width = int(seconds * RATE)
    summed = np.cumsum(np.concatenate([np.zeros(width), audio.astype(np.float64) ** 2, np.zeros(width)]))
    power = (summed[2 * width - 1 :] - summed[: len(summed) - 2 * width + 1]) / (2 * width)
    smooth: Audio = np.sqrt(np.maximum(power[: len(audio)], 0)).astype(np.float32)
    return smooth
