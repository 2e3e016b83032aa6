"""Pictures and sounds that a tutorial fetches from an address, answered with the course's samples."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from course_lib.offline.patches import Patches
from course_lib.offline.stand_ins import tell
from course_lib.offline.words import words

SAMPLES = Path(__file__).parents[1] / "samples"
_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".bmp", ".gif")
_SOUNDS = (".wav", ".flac", ".mp3", ".ogg", ".m4a")


def patch(patches: Patches) -> None:
    """Let addresses be answered by the samples, in the libraries that pipelines and tutorials fetch with."""
    import httpx
    import transformers.image_utils

    # Whatever the library itself fetches with: some of its modules hold `load_image` by its name already.
    own = getattr(transformers.image_utils, "httpx", httpx)
    for module, name in dict.fromkeys(((httpx, "get"), (own, "get"), *_requests())):
        patches.put(module, name, _fetch(getattr(module, name)))
    load = transformers.image_utils.load_image
    patches.put(transformers.image_utils, "load_image", lambda image, *a, **k: load(here(image), *a, **k))


def here(address: Any) -> Any:
    """The sample's path for an address of a picture or sound; everything else as it is."""
    sample = _sample(address) if _is_address(address) else None
    return str(sample) if sample else address


def _is_address(given: Any) -> bool:
    return isinstance(given, str) and given.startswith(("http://", "https://"))


def _requests() -> list[tuple[Any, str]]:
    try:
        import requests
    except ImportError:
        return []
    return [(requests, "get")]


def _sample(address: str) -> Path | None:
    """A picture for a picture and a sound for a sound, the same for the same address; told once."""
    path = address.partition("?")[0].lower()
    kind = "pictures" if path.endswith(_PICTURES) or "/images/" in path else "audio" if path.endswith(_SOUNDS) else ""
    if "127.0.0.1" in address or "localhost" in address or not kind:
        return None
    files = sorted((SAMPLES / kind).glob("scene*.png" if kind == "pictures" else "*_en.wav"))
    chosen = files[sum(map(ord, path)) % len(files)]
    tell(address, words("sample", address=address, file=f"course_lib/samples/{kind}/{chosen.name}"))
    return chosen


def _fetch(get: Any) -> Any:
    def fetched(url: Any, *args: Any, **options: Any) -> Any:
        address = str(url)
        if not _is_address(address) or "127.0.0.1" in address or "localhost" in address:
            return get(url, *args, **options)
        sample = _sample(address)
        if sample is None:
            raise words.error("no-address", address=address)
        return Answer(sample.read_bytes(), address)

    return fetched


class Answer:
    """What tutorials read of an HTTP answer: `content`, `raw`, `status_code`, `ok`, `iter_content`."""

    status_code, ok = 200, True

    def __init__(self, content: bytes, url: str) -> None:
        self.content, self.url, self.raw = content, url, io.BytesIO(content)

    def raise_for_status(self) -> Answer:
        return self

    def iter_content(self, chunk_size: int = 8192) -> Any:
        return iter(lambda: self.raw.read(chunk_size), b"")

    def read(self) -> bytes:
        return self.content
