"""What one submission may use, in one place."""

from __future__ import annotations

from dataclasses import dataclass

#: Seconds on top of a limit before a worker that does not keep it itself is killed.
GRACE_SECONDS = 2.0
#: How many times its seconds a call or a cell may take that waits for the processor, not for itself.
PATIENCE = 4.0
#: Bytes in the reply to a call, to a cell, and in one request (a cell, or the inputs of a call).
MAX_REPLY = 48 * 2**20
MAX_CELL_REPLY = 64 * 2**10
MAX_REQUEST = 256 * 2**20


@dataclass(frozen=True)
class Limits:
    """Seconds are of wall time, sizes in bytes.

    `submission_seconds` are for the student's answers to run, and as many again for the experiments between them: a
    slow experiment costs no answer. `exercise_seconds` are for the hidden cases of one exercise.

    `memory` is what all processes of a submission hold together; `address_space` what one may map (torch alone maps
    0.9 GiB that it never touches). `scratch` is the size of the only folder that can be written; it lies in memory.
    """

    cell_seconds: float = 30.0
    submission_seconds: float = 120.0
    exercise_seconds: float = 60.0
    memory: int = 2 * 2**30
    address_space: int = 6 * 2**30
    scratch: int = 64 * 2**20
    file: int = 64 * 2**20
    processes: int = 64
    open_files: int = 256
