"""The command ``hf`` while the hub is used: the library's own, in a process of its own, with clients that stay here.

Without this, ``hf endpoints ls`` would ask the real service, and show it the token.
"""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path
from urllib.parse import urlsplit

from course_lib.local_hub import rerouting
from course_lib.local_hub.words import words
from course_lib.offline.patches import Patches

_PACKAGE = Path(__file__).parents[2]
_START = f"from {__name__} import main; main()"


def write(folder: Path) -> None:
    """Write a program called ``hf`` into a folder that is put before all others on the PATH."""
    folder.mkdir(parents=True, exist_ok=True)
    python = shlex.quote(sys.executable)
    path = f"PYTHONPATH={shlex.quote(str(_PACKAGE))}${{PYTHONPATH:+:$PYTHONPATH}}"
    program = folder / "hf"
    program.write_text(f'#!/bin/sh\n{path} exec {python} -c {shlex.quote(_START)} "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    windows = f'@set "PYTHONPATH={_PACKAGE};%PYTHONPATH%"\r\n@"{sys.executable}" -c "{_START}" %*\r\n'
    (folder / "hf.cmd").write_text(windows, encoding="utf-8", newline="")


def main() -> None:
    """Run the library's command with clients that reach the local hub only."""
    address = os.environ.get("HF_ENDPOINT", "")
    if urlsplit(address).hostname not in ("127.0.0.1", "localhost"):
        sys.stderr.write(f"{words('no-hub')}\n")
        sys.exit(2)
    rerouting.install(Patches(), address)
    from huggingface_hub.cli.hf import main as library_main

    sys.argv[0] = "hf"
    library_main()  # type: ignore[no-untyped-call]
