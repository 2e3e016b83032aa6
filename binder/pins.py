"""Writes the pins in requirements.txt beside it: everything that the lab needs, with the versions of constraints.txt.

`make constraints` runs it, in the environment that constraints.txt was made from. All versions are written out, and no
other file is named, because Binder then installs them before it looks at the rest of the repository, and need not do it
again for the next commit.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
REQUIREMENTS = Path(__file__).with_name("requirements.txt")
#: Binder's machines, whatever this one is.
BINDER = {
    "os_name": "posix",
    "sys_platform": "linux",
    "platform_system": "Linux",
    "platform_machine": "x86_64",
    "platform_python_implementation": "CPython",
    "implementation_name": "cpython",
    "python_version": "3.11",
    "python_full_version": "3.11.0",
}
#: How PyTorch's own index marks its build without CUDA.
CPU = "+cpu"


def needed(requirement: Requirement) -> set[str]:
    """The names of everything that `requirement` brings to Binder, itself among them, as what is installed here says.

    >>> sorted(needed(Requirement("jinja2")))
    ['jinja2', 'markupsafe']
    """
    seen: set[tuple[str, str]] = set()
    waiting = [requirement]
    while waiting:
        one = waiting.pop()
        name = canonicalize_name(one.name)
        for extra in {"", *one.extras}:
            if (name, extra) not in seen:
                seen.add((name, extra))
                waiting.extend(_asked_for(name, extra))
    return {name for name, _ in seen}


def _asked_for(name: str, extra: str) -> Iterator[Requirement]:
    try:
        lines = requires(name) or []
    except PackageNotFoundError:  # only another system needs it
        return
    for requirement in map(Requirement, lines):
        if requirement.marker is None or requirement.marker.evaluate({**BINDER, "extra": extra}):
            yield requirement


def pins(constraints: list[str]) -> list[str]:
    """The lines ``name==version`` of `constraints` that Binder needs, in their order; torch without CUDA.

    What is needed and stands in no constraint (CUDA libraries, where this environment's torch wants them) is left out.
    """
    wanted = needed(Requirement("glassbox-course[lab]"))
    chosen = [line for line in constraints if canonicalize_name(line.partition("==")[0]) in wanted]
    return [line + CPU if line.startswith("torch==") else line for line in chosen]


def written(old: str, constraints: str) -> str:
    """What requirements.txt should say: the comments and options that it has, and then the pins."""
    kept = [line for line in old.splitlines() if line.startswith(("#", "-"))]
    return "\n".join([*kept, *pins([line for line in constraints.splitlines() if "==" in line])]) + "\n"


if __name__ == "__main__":
    constraints = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    new = written(REQUIREMENTS.read_text(encoding="utf-8"), constraints)
    REQUIREMENTS.write_text(new, encoding="utf-8")
    sys.stdout.write(f"binder/requirements.txt: {new.count('==')} pins\n")
