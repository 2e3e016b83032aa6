"""audio-emotion from nothing: acted speech from espeak-ng, log-mel pictures, a small audio spectrogram transformer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from course_lib.zoo.audio_emotion.features import BINS, FRAMES, energies, make_extractor
from course_lib.zoo.audio_emotion.prosody import LABELS
from course_lib.zoo.audio_emotion.utterances import act, training_utterances
from course_lib.zoo.card import Trained
from course_lib.zoo.training import Schedule, fit, seed_everything
from course_lib.zoo.voices.espeak import require_espeak

PATCH, STRIDE = 16, 10
"""As the real one has it: neighbouring patches overlap, so that a melody is not cut up at their edges."""


@dataclass(frozen=True)
class Settings:
    """What may be turned down to try the recipe quickly; the defaults are what ships."""

    utterances: int = 16_000
    steps: int = 9000
    batch: int = 32
    peak: float = 1.5e-3
    hidden: int = 96
    layers: int = 3
    inner: int = 256
    seed: int = 0


def make_model(settings: Settings) -> Any:
    """An untrained `ASTForAudioClassification` with the real model's labels."""
    from transformers import ASTConfig, ASTForAudioClassification

    config = ASTConfig(
        hidden_size=settings.hidden,
        num_hidden_layers=settings.layers,
        num_attention_heads=4,
        intermediate_size=settings.inner,
        num_mel_bins=BINS,
        max_length=FRAMES,
        patch_size=PATCH,
        frequency_stride=STRIDE,
        time_stride=STRIDE,
        hidden_dropout_prob=0.1,
        # The usual 0.02 is made for a width of 768; a narrow model learns sooner from larger weights.
        initializer_range=0.06,
        id2label=dict(enumerate(LABELS)),
        label2id={label: number for number, label in enumerate(LABELS)},
    )
    return ASTForAudioClassification(config)


def train(settings: Settings) -> Trained:
    """Model (float32, evaluation mode), extractor and run.

    Raises CourseError when espeak-ng is not on PATH.
    """
    import torch

    require_espeak()
    seed_everything(settings.seed)
    utterances = training_utterances(settings.utterances, settings.seed)
    raw = energies(act(utterances, settings.seed))
    sounding = raw[raw != 0]  # the rest of a short clip is padded with zeros
    mean, deviation = float(sounding.mean()), float(sounding.std())
    extractor = make_extractor(mean, deviation)
    labels = torch.tensor([LABELS.index(each.label) for each in utterances])
    model = make_model(settings)
    schedule = Schedule(peak=settings.peak, steps=settings.steps)
    losses = _losses(model, raw, labels, mean, deviation, settings)
    run = fit(model, losses, schedule, label="audio-emotion", weight_decay=0.05)
    facts = {"UTTERANCES": f"{settings.utterances:,}"}
    return Trained(model, (extractor,), run, facts)


def _losses(model: Any, raw: Any, labels: Any, mean: float, deviation: float, settings: Settings) -> Iterator[Any]:
    import torch
    from torch.nn.functional import cross_entropy

    generator = torch.Generator().manual_seed(settings.seed + 1)
    while True:
        chosen = torch.randint(len(raw), (settings.batch,), generator=generator)
        inputs = (vary(raw[chosen], generator) - mean) / (2 * deviation)
        yield cross_entropy(model(input_values=inputs).logits, labels[chosen], label_smoothing=0.05)


def vary(raw: Any, generator: Any) -> Any:
    """Pictures as they might have been: (batch, FRAMES, BINS), raw, with zeros where the clip is over.

    Each starts up to 0.2 s late, is up to 6 dB louder or softer, a mel bin higher or lower, and has a floor of hiss
    somewhere below. A microphone nearer by is louder, and no reason to take somebody for angry.
    """
    import torch

    def uniform(low: float, high: float) -> Any:
        return low + (high - low) * torch.rand(len(raw), 1, 1, generator=generator)

    shift = int(torch.randint(21, (), generator=generator))
    bins = int(torch.randint(-1, 2, (), generator=generator))
    late = torch.cat([raw[:, :1].expand(-1, shift, -1), raw[:, : FRAMES - shift]], dim=1)
    moved = late.roll(bins, dims=2)
    sounding = moved != 0
    # Energies are natural logarithms of power: 6 dB is 1.38.
    moved = moved + uniform(-1.38, 1.38)
    floor = uniform(-14.0, -4.0) + 0.8 * torch.randn(moved.shape, generator=generator)
    return torch.where(sounding, torch.logaddexp(moved, floor), torch.zeros(()))
