"""What `make lab` runs to set the environment up: a line per stage on the screen, every word of pip's in a log.

It is started by its path, with the environment's own Python, before anything is installed: it imports nothing but what
Python brings.

    .venv/bin/python -P course_lib/lab/installing.py lab --log .venv/install.log
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input"]
#: How many lines of the log a person is shown when something goes wrong.
SHOWN = 12
_PACKAGE = re.compile(r"^(?:Collecting|Processing|Requirement already satisfied:|Obtaining) +(\S+)")
_DOWNLOAD = re.compile(r"^ *Downloading \S+ \((\d+(?:\.\d+)?) ([kMG]?)B\)")
_MIB = {"": 1e-6, "k": 1e-3, "M": 1.0, "G": 1e3}


@dataclass
class Stage:
    """One call of pip: what it brings, in words, and how far it is."""

    brings: str
    arguments: list[str]
    packages: set[str] = field(default_factory=set)
    megabytes: float = 0.0
    installing: bool = False

    def hear(self, line: str) -> None:
        """Take in a line of pip's."""
        if found := _PACKAGE.match(line):
            self.packages.add(re.split(r"[<>=!~\[(;]", found[1])[0].lower())
        elif found := _DOWNLOAD.match(line):
            self.megabytes += float(found[1]) * _MIB[found[2]]
        elif line.startswith("Installing collected packages"):
            self.installing = True

    def how_far(self) -> str:
        """``37 packages, 120 MB`` so far."""
        said = f"{len(self.packages)} packages"
        if self.megabytes >= 1:
            said += f", {self.megabytes:.0f} MB"
        return f"{said}, writing them" if self.installing else said

    def total(self) -> str:
        """The same when all is there."""
        self.installing = False
        return self.how_far() if len(self.packages) > 1 else "there"


def stages(extras: str, torch_index: str = "") -> list[Stage]:
    """What has to be installed, in order; `extras` as in ``glassbox-course[lab,test]``."""
    pins = ["install", "--progress-bar", "off", "-c", "constraints.txt"]
    # setuptools first and pinned, then no build isolation: pip would else fetch the newest one to build with.
    found = [Stage("what builds packages", [*pins, "setuptools"])]
    if torch_index:
        found.append(Stage("PyTorch", [*pins, "--no-deps", "--index-url", torch_index, "torch"]))
    everything = "PyTorch, Transformers, JupyterLab and what they need"
    return [*found, Stage(everything, [*pins, "--no-build-isolation", "-e", f".[{extras}]"])]


def install(todo: Iterable[Stage], log: Path, screen: IO[str]) -> int:
    """Run the stages, one after the other, until one fails; the status to exit with."""
    todo = list(todo)
    with log.open("w", encoding="utf-8") as written:
        for number, stage in enumerate(todo, 1):
            began, name = time.monotonic(), f"[{number}/{len(todo)}] {stage.brings}"
            status = 1
            for line in _run(stage.arguments):
                if isinstance(line, int):
                    status = line
                    continue
                written.write(line)
                written.flush()
                stage.hear(line)
                _rewrite(screen, f"{name} … {stage.how_far()}")
            if status != 0:
                _rewrite(screen, f"{name}: failed\n", last=True)
                screen.write(_what_went_wrong(log))
                return 1
            seconds = time.monotonic() - began
            _rewrite(screen, f"{name}: {stage.total()}, {seconds:.0f} s\n", last=True)
    return 0


def _run(arguments: list[str]) -> Iterator[str | int]:
    """pip's lines as they come, and at the end its exit status."""
    command, pipe, same = [*PIP, *arguments], subprocess.PIPE, subprocess.STDOUT
    with subprocess.Popen(command, stdout=pipe, stderr=same, text=True, encoding="utf-8", errors="replace") as pip:
        assert pip.stdout is not None
        yield from pip.stdout
    yield pip.returncode


def _rewrite(screen: IO[str], text: str, *, last: bool = False) -> None:
    """The same line again, on a screen; into a file or a pipe only its last state."""
    if screen.isatty():
        screen.write(f"\r\x1b[K{text}")
    elif last:
        screen.write(text)
    screen.flush()


def _what_went_wrong(log: Path) -> str:
    lines = log.read_text(encoding="utf-8").splitlines()[-SHOWN:]
    step = "Next step: mend what the last lines name (no network? a full disk?), then make the same again."
    return "\n".join([*(f"    {line}" for line in lines), f"All that pip said: {log}", step, ""])


def main() -> int:
    parser = argparse.ArgumentParser(description="Install the course into the environment of this Python.")
    parser.add_argument("extras", help="which extras of pyproject.toml: lab, or several with commas")
    parser.add_argument("--log", type=Path, required=True)
    parser.add_argument("--torch-index", default="", help="take torch from this wheel index")
    said = parser.parse_args()
    try:
        return install(stages(said.extras, said.torch_index), said.log, sys.stdout)
    except KeyboardInterrupt:
        sys.stdout.write("\nStopped. The same make goes on from here.\n")
        return 130


if __name__ == "__main__":
    sys.exit(main())
