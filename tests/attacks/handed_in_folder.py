"""A folder under the notebook's name, with notebooks and links that lead out of it and round in circles."""

from pathlib import Path

from synthetic_class import Material


def hand_in(path: Path, material: Material) -> None:
    path.mkdir()
    (path / path.name).symlink_to(path)
    (path / "passwd").symlink_to("/etc/passwd")
