"""How much memory the processes of one worker hold together, none of it hidden or counted twice.

Sources: proc(5) for stat, statm, smaps_rollup and net/sockstat.
"""

from __future__ import annotations

import resource
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

#: Bytes that the kernel holds at most for a socket whose buffers are full: a connection's are bounded
#: (`linux.open_loopback`), and nobody inside can ask for larger ones (`syscalls`).
_SOCKET = 2 * 212_992


def held_by_this_process() -> int:
    """Bytes that this process itself holds in memory."""
    return _mapped(Path("/proc/self"))


#: Of the flags of a process in the kernel, the one that it has from its end on.
_EXITING = 4


@dataclass(frozen=True)
class Process:
    pid: int
    session: int
    ends: bool = False

    @property
    def is_over(self) -> bool:
        """Whether no thread of it runs a line of its program any more; the system may still be clearing up."""
        return self.ends and all(_ends(thread) for thread in (Path("/proc") / str(self.pid)).glob("task/*"))


def children() -> dict[int, list[Process]]:
    """Of every process there is: what it started, and what it took over as the first of its pid namespace."""
    found: dict[int, list[Process]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError, ValueError):
                said = _stat(entry)
                found.setdefault(int(said[1]), []).append(Process(int(entry.name), int(said[3]), _is_ending(said)))
    return found


def family(first: int, everybody: dict[int, list[Process]]) -> list[Process]:
    """A process, which is the leader of its session, and all that came of it."""
    found, left = [], [Process(first, first)]
    while left:
        process = left.pop()
        found.append(process)
        left += everybody.get(process.pid, [])
    return found


def _stat(place: Path) -> list[str]:
    """What stands in it after the name, which may be anything: state, parent, group, session, …, flags."""
    return (place / "stat").read_text(errors="replace").rpartition(")")[2].split()


def _is_ending(stat: list[str]) -> bool:
    return stat[0] in "ZX" or bool(int(stat[6]) & _EXITING)


def _ends(thread: Path) -> bool:
    try:
        return _is_ending(_stat(thread))
    except (OSError, ValueError, IndexError):
        return True


def members(first: int) -> set[int]:
    """The pids of a process and all that came of it, those left out that are over."""
    return {process.pid for process in family(first, children()) if not process.is_over}


def threads_of(process: int) -> int:
    """How many threads it has; 0 when it is gone."""
    try:
        return sum(1 for _ in (Path("/proc") / str(process) / "task").iterdir())
    except OSError:
        return 0


def held(processes: list[Process]) -> int:
    """Bytes of memory that these hold together, their network namespace's sockets included."""
    places = [Path("/proc") / str(process.pid) for process in processes]
    total = next((sockets for place in places if (sockets := _sockets(place)) is not None), 0) * _SOCKET
    for place in places:
        with suppress(OSError, ValueError):
            total += _share(place)
    return total


def _sockets(process: Path) -> int | None:
    """How many sockets there are in its network namespace; None when none of its threads is left to tell."""
    for thread in (process, *process.glob("task/*")):  # the first may have ended, and others go on
        with suppress(OSError, ValueError, IndexError):
            return int((thread / "net" / "sockstat").read_text().split()[2])  # "sockets: used 3 …"
    return None


def _share(process: Path) -> int:
    # Its proportional share: what it shares with others counts for each of them in part, what nobody shares in full.
    # A process that hides that (PR_SET_DUMPABLE) is charged for all that it maps, and so is one that has ended its
    # first thread and goes on in others.
    try:
        for line in (process / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except PermissionError:
        return _mapped(process)
    except ProcessLookupError:
        return max((_mapped(thread) for thread in (process / "task").iterdir()), default=0)
    return 0


def _mapped(process: Path) -> int:
    return int((process / "statm").read_text().split()[1]) * resource.getpagesize()
