"""A link to a neighbour's right notebook, where a notebook should be."""

from pathlib import Path

from synthetic_class import Material


def hand_in(path: Path, material: Material) -> None:
    neighbours = sorted(path for path in path.parents[2].glob("*honest-right*/*/*.ipynb"))
    path.symlink_to(neighbours[0])
