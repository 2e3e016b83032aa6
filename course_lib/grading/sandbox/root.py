"""What a sandbox shows: the Python environment and the course's library, read-only, and nothing else of the machine."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import course_lib
from course_lib.exercises.worked_solution import FILE as WORKED

SCRATCH = "/scratch"
#: Every worker gets an empty one of its own in this place.
HIDDEN = "/tmp"
_SYSTEM = ("/bin", "/sbin", "/lib", "/lib64", "/lib32")
#: Which instructions the processor knows: torch reads it, when the template warms up.
_PROCESSOR = "/sys/devices/system/cpu"
_CONFIGURATION = ("/etc/ld.so.cache", "/etc/localtime", "/etc/fonts", "/etc/alternatives")
#: Files that programs look things up in, written by us: who the student is, and that `localhost` is this machine.
_LOOKED_UP = Path(__file__).with_name("etc")


def bubblewrap() -> str | None:
    """Where bubblewrap is on this machine."""
    return shutil.which("bwrap")


def sandbox_command(program: str, command: list[str], *, as_root: bool) -> list[str]:
    """The bubblewrap call that runs `command` with nothing of this machine to see, to write, or to talk to.

    Everything is read-only. `as_root`: root makes the mounts itself and the command leaves root first thing; everybody
    else needs a user namespace for it.
    """
    options = ["--die-with-parent", "--new-session", "--clearenv"]
    options += ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"]
    if not as_root:
        options.append("--unshare-user")
    options += ["--hostname", "sandbox", "--ro-bind", "/usr", "/usr"]
    for place in map(Path, _SYSTEM):
        if place.is_symlink():
            options += ["--symlink", str(place.readlink()), str(place)]
        elif place.is_dir():
            options += ["--ro-bind", str(place), str(place)]
    options += ["--dir", "/etc"]
    for name in _CONFIGURATION:
        options += ["--ro-bind-try", name, name]
    for file in sorted(_LOOKED_UP.glob("*.txt")):
        options += ["--ro-bind", str(file), f"/etc/{file.stem}"]
    for place in python_places():
        for folder in reversed(place.parents[:-1]):  # made by us, who will not be root: anybody may pass
            options += ["--dir", str(folder)]
        options += ["--ro-bind", str(place), str(place)]
    for path in worked_solutions():  # cannot be read in there: who looks an answer up has not given one
        options += ["--ro-bind", "/dev/null", str(path)]
    for target, link in _interpreter_links():
        options += ["--symlink", target, str(link)]
    options += ["--ro-bind-try", _PROCESSOR, _PROCESSOR]
    options += ["--proc", "/proc", "--dev", "/dev", "--dir", SCRATCH, "--perms", "1777", "--tmpfs", HIDDEN]
    for name, value in environment().items():
        options += ["--setenv", name, value]
    options += ["--chdir", "/", "--remount-ro", "/dev", "--remount-ro", "/"]
    return [program, *options, "--", *command]


def python_places() -> list[Path]:
    """The folders that Python and the course are imported from, none inside another, /usr left out."""
    package = Path(course_lib.__file__).resolve().parent
    interpreter = Path(sys.executable).resolve()
    wanted = {Path(sys.prefix), Path(sys.base_prefix), package}
    if not any(interpreter.is_relative_to(path.resolve()) for path in wanted):
        wanted.add(interpreter.parent.parent)
    wanted = {path for path in wanted if not path.is_relative_to("/usr") and path != Path("/")}
    return sorted(path for path in wanted if not any(path != other and path.is_relative_to(other) for other in wanted))


def worked_solutions() -> list[Path]:
    """What `solution()` shows to people, in the package that a sandbox sees."""
    return sorted(Path(course_lib.__file__).resolve().parent.glob(f"lessons/*/{WORKED}"))


def _interpreter_links() -> list[tuple[str, Path]]:
    """The links on the way to Python that lie in none of its places, as (target, link)."""
    found = []
    link = Path(sys.executable)
    while link.is_symlink():
        target = link.readlink()
        if not any(link.is_relative_to(place) for place in [*python_places(), Path("/usr")]):
            found.append((str(target), link))
        link = link.parent / target
    return found


def is_shown(path: Path) -> bool:
    """Whether a sandbox shows what lies at `path`: then no test and no student's work may be there."""
    places = [*python_places(), Path("/usr"), *map(Path, _SYSTEM)]
    return any(path.resolve().is_relative_to(place.resolve()) for place in places)


def environment() -> dict[str, str]:
    """The environment variables inside: none of the instructor's."""
    return {
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "HOME": SCRATCH,
        "IPYTHONDIR": f"{SCRATCH}/.ipython",
        "LANG": "C.UTF-8",
        "MPLCONFIGDIR": f"{SCRATCH}/.matplotlib",
        # Read by OpenMP when torch is imported: a template with threads could not be forked safely.
        "OMP_NUM_THREADS": "1",
        "TOKENIZERS_PARALLELISM": "false",
        "HF_HUB_OFFLINE": "1",
        "COURSE_MODELS": "embedded",
        "COURSE_PROGRESS": "off",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
