"""Tensors go from one process of a notebook to another by value, as arrays do.

torch passes them in shared memory whose descriptor it sends along, and no descriptor travels out of a sandbox's
process: of those on their way, the system counts one sum for everything a user runs (`sandbox.syscalls`). So it is the
bytes that travel, through the same queue. What is shared before a fork (``share_memory_``) stays shared.
"""

from __future__ import annotations

from multiprocessing.reduction import ForkingPickler
from typing import Any

import torch
import torch.multiprocessing


def send_by_value() -> None:
    """From here on, in this process and its forks: a `DataLoader` with workers, a queue, a pool."""
    ForkingPickler.register(torch.UntypedStorage, _apart)


def _apart(storage: torch.UntypedStorage) -> tuple[Any, tuple[bytes]]:
    seen = torch.empty(0, dtype=torch.uint8, device=storage.device).set_(storage)  # type: ignore[call-overload]
    return _together, (seen.cpu().numpy().tobytes(),)


def _together(data: bytes) -> torch.UntypedStorage:
    if not data:
        return torch.UntypedStorage(0)
    return torch.frombuffer(bytearray(data), dtype=torch.uint8).untyped_storage()
