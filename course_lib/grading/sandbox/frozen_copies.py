"""Copies that a worker left of itself, held still from outside until it is their turn to be asked.

An exercise is judged in the state in which its check cell stood. So a worker forks a copy of itself there. When all
cells have run, the worker and all that it started are killed, and only then are the copies asked, one after the other,
none beside anything else that runs: what one learns reaches nobody. A copy is the student's own process, and believed
in nothing. From outside, by what the system says of it, it is looked at whether it stood still all the time, and
whether it holds anything, but for its pipe, by which another could have told it something.

Sources: proc(5) for stat, status, maps and fd; signal(7) for what stops a process.
"""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from course_lib.grading.sandbox.kept_files import CannotKeep, Kept, are_empty, keep, put_back
from course_lib.grading.sandbox.memory_watch import members, threads_of

#: Rounds in which all that a worker started is stopped: each sees what was forked in the one before.
_ROUNDS = 100
#: Seconds until a process that was killed is gone.
_GONE_SECONDS = 2.0
#: Seconds until one that was told to stop stands still.
_STOPPED_SECONDS = 0.5
#: The pid inside of a worker's main line: the second process of its world.
_MAIN = 2
_NOWHERE = "/dev/null"
_SHARED = re.compile(rb"^\S+ .w.s ", re.MULTILINE)
_HARMLESS = sum(1 << number - 1 for number in (signal.SIGSTOP, signal.SIGCONT, signal.SIGCHLD))


@dataclass
class Copy:
    """One copy: its pid as seen here, the files there were, and how often it had run when it was stopped."""

    process: int
    files: Kept
    turns: int = -1


@dataclass
class FrozenCopies:
    """The copies of one worker, by their pids inside. `first` is the first process of its pid namespace."""

    first: int
    places: tuple[str, ...]
    _copies: dict[int, Copy] = field(default_factory=dict)
    _files: Kept | None = None

    def __len__(self) -> int:
        return len(self._copies)

    def note(self, number: int) -> bool:
        """A copy was left by the worker's main line; False when it had threads or had started anything, or wrote too
        much to keep: then somebody else knows what the copy does not.
        """
        rest = members(self.first) - {self.first} - {copy.process for copy in self._copies.values()}
        found = next((process for process in rest if _number_inside(process) == number), None)
        if found is None:
            return False
        main = _parent(found)
        copy = None
        if rest == {main, found} and _parent(main) == self.first and threads_of(main) == 1:
            before = next(reversed(self._copies.values())).files if self._copies else {}
            with suppress(CannotKeep):
                copy = Copy(found, keep(self._folders(), before))
        if copy is None:
            _signal([found], signal.SIGKILL)
            return False
        self._copies[number] = copy
        return True

    def end_main_line(self) -> None:
        """Kill the worker and all that it started; the copies stand still from now on."""
        self._leave_only(self._copies.values())
        # Its end may have sent them a signal that they asked for.
        self._stop_all()
        for copy in self._copies.values():
            copy.turns = _turns_when_stopped(copy.process)

    def wake(self, number: int) -> bool:
        """Let one run, after whatever was woken before it is gone; False for one that may not be as it was."""
        copy = self._copies.pop(number, None)
        if copy is None:
            return False
        self._leave_only([copy, *self._copies.values()])
        try:
            folders = self._folders()
            if not _is_as_it_was(copy, may_share=not are_empty(folders)):
                return False
            put_back(folders, copy.files)
        except (OSError, ValueError, CannotKeep):
            return False
        _signal([copy.process], signal.SIGCONT)
        return True

    def leave_main_line_alone(self) -> bool:
        """End whatever the worker started, and give it the files that it had when this was first asked; False for one
        that has threads, or holds what another could be told something by.
        """
        try:
            main = next(process for process in members(self.first) if _number_inside(process) == _MAIN)
            main_alone = Copy(main, self._files if self._files is not None else keep(self._folders(), {}))
            self._files = main_alone.files
            self._leave_only([main_alone])
            main_alone.turns = _turns_when_stopped(main)
            folders = self._folders()
            alone = threads_of(main) == 1 and _is_as_it_was(main_alone, may_share=not are_empty(folders))
            if alone:
                put_back(folders, self._files)
        except (StopIteration, OSError, ValueError, CannotKeep):
            return False
        _signal([main], signal.SIGCONT)
        return alone

    def _folders(self) -> list[Path]:
        return [Path(f"/proc/{self.first}/root{place}") for place in self.places]

    def _stop_all(self) -> set[int]:
        """Stop all that the worker started, whatever it forks meanwhile; what there is."""
        stopped: set[int] = set()
        for _ in range(_ROUNDS):
            running = members(self.first) - {self.first} - stopped
            if not running:
                break
            _signal(running, signal.SIGSTOP)
            stopped |= running
        return stopped

    def _leave_only(self, copies: Iterable[Copy]) -> None:
        stay = {copy.process for copy in copies} | {self.first}
        _signal(self._stop_all() - stay, signal.SIGKILL)
        ends = time.monotonic() + _GONE_SECONDS
        while members(self.first) - stay and time.monotonic() < ends:
            time.sleep(0.0005)
        if members(self.first) - stay:  # it forks faster than it is stopped: nothing of it is of use
            _signal([self.first], signal.SIGKILL)


def _is_as_it_was(copy: Copy, *, may_share: bool) -> bool:
    """Whether it stood still, and nothing leads to it but its pipe. Only where there are files can memory be shared."""
    process = Path("/proc") / str(copy.process)
    status = _status(copy.process)
    pending = int(_field(status, "SigPnd"), 16) | int(_field(status, "ShdPnd"), 16)
    if _turns(status) != copy.turns or not _field(status, "State").startswith("T") or pending & ~_HARMLESS:
        return False
    pipes = 0
    for descriptor in process.joinpath("fd").iterdir():
        leads_to = str(descriptor.readlink())
        pipes += leads_to.startswith("socket:")
        if leads_to != _NOWHERE and not leads_to.startswith("socket:"):
            return False
    return pipes == 1 and not (may_share and _SHARED.search(process.joinpath("maps").read_bytes()))


def _turns(status: str) -> int:
    """How often it has had the processor."""
    return sum(int(_field(status, name)) for name in ("voluntary_ctxt_switches", "nonvoluntary_ctxt_switches"))


def _turns_when_stopped(process: int) -> int:
    """The same, once it has come to stand still; -1 when it does not, or is gone."""
    ends, before = time.monotonic() + _STOPPED_SECONDS, -1
    while time.monotonic() < ends:
        try:
            status = _status(process)
            turns = _turns(status) if _field(status, "State").startswith("T") else -1
        except (OSError, ValueError):
            return -1
        if turns == before != -1:  # its last turn, the one in which it stops, may not be counted yet
            return turns
        before = turns
        time.sleep(0.0002)
    return -1


def _status(process: int) -> str:
    return Path(f"/proc/{process}/status").read_text(errors="replace")


def _number_inside(process: int) -> int:
    with suppress(OSError, ValueError):
        return int(_field(_status(process), "NSpid").split()[-1])
    return -1


def _parent(process: int) -> int:
    with suppress(OSError, ValueError):
        return int(_field(_status(process), "PPid"))
    return -1


def _field(status: str, name: str) -> str:
    """One line of a process's status; its name, which the process chooses, stands on the first line only."""
    for line in status.split("\n")[1:]:
        if line.startswith(f"{name}:"):
            return line.partition(":")[2].strip()
    raise ValueError(f"no {name}")


def _signal(processes: Iterable[int], number: int) -> None:
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, number)
