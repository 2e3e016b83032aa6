"""Speech from text by the program espeak-ng: needed to build the models that hear, never to use them.

espeak-ng is a formant synthesizer: a rule-made voice, the same each time. Its *variants* (``+f2``, ``+klatt``) move
formants, pitch and breath; with a language, a variant is a voice here.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import wave
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from course_lib.errors import CourseError
from course_lib.zoo.voices.wav import RATE

if TYPE_CHECKING:
    from course_lib.zoo.voices.wav import Audio

PROGRAM = "espeak-ng"
MANDARIN = "cmn-latn-pinyin"
"""The Chinese voice that reads pinyin; the one that reads characters (``cmn``) is broken in espeak-ng 1.51."""

_AUDIBLE = 0.01
_BEFORE, _AFTER = 400, 800


@dataclass(frozen=True)
class Reading:
    """One text, read by one voice in one manner.

    `text` is English, or pinyin with tone digits for `MANDARIN`; `speed` is in words a minute; `pitch` is 0 to 99,
    50 the voice's own; `pitch_range` is how far the melody goes, in per cent of the voice's own.
    """

    text: str
    voice: str
    speed: int = 175
    pitch: int = 50
    pitch_range: int = 100


def require_espeak() -> str:
    """The path of the program, or a CourseError that says how to get it."""
    found = shutil.which(PROGRAM)
    if found is None:
        raise CourseError(
            "This recipe makes its training audio with espeak-ng, which is not on PATH.",
            "Install it (Debian, Ubuntu: apt-get install espeak-ng; macOS: brew install espeak-ng) and build again; "
            "the shipped model needs none.",
        )
    return found


def speak(reading: Reading) -> Audio:
    """The reading at 16 kHz, shape (time,): silence cut off at both ends, loudest sample 0.5."""
    import numpy as np

    text = reading.text
    if reading.pitch_range != 100:
        text = f'<prosody range="{reading.pitch_range - 100:+d}%">{text}</prosody>'
    command = [require_espeak(), "-m", "-v", reading.voice, "-s", str(reading.speed), "-p", str(reading.pitch)]
    done = subprocess.run([*command, "--stdout", text], capture_output=True, check=True)
    with wave.open(io.BytesIO(done.stdout)) as file:
        rate = file.getframerate()
        original: Audio = (np.frombuffer(file.readframes(1 << 24), "<i2") / 32768).astype(np.float32)
    samples = resample(original, rate)
    heard = np.flatnonzero(np.abs(samples) > _AUDIBLE * np.abs(samples).max(initial=1e-9))
    if not len(heard):
        raise CourseError(
            f"espeak-ng made no sound of {reading.text!r} with the voice {reading.voice!r}.",
            "See `espeak-ng --voices` and `espeak-ng --voices=variant` for the voices it has.",
        )
    samples = samples[max(0, heard[0] - _BEFORE) : heard[-1] + _AFTER]
    even: Audio = (samples / np.abs(samples).max() * 0.5).astype(np.float32)
    return even


def speak_all(readings: Sequence[Reading]) -> list[Audio]:
    """Every reading, in order; as many programs run at once as there are processors."""
    require_espeak()
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        return list(pool.map(speak, readings))


def resample(samples: Audio, rate: int) -> Audio:
    """`samples` at `rate`, brought to 16 kHz by cutting the spectrum off at 8 kHz."""
    import numpy as np

    if rate == RATE:
        return samples
    count = round(len(samples) * RATE / rate)
    # Lengths with small factors keep the transform fast: silence is added up to a multiple of both rates' step.
    padded = -(-len(samples) // 441) * 441 if rate == 22_050 else len(samples)
    spectrum = np.fft.rfft(samples, padded)
    target = round(padded * RATE / rate)
    made = np.fft.irfft(spectrum[: target // 2 + 1], target) * (target / padded)
    return made[:count].astype(np.float32)
