"""Which protections this machine gives a sandbox, each tried, not guessed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from functools import cache

from course_lib.errors import CourseError
from course_lib.grading.limits import Limits
from course_lib.grading.sandbox import syscalls
from course_lib.grading.sandbox.root import HIDDEN, bubblewrap, python_places, sandbox_command
from course_lib.grading.sandbox.templates import Sandbox
from course_lib.grading.sandbox.words import words
from course_lib.grading.wire.worker_handle import WorkerGone

_TRY = """
import os, sys
from course_lib.grading.sandbox import linux, syscalls
linux.leave_root()
linux.enter_namespaces()
child = os.fork()
if child:
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
linux.private_mounts()
linux.mount_memory("/tmp", 2**20, 16)
linux.drop_privileges()
syscalls.refuse_system_calls()
"""


@dataclass(frozen=True)
class Protection:
    """One wall of the sandbox: whether it stands here, and if not, why and what to do."""

    name: str
    problem: str = ""
    next_step: str = ""

    @property
    def given(self) -> bool:
        return not self.problem


@cache
def protections() -> tuple[Protection, ...]:
    """Every wall, tried on this machine; takes well under a second."""
    if sys.platform != "linux":
        return (Protection(words("linux.name"), words("linux.none", system=sys.platform), words("linux.next")),)
    found = []
    program = bubblewrap()
    if program is None:
        step = words("install", package="bubblewrap")
        found.append(Protection("bubblewrap", words("missing", name="bubblewrap"), step))
    else:
        found.append(Protection("bubblewrap"))
    if syscalls.library() is None:
        step = words("install", package="libseccomp2")
        found.append(Protection(words("filter"), words("missing", name="libseccomp"), step))
    else:
        found.append(Protection(words("filter")))
    if program is not None and syscalls.library() is not None:
        found.append(_namespaces(program))
    return tuple(found)


def missing_protections() -> list[Protection]:
    """The walls that do not stand on this machine."""
    return [protection for protection in protections() if not protection.given]


def _namespaces(program: str) -> Protection:
    name = words("namespaces.name")
    if hidden := [place for place in python_places() if place.resolve().is_relative_to(HIDDEN)]:
        return Protection(
            name,
            words("namespaces.hidden", place=hidden[0], folder=HIDDEN),
            words("namespaces.move", folder=HIDDEN),
        )
    command = sandbox_command(program, [sys.executable, "-P", "-c", _TRY], as_root=os.getuid() == 0)
    try:
        for _ in range(2):
            tried = subprocess.run(command, capture_output=True, text=True, timeout=30, stdin=subprocess.DEVNULL)
            if 0 <= tried.returncode < 128:  # else somebody killed it, which says nothing of this machine
                break
    except (OSError, subprocess.TimeoutExpired) as error:
        return Protection(name, words("namespaces.no-run", error=type(error).__name__), words("namespaces.look"))
    if tried.returncode == 0:
        return Protection(name)
    said = tried.stderr.strip().splitlines()[-1:] or [str(tried.returncode)]
    return Protection(name, words("namespaces.refused", error=said[0]), words("namespaces.allow"))


def tried_as_graded() -> Protection:
    """The whole of it, started as a grading run starts it: the template gets warm, and forks a worker.

    What the walls let through may still fail to start in them, as a Python whose own library lies elsewhere does.
    Takes seconds: torch is imported.
    """
    name = words("template.name")
    try:
        with Sandbox(Limits()) as sandbox, sandbox.launch(seed=0) as worker:
            worker.run_cell("1 + 1", seconds=10)
    except CourseError as error:
        return Protection(name, error.problem.rstrip(".。"), error.next_step)
    except WorkerGone as gone:
        return Protection(name, words("template.gone", why=gone), words("template.next"))
    return Protection(name)


def main() -> None:
    """What `course doctor` asks: every wall, and, where all of them stand, the program itself; as JSON."""
    found = list(protections())
    if all(protection.given for protection in found):
        found.append(tried_as_graded())
    sys.stdout.write(json.dumps([asdict(protection) for protection in found]))


if __name__ == "__main__":
    main()
