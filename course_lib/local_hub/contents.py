"""A file's bytes as a hub knows them: where they lie, how many they are, and the two names that their hashes give them.

Git names a file by the SHA-1 of its bytes with a short header; large files are kept outside git (LFS) and named by the
SHA-256 of their bytes. A download's ``ETag`` is the one or the other, and so is the name of the file in a cache.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

#: Endings of files that are kept outside git, as the hub's own .gitattributes has them.
LARGE_KINDS = frozenset(
    (".safetensors", ".bin", ".parquet", ".arrow", ".onnx", ".spm", ".model", ".zip", ".gz", ".wav", ".png", ".jpg")
)
#: From this size on every file is kept outside git.
LARGE = 10 * 1024 * 1024
_PIECE = 256 * 1024


@dataclass(frozen=True)
class Content:
    """Bytes, in memory or in a file that does not change.

    Parameters
    ----------
    source:
        The bytes, or the path of a file that holds them.
    size:
        How many they are.

    >>> hello = content_of(b"hello")
    >>> hello.size, hello.git_oid[:8], hello.sha256[:8]
    (5, 'b6fc4c62', '2cf24dba')
    """

    source: bytes | Path
    size: int

    @cached_property
    def git_oid(self) -> str:
        """The name that git gives these bytes: 40 hexadecimal digits."""
        return self._hashed(hashlib.sha1(f"blob {self.size}\0".encode()))

    @cached_property
    def sha256(self) -> str:
        """The name that LFS gives these bytes: 64 hexadecimal digits."""
        return self._hashed(hashlib.sha256())

    def read(self) -> bytes:
        """All of them."""
        return self.source if isinstance(self.source, bytes) else self.source.read_bytes()

    def pieces(self, first: int = 0, last: int | None = None) -> Iterator[bytes]:
        """Those from place `first` up to and including `last`, in pieces of a size that fits into memory.

        >>> list(content_of(b"hello").pieces(1, 3))
        [b'ell']
        """
        end = self.size if last is None else min(self.size, last + 1)
        if isinstance(self.source, bytes):
            yield self.source[first:end]
            return
        with self.source.open("rb") as file:
            file.seek(first)
            while first < end and (piece := file.read(min(_PIECE, end - first))):
                first += len(piece)
                yield piece

    def _hashed(self, digest: hashlib._Hash) -> str:
        for piece in self.pieces():
            digest.update(piece)
        return digest.hexdigest()


def content_of(source: bytes | str | Path) -> Content:
    """The content of a file, of bytes, or of a text (in UTF-8)."""
    if isinstance(source, Path):
        return Content(source, source.stat().st_size)
    held = source.encode() if isinstance(source, str) else source
    return Content(held, len(held))


def is_large(path: str, size: int) -> bool:
    """Whether a file of this name and size is kept outside git.

    >>> is_large("model.safetensors", 100), is_large("config.json", 100)
    (True, False)
    """
    return size >= LARGE or (size > 0 and Path(path).suffix.lower() in LARGE_KINDS)


def etag(path: str, content: Content) -> str:
    """What a download of this file carries as its ``ETag``, without quotes."""
    return content.sha256 if is_large(path, content.size) else content.git_oid
