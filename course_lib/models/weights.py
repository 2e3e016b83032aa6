"""Are the weight files of a checkpoint whole? Told from their headers, without loading torch or the weights."""

from __future__ import annotations

import json
from pathlib import Path

from course_lib.models.words import words

_POINTER = b"version https://git-lfs"


def check_weights(directory: Path, *, required: bool, mend: str) -> None:
    """Raise CourseError when a safetensors file in `directory` is damaged, or `required` and there is none.

    `mend` is the error's next step.
    """
    files = sorted(directory.glob("*.safetensors"))
    if required and not files:
        raise words.error("not-whole", what=words("no-checkpoint.weights", folder=directory), mend=mend)
    for file in files:
        damage = _damage(file)
        if damage:
            what = words("no-checkpoint.damaged", file=file, damage=damage)
            raise words.error("not-whole", what=what, mend=mend)
    for index in sorted(directory.glob("*.safetensors.index.json")):
        missing = [name for name in _shards(index) if not (directory / name).is_file()]
        if missing:
            named = ", ".join(missing[:3])
            what = words("no-checkpoint.shards", folder=directory, files=named, index=index.name)
            raise words.error("not-whole", what=what, mend=mend)


def _damage(file: Path) -> str | None:
    # The format: 8 bytes of header length, a JSON header with each tensor's place, then the tensors without a gap.
    size = file.stat().st_size
    with file.open("rb") as stream:
        first = stream.read(8)
        if size == 0:
            return words("damage.empty")
        if (first + stream.read(64)).startswith(_POINTER):
            return words("damage.pointer")
        stream.seek(8)
        length = int.from_bytes(first, "little")
        if length > size - 8:
            return words("damage.cut-short", size=size)
        try:
            header = json.loads(stream.read(length))
            ends = [tensor["data_offsets"][1] for name, tensor in header.items() if name != "__metadata__"]
        except (ValueError, KeyError, TypeError, IndexError, AttributeError):
            return words("damage.header")
    expected = 8 + length + max(ends, default=0)
    return None if size == expected else words("damage.other-size", size=size, expected=expected)


def _shards(index: Path) -> list[str]:
    try:
        return sorted(set(json.loads(index.read_text(encoding="utf-8"))["weight_map"].values()))
    except (OSError, ValueError, KeyError, AttributeError):
        return []
