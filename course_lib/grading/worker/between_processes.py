"""What the processes of a notebook hand to one another goes as bytes: no descriptor travels in a sandbox.

The system counts the descriptors that are on their way in one sum for everything that a user runs, so that a submission
may send none (`sandbox.syscalls`). Two libraries do: torch, for the shared memory that a tensor lies in, and
multiprocessing, to have its server fork. What is shared before a fork (``share_memory_``) stays shared.
"""

from __future__ import annotations

from multiprocessing import context
from multiprocessing.reduction import ForkingPickler
from typing import Any

import torch
import torch.multiprocessing


def send_no_descriptors() -> None:
    """From here on, in this process and its forks: a `DataLoader` with workers, a queue of tensors, any pool."""
    # After torch's own, which importing torch.multiprocessing has registered.
    ForkingPickler.register(torch.UntypedStorage, _apart)
    if hasattr(context, "ForkServerProcess"):  # Windows has none
        # A new interpreter, as a fork of the server's would be; it only takes longer.
        spawn = staticmethod(context.SpawnProcess._Popen)
        context.ForkServerProcess._Popen = spawn  # type: ignore[method-assign, assignment]


def _apart(storage: torch.UntypedStorage) -> tuple[Any, tuple[bytes]]:
    seen = torch.empty(0, dtype=torch.uint8, device=storage.device).set_(storage)
    return _together, (seen.cpu().numpy().tobytes(),)


def _together(data: bytes) -> torch.UntypedStorage:
    if not data:
        return torch.empty(0, dtype=torch.uint8).untyped_storage()
    return torch.frombuffer(bytearray(data), dtype=torch.uint8).untyped_storage()
