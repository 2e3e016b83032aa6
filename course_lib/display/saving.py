"""The files of a saved tokenizer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from course_lib.display import markup
from course_lib.display.markup import code
from course_lib.display.plain import counted, legible
from course_lib.ownership import MANIFEST

_IN_FILES = {
    "tokenizer.json": "the whole tokenizer: vocabulary, added tokens, how text is cleaned, split and joined",
    "tokenizer_config.json": "its settings: the class to load it with, the special tokens and their roles",
    "chat_template.jinja": "how a conversation becomes one text",
    "added_tokens.json": "the tokens that were added, with their ids",
    "special_tokens_map.json": "which token plays which special role",
    "vocab.json": "every token with its id",
    "vocab.txt": "every token, one on a line; counted from 0, the line's number is the id",
    "target_vocab.json": "every token of the target language with its id",
    "merges.txt": "which pairs of pieces byte-pair encoding joins, in order",
    "source.spm": "the sentencepiece model that splits the source language",
    "target.spm": "the sentencepiece model that splits the target language",
    "spiece.model": "the sentencepiece model that splits a text",
    "sentencepiece.bpe.model": "the sentencepiece model that splits a text",
    "tokenizer.model": "the sentencepiece model that splits a text",
}


@dataclass(frozen=True)
class Saved:
    """File names with their sizes in bytes (None: the library named the file and had nothing to write)."""

    directory: str
    files: tuple[tuple[str, int | None], ...]

    def _repr_html_(self) -> str:
        rows = [
            [
                code(name),
                *(("not written", "there was nothing to put in") if size is None else _said(name, size)),
            ]
            for name, size in self.files
        ]
        written = sum(size is not None for _, size in self.files)
        return markup.card(
            f"{counted(written, 'file')} in {self.directory}",
            markup.grid(rows, ["file", "size", "what is in it"]),
            call="tokenizer.save_pretrained(directory)",
            legend=[f"also there: {MANIFEST}, the course's own note of which files it wrote"],
        )


def saved(directory: Path, paths: Sequence[str]) -> Saved:
    """The picture of what ``save_pretrained`` returned; the sizes are read from the disk."""
    files = []
    for path in map(Path, paths):
        name = path.relative_to(directory).as_posix() if path.is_relative_to(directory) else path.name
        files.append((name, path.stat().st_size if path.is_file() else None))
    return Saved(legible(str(directory)), tuple(files))


def _said(name: str, size: int) -> tuple[str, str]:
    other = "a chat template" if name.endswith(".jinja") else "a part of this tokenizer"
    return size_said(size), _IN_FILES.get(name, other)


def size_said(size: int) -> str:
    """``812 bytes``, ``1.4 kB``, ``3.2 MB``."""
    if size < 1000:
        return f"{size} bytes"
    return f"{size / 1000:.1f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
