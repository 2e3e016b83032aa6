"""A named pipe that nobody ever writes to: whoever opens it to read waits."""

import os
from pathlib import Path

from synthetic_class import Material


def hand_in(path: Path, material: Material) -> None:
    os.mkfifo(path)
