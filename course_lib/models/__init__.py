"""Models: a name from a lesson becomes a folder that `from_pretrained` reads, wherever it comes from.

`checkpoint` finds the folder, embedded or downloaded; the other modules fetch it, look whether its weights are whole,
and choose the device that it computes on.
"""

from __future__ import annotations

from course_lib.models.checkpoints import checkpoint

__all__ = ["checkpoint"]
