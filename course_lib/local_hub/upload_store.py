"""Where uploaded bytes lie: files in one folder, named after their hashes, and never more of them than there is room.

No name that a client sends becomes a path: what is written here is named by what it holds.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
from dataclasses import dataclass
from pathlib import Path

from course_lib.local_hub.contents import Content
from course_lib.local_hub.messages import Refusal, Request

_PIECE = 1024 * 1024
_MOST_EXPECTED = 10_000


@dataclass(frozen=True)
class _Expected:
    oid: str
    size: int
    repo_id: str


class Uploads:
    """Uploaded bytes.

    Parameters
    ----------
    folder:
        Where they are kept.
    largest:
        Bytes of one file.
    room:
        Bytes of all of them together; what does not fit is refused with 413.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     Uploads(Path(folder)).keep(b"hello").read()
    b'hello'
    """

    def __init__(self, folder: Path, *, largest: int = 256 * 1024 * 1024, room: int = 2 * 1024**3) -> None:
        self.folder = folder
        self.largest = largest
        self.room = room
        self._used = 0
        self._expected: dict[str, _Expected] = {}
        self._sent: dict[tuple[str, str], Content] = {}
        self._lock = threading.Lock()

    def keep(self, held: bytes) -> Content:
        """Bytes that came inside a commit. Refusal: no room left (413)."""
        name = hashlib.sha256(held).hexdigest()
        path = self.folder / name
        with self._lock:
            if not path.exists():
                self._take(len(held))
                path.write_bytes(held)
        return Content(path, len(held))

    def expect(self, oid: str, size: int, repo_id: str) -> str:
        """A secret, by which a file of this hash and size may be sent for a repository, once."""
        secret = secrets.token_hex(16)
        with self._lock:
            while len(self._expected) >= _MOST_EXPECTED:
                self._expected.pop(next(iter(self._expected)))
            self._expected[secret] = _Expected(oid, size, repo_id)
        return secret

    def receive(self, secret: str, request: Request) -> None:
        """The bytes of a file that is expected.

        Refusal: nothing is expected by that secret (403); another size or other bytes than were announced (400); no
        room left (413). Nothing of what was refused is kept.
        """
        with self._lock:
            expected = self._expected.get(secret)
            if expected is None:
                raise Refusal(403, "No upload is expected at this address.")
            if request.body_length != expected.size:
                said = f"{expected.size:,} bytes were announced, and {request.body_length:,} are sent."
                raise Refusal(400, said)
            self._take(expected.size)
        part = self.folder / f"{secret}.part"
        try:
            digest = hashlib.sha256()
            with part.open("wb") as file:
                for piece in request.pieces(_PIECE):
                    digest.update(piece)
                    file.write(piece)
            if digest.hexdigest() != expected.oid:
                raise Refusal(400, "These are not the bytes that were announced: their SHA-256 is another one.")
            part.replace(self.folder / expected.oid)
        except BaseException:
            part.unlink(missing_ok=True)
            with self._lock:
                self._used -= expected.size
            raise
        with self._lock:
            self._expected.pop(secret, None)
            self._sent[expected.oid, expected.repo_id] = Content(self.folder / expected.oid, expected.size)

    def has(self, oid: str, size: int) -> bool:
        """Whether a file of this hash and size has arrived."""
        return any(known == oid and content.size == size for (known, _), content in list(self._sent.items()))

    def sent(self, oid: str, repo_id: str) -> Content | None:
        """A file that has arrived for a repository."""
        return self._sent.get((oid, repo_id))

    def _take(self, size: int) -> None:
        if size > self.largest or self._used + size > self.room:
            raise Refusal(413, f"This hub has no room for {size:,} bytes.")
        self._used += size
