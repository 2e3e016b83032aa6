"""Which versions the course asks for: lower bounds from its own metadata, tested ones from constraints.txt.

Versions are compared by their numbers alone, with nothing imported: the doctor must work where little does.
"""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

DISTRIBUTION = "glassbox-course"
_REQUIREMENT = re.compile(r"(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^]]*\])?\s*\(?(?P<bounds>[^;)]*)\)?")


def numbers(version: str) -> tuple[int, ...]:
    """A version as numbers to compare, without its local part.

    >>> numbers("2.13.0+cpu"), numbers("2.6") < numbers("2.13.0")
    ((2, 13), True)
    """
    found = [int(part) for part in re.findall(r"\d+", re.split(r"[+a-z-]", version)[0])]
    while found and found[-1] == 0:
        found.pop()
    return tuple(found)


def lower_bounds(requirements: list[str] | None = None) -> dict[str, dict[str, str]]:
    """Extra (``""`` for what is always needed) -> library -> lowest version, as the course's metadata says.

    >>> lower_bounds(["torch>=2.6", 'jupyterlab<5,>=4.4; extra == "lab"'])
    {'': {'torch': '2.6'}, 'lab': {'jupyterlab': '4.4'}}
    """
    if requirements is None:
        try:
            requirements = requires(DISTRIBUTION) or []
        except PackageNotFoundError:
            requirements = []
    bounds: dict[str, dict[str, str]] = {}
    for line in requirements:
        found = _REQUIREMENT.match(line)
        if found is None:
            continue
        extra = re.search(r"extra\s*==\s*['\"]([\w-]+)", line)
        floor = re.search(r">=\s*([\w.]+)", found["bounds"])
        bounds.setdefault(extra[1] if extra else "", {})[normal(found["name"])] = floor[1] if floor else "0"
    return bounds


def pinned_versions(constraints: Path) -> dict[str, str]:
    """Library -> the version that constraints.txt pins; empty where there is no such file.

    >>> pinned_versions(Path("constraints.txt"))["torch"]
    '2.13.0'
    """
    try:
        lines = constraints.read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    pairs = [line.partition("#")[0].strip().partition("==") for line in lines]
    return {normal(name): version for name, equals, version in pairs if equals}


def normal(name: str) -> str:
    """A distribution's name as the packaging rules compare it: ``huggingface_hub`` is ``huggingface-hub``."""
    return re.sub(r"[-_.]+", "-", name).lower()
