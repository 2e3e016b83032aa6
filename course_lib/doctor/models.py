"""Are the embedded models' files whole? Told from the files themselves, without loading a model."""

from __future__ import annotations

import json
from pathlib import Path

from course_lib.doctor.facts import Model
from course_lib.doctor.words import words
from course_lib.zoo.catalogue import entries

_LFS = b"version https://git-lfs"


def embedded_models(zoo: Path) -> list[Model]:
    """Every model of the catalogue in `zoo` that ships with the course, with what is wrong with its files.

    >>> embedded_models(Path("course_lib/zoo"))[0]
    Model(name='bert-zh', directory=PosixPath('course_lib/zoo/bert_zh'), problem=None)
    """
    ours = [entry for entry in entries(zoo / "catalogue.json").values() if entry.trained_here]
    return [Model(entry.name, zoo / entry.folder, model_problem(zoo / entry.folder)) for entry in ours]


def model_problem(folder: Path) -> str | None:
    """The first thing that is not whole in a model's folder, or None."""
    if not (folder / "config.json").is_file():
        return words("model.no-config")
    for path in sorted(folder.glob("*.json")):
        if problem := _json_problem(path):
            return problem
    weights = sorted(folder.glob("*.safetensors"))
    if not weights:
        return words("model.no-weights")
    return next((problem for path in weights if (problem := safetensors_problem(path))), None)


def _json_problem(path: Path) -> str | None:
    try:
        json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return words("model.no-json", file=path.name)
    return None


def safetensors_problem(path: Path) -> str | None:
    """Is a .safetensors file as long as its own header says?

    The file begins with the header's length (8 bytes, little-endian), then the header (JSON: tensor name ->
    ``data_offsets``), then the data. A download that broke off is shorter; a git-lfs pointer is no such file at all.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        start = file.read(len(_LFS))
        if start == _LFS:
            return words("model.pointer", file=path.name)
        length = int.from_bytes(start[:8], "little")
        if len(start) < 8 or length > size - 8:
            return words("model.cut-short", file=path.name, size=size)
        file.seek(8)
        try:
            header = json.loads(file.read(length))
            ends = [entry["data_offsets"][1] for name, entry in header.items() if name != "__metadata__"]
        except (ValueError, KeyError, TypeError, IndexError, AttributeError):
            return words("model.damaged", file=path.name)
    expected = 8 + length + max(ends, default=0)
    return None if size == expected else words("model.other-size", file=path.name, size=size, expected=expected)
