"""Sounds as people have them: WAV files read without ffmpeg, whole numbers as samples, another rate than the model's.

The library asks ffmpeg for every file and torchaudio for every rate, and takes 16-bit samples as they are: numbers of
thousands where the model expects them between -1 and 1, so it hears noise and writes down words that nobody said.
"""

from __future__ import annotations

import io
import os
import wave
from collections.abc import Mapping
from numbers import Number
from pathlib import Path
from typing import TYPE_CHECKING, Any

from transformers import AudioClassificationPipeline, AutomaticSpeechRecognitionPipeline

from course_lib.pipelines.older_calls import OlderCalls
from course_lib.pipelines.words import words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Audio = NDArray[np.float32]

#: As many as a recording has at most (7.1); where both sizes are so small, nothing shows which is which.
_MOST_CHANNELS = 8
_WIDTHS = {1: "u1", 2: "<i2", 4: "<i4"}


class Hearing(OlderCalls):
    """In front of a pipeline for sounds: a plain list of numbers is one sound, where the library takes it for many."""

    def __call__(self, inputs: Any, *args: Any, **options: Any) -> Any:
        if _is_one_sound(inputs):
            import numpy as np

            inputs = np.asarray(inputs)
        return super().__call__(inputs, *args, **options)

    def preprocess(self, inputs: Any, *args: Any, **options: Any) -> Any:
        rate = self.feature_extractor.sampling_rate  # type: ignore[attr-defined]
        return super().preprocess(heard(inputs, rate), *args, **options)  # type: ignore[misc]


class SpeechRecognition(Hearing, AutomaticSpeechRecognitionPipeline):  # type: ignore[misc]
    """What is said. ``forced_decoder_ids`` of older tutorials become the language and the task that they stood for."""

    def today(self, options: dict[str, Any]) -> dict[str, Any]:
        options = super().today(options)
        generate = options.get("generate_kwargs")
        if isinstance(generate, Mapping) and "forced_decoder_ids" in generate:
            rest = {name: value for name, value in generate.items() if name != "forced_decoder_ids"}
            options["generate_kwargs"] = {**self._forced(generate["forced_decoder_ids"]), **rest}
        if "forced_decoder_ids" in options:
            options = {**self._forced(options.pop("forced_decoder_ids")), **options}
        return options

    def _forced(self, pairs: Any) -> dict[str, str]:
        """Whisper's language and task, out of [(place, id), ...]."""
        found = {}
        for _, token in pairs or ():
            name = "" if token is None else self.tokenizer.decode([token]).strip("<|>")
            if name in ("transcribe", "translate"):
                found["task"] = name
            elif len(name) == 2:
                found["language"] = name
        return found


class AudioClassification(Hearing, AudioClassificationPipeline):  # type: ignore[misc]
    """What kind of sound it is."""


def heard(inputs: Any, rate: int) -> Any:
    """What the library takes, at `rate` samples a second: {"raw": samples, "sampling_rate": rate} and what came along.

    Takes a WAV file (a path, or its bytes), samples as numpy, torch or a list, or a dictionary with ``raw`` or
    ``array`` and ``sampling_rate``. Of an address the file is fetched.
    Files of other kinds are left to the library, which wants ffmpeg.
    Raises CourseError for a file that is not there, holds nothing, or breaks off.
    """
    if isinstance(inputs, str) and inputs.startswith(("http://", "https://")):
        import httpx

        inputs = httpx.get(inputs, follow_redirects=True).content
    if isinstance(inputs, (str, os.PathLike, bytes)):
        return _from_file(inputs, rate)
    if isinstance(inputs, Mapping):
        rest = {name: value for name, value in inputs.items() if name not in ("raw", "array", "sampling_rate", "path")}
        samples = inputs.get("raw", inputs.get("array"))
        if samples is None or "sampling_rate" not in inputs:
            raise words.error("no-sound", keys=", ".join(map(str, inputs)) or "-")
        return {**rest, "raw": resampled(mono(samples), int(inputs["sampling_rate"]), rate), "sampling_rate": rate}
    if hasattr(inputs, "__array__") or isinstance(inputs, (list, tuple)):
        return {"raw": mono(inputs), "sampling_rate": rate}
    return inputs


