"""The files of a saved tokenizer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from course_lib.display import markup
from course_lib.display.markup import code
from course_lib.display.plain import legible
from course_lib.display.words import words
from course_lib.ownership import MANIFEST


@dataclass(frozen=True)
class Saved:
    """File names with their sizes in bytes (None: the library named the file and had nothing to write)."""

    directory: str
    files: tuple[tuple[str, int | None], ...]

    def _repr_html_(self) -> str:
        rows = [
            [
                code(name),
                *((words("saving.not-written"), words("saving.nothing")) if size is None else _said(name, size)),
            ]
            for name, size in self.files
        ]
        written = sum(size is not None for _, size in self.files)
        return markup.card(
            words("saving.title", files=words.counted("file", written), directory=self.directory),
            markup.grid(rows, [words(f"saving.{name}") for name in ("file", "size", "holds")]),
            call="tokenizer.save_pretrained(directory)",
            legend=[words("saving.manifest", name=MANIFEST)],
        )


def saved(directory: Path, paths: Sequence[str]) -> Saved:
    """The picture of what ``save_pretrained`` returned; the sizes are read from the disk."""
    files = []
    for path in map(Path, paths):
        name = path.relative_to(directory).as_posix() if path.is_relative_to(directory) else path.name
        files.append((name, path.stat().st_size if path.is_file() else None))
    return Saved(legible(str(directory)), tuple(files))


def _said(name: str, size: int) -> tuple[str, str]:
    other = words("saving.chat-template") if name.endswith(".jinja") else words("saving.part")
    return size_said(size), words.table("files").get(name, other)


def size_said(size: int) -> str:
    """``812 bytes``, ``1.4 kB``, ``3.2 MB``."""
    if size < 1000:
        return words.counted("byte", size)
    return f"{size / 1000:.1f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
