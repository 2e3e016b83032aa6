"""Columns of sounds in data sets, decoded as they were before datasets 4: without torchcodec, which few have."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from course_lib.offline.patches import Patches


def patch(patches: Patches) -> None:
    """Let `datasets.Audio` read and write WAV itself, where torchcodec is not installed."""
    import datasets

    if not datasets.config.TORCHCODEC_AVAILABLE:
        patches.put(datasets.Audio, "encode_example", _encode(datasets.Audio.encode_example))
        patches.put(datasets.Audio, "decode_example", _decode)


def _encode(encode: Callable[..., Any]) -> Callable[..., Any]:
    def encode_example(self: Any, value: Any) -> Any:
        """A path or bytes as they are; samples as the bytes of a WAV file."""
        if isinstance(value, (str, os.PathLike)):
            return {"bytes": None, "path": os.fspath(value)}
        if isinstance(value, bytes):
            return {"bytes": value, "path": None}
        if isinstance(value, dict) and "array" in value:
            return {"bytes": _wav(value["array"], int(value["sampling_rate"])), "path": value.get("path")}
        if isinstance(value, dict) and ("bytes" in value or "path" in value):
            return {"bytes": value.get("bytes"), "path": value.get("path")}
        return encode(self, value)

    return encode_example


def _wav(samples: Any, rate: int) -> bytes:
    import io
    import wave

    import numpy as np

    from course_lib.pipelines.sound import mono

    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((np.clip(mono(samples), -1, 1) * 32767).round().astype("<i2").tobytes())
    return buffer.getvalue()


def _decode(self: Any, value: Any, token_per_repo_id: Any = None) -> Any:
    """``{"path", "array", "sampling_rate"}``: samples between -1 and 1, at the column's rate if it names one."""
    from course_lib.pipelines.sound import heard, rate_of

    if not isinstance(value, dict):
        return value
    source = value["bytes"] if value.get("bytes") is not None else value["path"]
    rate = self.sampling_rate or rate_of(source)
    return {"path": value.get("path"), "array": heard(source, rate)["raw"], "sampling_rate": rate}
