"""Which protections this machine gives a sandbox, each tried, not guessed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from functools import cache

from course_lib.grading.sandbox import syscalls
from course_lib.grading.sandbox.root import HIDDEN, bubblewrap, python_places, sandbox_command

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
        return (Protection("Linux namespaces", f"{sys.platform} has none", "Grade on Linux or, on Windows, in WSL."),)
    found = []
    program = bubblewrap()
    if program is None:
        step = "Install it (Debian, Ubuntu: apt-get install bubblewrap)."
        found.append(Protection("bubblewrap", "bubblewrap is not installed", step))
    else:
        found.append(Protection("bubblewrap"))
    if syscalls.library() is None:
        step = "Install it (Debian, Ubuntu: apt-get install libseccomp2)."
        found.append(Protection("system call filter", "libseccomp is not installed", step))
    else:
        found.append(Protection("system call filter"))
    if program is not None and syscalls.library() is not None:
        found.append(_namespaces(program))
    return tuple(found)


def missing_protections() -> list[Protection]:
    """The walls that do not stand on this machine."""
    return [protection for protection in protections() if not protection.given]


def _namespaces(program: str) -> Protection:
    name = "namespaces without root"
    if hidden := [place for place in python_places() if place.resolve().is_relative_to(HIDDEN)]:
        return Protection(
            name,
            f"the course's own environment, {hidden[0]}, lies below {HIDDEN}, which every submission gets empty",
            f"Move the course out of {HIDDEN} and make its environment there (`make test`).",
        )
    command = sandbox_command(program, [sys.executable, "-P", "-c", _TRY], as_root=os.getuid() == 0)
    try:
        for _ in range(2):
            tried = subprocess.run(command, capture_output=True, text=True, timeout=30, stdin=subprocess.DEVNULL)
            if 0 <= tried.returncode < 128:  # else somebody killed it, which says nothing of this machine
                break
    except (OSError, subprocess.TimeoutExpired) as error:
        return Protection(name, f"bubblewrap does not run ({type(error).__name__})", "Look at `bwrap --help`.")
    if tried.returncode == 0:
        return Protection(name)
    said = tried.stderr.strip().splitlines()[-1:] or ["it fails"]
    return Protection(
        name,
        f"this system refuses them ({said[0]})",
        "Allow them: sysctl kernel.unprivileged_userns_clone=1 or kernel.apparmor_restrict_unprivileged_userns=0 "
        "(in a container: run it with --security-opt seccomp=unconfined --cap-add SYS_ADMIN).",
    )


if __name__ == "__main__":  # asked by `course doctor`
    sys.stdout.write(json.dumps([asdict(protection) for protection in protections()]))
