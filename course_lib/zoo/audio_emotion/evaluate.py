"""audio-emotion's held-out figures, from weights on disk and the clips in heldout/.

No voice and no sentence of those clips was trained on. Noise is added here, with seeds of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course_lib.zoo.audio_emotion.heldout import FOLDER, clips
from course_lib.zoo.audio_emotion.prosody import LABELS
from course_lib.zoo.figures import Figure
from course_lib.zoo.speech.features import add_noise
from course_lib.zoo.voices.wav import RATE, read_wav

if TYPE_CHECKING:
    from course_lib.zoo.voices.wav import Audio

NOISE_DECIBELS = 15.0
NOISE_SEED = 9000


def evaluate(directory: Path) -> list[Figure]:
    """Every figure of the card, recomputed from the weights in `directory`; seconds on a CPU."""
    import numpy as np

    listener = Listener(directory)
    wanted = [clip.label for clip in clips()]
    audio = [read_wav(FOLDER / clip.file) for clip in clips()]
    heard = listener.labels(audio)
    loudness = [float(np.sqrt(np.mean(clip**2))) for clip in audio]
    even = [(clip * (0.08 / power)).astype(np.float32) for clip, power in zip(audio, loudness, strict=True)]
    noisy = [add_noise(clip, "pink", NOISE_DECIBELS, NOISE_SEED + n) for n, clip in enumerate(audio)]
    chance, count = 1 / len(LABELS), len(wanted)
    each = [
        Figure(f"recall_{label}", recall(heard, wanted, label), chance, wanted.count(label), None,
               f"the share of the clips acted {label} that are heard so")
        for label in LABELS
    ]  # fmt: skip
    return [
        Figure("accuracy", share(heard, wanted), chance, count, 0.90,
               "four emotions, acted by voices and in sentences never trained on"),
        *each,
        Figure("accuracy_one_loudness", share(listener.labels(even), wanted), chance, count, None,
               "the same clips brought to one loudness: it cannot go by that"),
        Figure("accuracy_noise", share(listener.labels(noisy), wanted), chance, count, None,
               f"the same clips with pink noise {NOISE_DECIBELS:.0f} dB below the voice"),
    ]  # fmt: skip


class Listener:
    """The likeliest label of each clip."""

    def __init__(self, directory: Path) -> None:
        from transformers import AutoFeatureExtractor, AutoModelForAudioClassification

        self.extractor: Any = AutoFeatureExtractor.from_pretrained(directory)
        self.model: Any = AutoModelForAudioClassification.from_pretrained(directory).eval()

    def labels(self, audio: Sequence[Audio]) -> list[str]:
        import torch

        inputs = self.extractor(list(audio), sampling_rate=RATE, return_tensors="pt").input_values
        with torch.no_grad():
            best = self.model(inputs.to(self.model.dtype)).logits.argmax(-1)
        return [self.model.config.id2label[int(one)] for one in best]


def share(found: Sequence[str], wanted: Sequence[str]) -> float:
    """How many are the same, as a share."""
    return sum(a == b for a, b in zip(found, wanted, strict=True)) / len(wanted)


def recall(found: Sequence[str], wanted: Sequence[str], label: str) -> float:
    """Of the clips whose label is `label`, the share that was found to be."""
    return share([a for a, b in zip(found, wanted, strict=True) if b == label], [label] * wanted.count(label))
