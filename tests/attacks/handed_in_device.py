"""A link to a device that never ends."""

from pathlib import Path

from synthetic_class import Material


def hand_in(path: Path, material: Material) -> None:
    path.symlink_to("/dev/zero")
