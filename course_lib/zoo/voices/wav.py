"""Reading and writing plain WAV files, mono, 8 or 16 bits a sample."""

from __future__ import annotations

import io
import wave
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Audio = NDArray[np.float32]

RATE = 16_000
"""Samples a second of every clip of the course, the rate that Whisper, HuBERT and AST want."""


def read_zipped_wavs(path: Path, names: Iterable[str]) -> list[Audio]:
    """Several clips out of one archive: eight-bit clips shrink by half in it."""
    with zipfile.ZipFile(path) as archive:
        return [read_wav(io.BytesIO(archive.read(name))) for name in names]


def read_wav(source: Path | IO[bytes]) -> Audio:
    """Samples between -1 and 1, shape (time,); the file must be mono at 16 kHz."""
    import numpy as np

    with wave.open(str(source) if isinstance(source, Path) else source, "rb") as file:
        if (file.getnchannels(), file.getframerate()) != (1, RATE):
            raise ValueError(f"{source}: expected one channel at {RATE} Hz, found {file.getparams()}")
        data = file.readframes(file.getnframes())
        if file.getsampwidth() == 1:  # WAV keeps 8-bit samples unsigned
            return ((np.frombuffer(data, np.uint8).astype(np.float32) - 128) / 128).astype(np.float32)
        return (np.frombuffer(data, "<i2").astype(np.float32) / 32768).astype(np.float32)


def write_wav(path: Path, audio: Audio, *, bits: int) -> None:
    """Write samples between -1 and 1; `bits` is 8 (half the size, a faint hiss) or 16."""
    import numpy as np

    clipped = np.clip(audio, -1, 1)
    if bits == 8:
        data = np.clip(np.rint(clipped * 128) + 128, 0, 255).astype(np.uint8).tobytes()
    else:
        data = np.clip(np.rint(clipped * 32768), -32768, 32767).astype("<i2").tobytes()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(bits // 8)
        file.setframerate(RATE)
        file.writeframes(data)