def mono(samples: Any) -> Audio:
    """Samples between -1 and 1 in one channel, (time,); whole numbers are divided by the largest of their kind.

    Several channels come as (time, channels), as in WAV files, or as (channels, time), as in torchaudio. Which it is
    shows in the sizes alone: the smaller one is the channels'. Where both are equal or no larger than eight, nothing
    shows it, and they are taken for (time, channels).

    >>> import numpy as np
    >>> mono(np.array([0, -32768], dtype=np.int16)).tolist()
    [0.0, -1.0]
    """
    import numpy as np

    found = np.asarray(samples)
    if found.dtype == np.uint8:
        found = (found.astype(np.float32) - 128) / 128
    elif np.issubdtype(found.dtype, np.integer):
        found = found / -float(np.iinfo(found.dtype if found.dtype.itemsize < 8 else np.int16).min)
    if found.size == 0:
        raise words.error("no-samples")
    if found.ndim > 1:
        found = found.mean(axis=_axis_of_channels(found.shape))
    return found.astype(np.float32)


def _axis_of_channels(shape: tuple[int, ...]) -> int:
    """Of (time, channels) or (channels, time); recordings have a few channels and mostly more samples than that."""
    both_few = max(shape) <= _MOST_CHANNELS
    return 1 if both_few or shape[1] <= shape[0] else 0


def _is_one_sound(inputs: Any) -> bool:
    return isinstance(inputs, list | tuple) and bool(inputs) and all(isinstance(one, Number) for one in inputs)


def resampled(samples: Audio, rate: int, wanted: int) -> Audio:
    """The same sound with `wanted` samples a second: frequencies that both rates have are kept, others are cut.

    By the Fourier transform of the whole clip, as scipy.signal.resample does it; clips of seconds need no more.

    >>> import numpy as np
    >>> resampled(np.zeros(8000, dtype=np.float32), 8000, 16000).shape
    (16000,)
    """
    import numpy as np

    if rate == wanted:
        return samples
    count = max(1, round(len(samples) * wanted / rate))
    spectrum = np.fft.rfft(samples)
    kept = np.zeros(count // 2 + 1, dtype=complex)
    both = min(len(kept), len(spectrum))
    kept[:both] = spectrum[:both]
    return (np.fft.irfft(kept, count) * count / len(samples)).astype(np.float32)


def rate_of(source: str | os.PathLike[str] | bytes) -> int:
    """Samples a second of a WAV file, by its path or its bytes."""
    with wave.open(io.BytesIO(source) if isinstance(source, bytes) else os.fspath(source), "rb") as file:
        return file.getframerate()


def _from_file(source: str | os.PathLike[str] | bytes, rate: int) -> Any:
    if isinstance(source, bytes):
        name, data = words("these-bytes"), source
    else:
        path = Path(source)
        if not path.is_file():
            raise words.error("no-file", path=path)
        name, data = str(path), path.read_bytes()
    if not data:
        raise words.error("empty-file", path=name)
    if data[:4] != b"RIFF":
        return os.fspath(source) if not isinstance(source, bytes) else source
    import numpy as np

    try:
        with wave.open(io.BytesIO(data), "rb") as file:
            frames, channels = file.readframes(file.getnframes()), file.getnchannels()
            samples = np.frombuffer(frames, _WIDTHS[file.getsampwidth()]).reshape(-1, channels)
            found = {"raw": resampled(mono(samples), file.getframerate(), rate), "sampling_rate": rate}
    except (wave.Error, EOFError, KeyError, ValueError) as problem:
        raise words.error("broken-sound", path=name, reason=problem) from problem
    return found
