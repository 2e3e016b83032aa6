"""From audio to what the encoder sees, with noise, pitch and pace varied on the way.

Mel power is computed once for each utterance. Noise is then added to the power, and voices are made higher and slower
by stretching the picture: cheaper by far than making new audio, and new at every step.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from course_lib.zoo.voices.wav import RATE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from course_lib.zoo.voices.wav import Audio

SECONDS = 3
BINS = 40
HOP = 240
"""Samples from one frame to the next: 15 ms gives the encoder two thirds of the steps that Whisper's 10 ms would."""
FRAMES = SECONDS * RATE // HOP
_SILENCE = -10.0
"""log10 of the least power that the extractor tells from nothing."""
_DEPTH = 8.0
"""How many powers of ten below the loudest place the extractor cuts off."""


def make_extractor() -> Any:
    """The feature extractor that ships: Whisper's, with a window of three seconds and 40 mel bins."""
    from transformers import WhisperFeatureExtractor

    return WhisperFeatureExtractor(feature_size=BINS, chunk_length=SECONDS, hop_length=HOP, n_fft=400)


def log_mel(audio: Audio, extractor: Any) -> Any:
    """log10 of mel power, float16, shape (bins, frames), neither cut off below nor scaled yet."""
    import torch

    window = torch.hann_window(extractor.n_fft)
    # The silence that the extractor fills its window with: without it the last sound would be mirrored.
    padded = torch.nn.functional.pad(torch.from_numpy(audio), (0, extractor.n_fft))
    spectrum = torch.stft(padded, extractor.n_fft, HOP, window=window, return_complex=True)
    filters = torch.from_numpy(extractor.mel_filters).float()
    power = filters.T @ (spectrum[:, :-1].abs() ** 2)
    return power.clamp(min=10**_SILENCE).log10().half()


def finish(log_power: Any) -> Any:
    """What the extractor does last, for a batch (batch, bins, frames): cut off below, then scale to about -1 to 1."""
    import torch

    loudest = log_power.amax(dim=(1, 2), keepdim=True)
    return (torch.maximum(log_power, loudest - _DEPTH) + 4.0) / 4.0


def noise(kind: str, samples: int, rng: np.random.Generator) -> Audio:
    """Noise of mean power 1: ``white``, ``pink`` (power falls as 1/f), ``brown`` (1/f²) or ``hum`` (a mains hum)."""
    import numpy as np

    made: NDArray[Any]
    if kind == "hum":
        time = np.arange(samples) / RATE
        base = rng.choice([50.0, 60.0, 100.0, 120.0])
        made = sum(
            (rng.random() / n * np.sin(2 * np.pi * base * n * time + rng.random() * 6.28) for n in range(1, 12)),
            start=0.02 * rng.standard_normal(samples),
        )
    else:
        spectrum = np.fft.rfft(rng.standard_normal(samples))
        frequencies = np.maximum(np.fft.rfftfreq(samples, 1 / RATE), 40.0)
        spectrum *= frequencies ** {"white": 0.0, "pink": -0.5, "brown": -1.0}[kind]
        made = np.fft.irfft(spectrum, samples)
    even: Audio = (made / np.sqrt(np.mean(made**2))).astype(np.float32)
    return even


NOISES = ("white", "pink", "brown", "hum")


def add_noise(audio: Audio, kind: str, decibels: float, seed: int) -> Audio:
    """`audio` with noise `decibels` below it in mean power, no sample beyond ±1."""
    import numpy as np

    power = float(np.mean(audio**2))
    hiss = noise(kind, len(audio), np.random.default_rng(seed)) * np.sqrt(power / 10 ** (decibels / 10))
    noisy: Audio = np.clip(audio + hiss, -1, 1).astype(np.float32)
    return noisy


def noise_bank(extractor: Any, babble: Sequence[Audio], seed: int) -> list[Any]:
    """log-mels (bins, FRAMES) of noises of mean power 1: each kind some times, and several people at once."""
    import numpy as np

    rng = np.random.default_rng(seed)
    count = SECONDS * RATE
    made = [noise(kind, count, rng) for kind in NOISES for _ in range(8)]
    for start in range(0, len(babble) - 5, 6):
        crowd = sum((np.resize(audio, count) for audio in babble[start : start + 6]), start=np.zeros(count))
        made.append((crowd / np.sqrt(np.mean(crowd**2))).astype(np.float32))
    return [log_mel(audio, extractor) for audio in made]


def vary(log_power: Any, noises: Sequence[Any], room: int, strength: float, rng: random.Random) -> tuple[Any, int, int]:
    """One utterance as it might have been: (bins, frames) to (bins, `room`) of log power, and where the voice is in it.

    Voice and pace are moved by up to a tenth, loudness by a factor of four; it starts up to 0.3 s late where there is
    room; two times in three there is noise, 5 to 40 decibels below. `strength`, 0 to 1, is how far this goes.
    """
    import torch
    from torch.nn.functional import interpolate, pad

    bins = round(BINS * (1 + strength * rng.uniform(-0.08, 0.08)))
    frames = min(room, max(20, round(log_power.shape[1] * (1 + strength * rng.uniform(-0.1, 0.1)))))
    voice = interpolate(log_power[None, None].float(), (bins, frames), mode="bilinear", align_corners=False)[0, 0]
    voice = voice[:BINS] if bins >= BINS else pad(voice, (0, 0, 0, BINS - bins), value=_SILENCE)
    late = rng.randrange(min(20, room - frames) + 1)
    voice = pad(voice, (late, room - frames - late), value=_SILENCE)
    gain = rng.uniform(-0.9, 0.3)
    voice = voice + gain
    if rng.random() < 0.67 * strength:
        end = min(room, late + frames + rng.choice([0, rng.randrange(40)]))
        hiss = noises[rng.randrange(len(noises))][:, :end].float()
        level = (10 ** voice[:, late : late + frames]).mean()
        factor = level / (10**hiss).mean() / 10 ** rng.uniform(0.5, 4.0)
        voice[:, :end] = torch.log10(10 ** voice[:, :end] + factor * 10**hiss)
    if rng.random() < 0.5 * strength:  # a band or a moment may be missing: no single cue has to carry all
        low, start = rng.randrange(BINS), rng.randrange(room)
        voice[low : low + rng.randrange(5)] = _SILENCE
        voice[:, start : start + rng.randrange(7)] = _SILENCE
    return voice, late, late + frames
