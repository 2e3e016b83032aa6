"""What a test watches from outside while hostile code runs: who calls, what lives, what memory is held."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path


@contextmanager
def listening() -> Iterator[list[str]]:
    """Listens where an attacker would call; gives who did."""
    called: list[str] = []
    lines = []
    for family, address in ((socket.AF_INET, ("127.0.0.1", 47113)), (socket.AF_UNIX, "\0glassbox-listener")):
        line = socket.socket(family)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        line.setblocking(False)
        with suppress(OSError):  # taken: then this line hears nothing
            line.bind(address)
            line.listen()
        lines.append(line)
    yield called
    for line in lines:
        with line, suppress(OSError):
            called.append(repr(line.accept()[1]))


@dataclass
class Seen:
    """Every process that descended from the grader: its number and when it began; the most memory that one of those
    which run no student's code held, in bytes.
    """

    began: dict[int, str] = field(default_factory=dict)
    peak: int = 0


@contextmanager
def watching(root: int) -> Iterator[Seen]:
    seen, ended = Seen(), threading.Event()

    def watch() -> None:
        while not ended.wait(0.2):
            stats = {number: stat for number in _processes() if (stat := _stat(number))}
            family = {root}
            for _ in range(12):  # generations
                family |= {number for number, (parent, _) in stats.items() if parent in family}
            seen.began.update({number: stats[number][1] for number in family & stats.keys()})
            ours = {root}  # and its children, and theirs: what has no sandbox around it
            for _ in range(2):
                outside = {number for number in ours if not _is_sandbox(number)}
                ours |= {number for number, (parent, _) in stats.items() if parent in outside}
            seen.peak = max(seen.peak, *map(_most_memory, ours))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield seen
    finally:
        ended.set()
        watcher.join()


def _is_sandbox(number: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{number}/comm").read_text().strip() == "bwrap"
    return True


def _most_memory(number: int) -> int:
    with suppress(OSError, StopIteration):
        lines = Path(f"/proc/{number}/status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM:")).split()[1]) * 1024
    return 0


def _processes() -> list[int]:
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]


def _stat(number: int) -> tuple[int, str] | None:
    with suppress(OSError):
        fields = Path(f"/proc/{number}/stat").read_text(errors="replace").rpartition(")")[2].split()
        return (int(fields[1]), fields[19]) if fields[0] != "Z" else None
    return None


def still_alive(seen: dict[int, str], seconds: float = 5.0) -> list[str]:
    """What is there still, number and name, after so long: Python's own helpers need a moment on a busy machine."""
    end = time.monotonic() + seconds
    while True:
        alive = [number for number, began in seen.items() if (stat := _stat(number)) and stat[1] == began]
        if not alive or time.monotonic() > end:
            return [f"{number} {_name(number)}" for number in alive]
        time.sleep(0.1)


def _name(number: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{number}/cmdline").read_text(errors="replace").replace("\0", " ")[:100]
    return ""
