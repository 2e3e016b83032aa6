"""The limits of one worker, in one place."""

from __future__ import annotations

#: Seconds one cell may take.
CELL_SECONDS = 30.0
#: Seconds on top of a limit before a worker that does not keep it itself is killed.
GRACE_SECONDS = 5.0
#: Bytes in one reply.
MAX_REPLY = 64 * 2**20
