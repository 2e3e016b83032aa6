"""Files that are there whole or not at all, whenever a run is cut short."""

from __future__ import annotations

from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """All or nothing, as UTF-8: a kill leaves the old file, or the new one."""
    new = path.with_name(path.name + ".new")
    new.write_bytes(text.encode("utf-8", "replace"))
    new.replace(path)
