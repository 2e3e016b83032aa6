"""Where a model computes: the best device at hand, and the number type that suits it.

>>> device = best_device()
>>> device, dtype_for(device)
('cpu', torch.float32)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch


def best_device() -> str:
    """The name of the fastest device here: ``"cuda"`` (NVIDIA or ROCm), ``"mps"`` (Apple) or ``"cpu"``.

    >>> model.to(best_device())
    """
    import torch

    if torch.cuda.is_available():
        return "cuda"
    if torch.backends.mps.is_available():
        return "mps"
    return "cpu"


def dtype_for(device: str | torch.device) -> torch.dtype:
    """The number type for a model's weights on `device`.

    ``cuda`` gets bfloat16 (float16 where the card lacks it), ``mps`` float16, and anything else float32:
    processors compute half precision slowly, and small models gain nothing from it.

    >>> AutoModelForCausalLM.from_pretrained(path, dtype=dtype_for("cuda"))
    """
    import torch

    kind = torch.device(device).type
    if kind == "cuda":
        return torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float16
    return torch.float16 if kind == "mps" else torch.float32
