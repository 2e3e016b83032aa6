"""That figures were measured on what ships: a hash for each model in proven.json, renewed by `course zoo eval`.

To recompute every figure takes minutes, and what has not changed need not be measured every day. The hash covers a
model's folder, the code that measures it and the data beside that code: where it is another one now, the figures have
to be recomputed. It does not cover the libraries; what a newer one makes of the same weights shows once a week.
"""

from __future__ import annotations

import hashlib
import json
from modulefinder import ModuleFinder
from pathlib import Path

from course_lib.zoo.catalogue import ZOO, entries

PROVEN = "proven.json"


def in_a_checkout() -> bool:
    """Whether this is an author's copy of the course, whose proofs may be renewed, and no installed package."""
    return (ZOO.parents[1] / "pyproject.toml").is_file()


def proven(zoo: Path = ZOO) -> dict[str, str]:
    """Name -> the hash under which its figures were last found to be its card's."""
    path = zoo / PROVEN
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}


def unproven(zoo: Path = ZOO) -> list[str]:
    """The models of a zoo that are not what was measured, in the catalogue's order: new, or changed since.

    >>> unproven()
    []
    """
    known = proven(zoo)
    ours = [entry for entry in entries(zoo / "catalogue.json").values() if entry.trained_here]
    return [entry.name for entry in ours if known.get(entry.name) != fingerprint(zoo / entry.folder)]


def renew(name: str, measured: str, zoo: Path = ZOO) -> bool:
    """Note that the figures of `name` were found to be its card's under the hash `measured`; False if that was known.

    Models that left the catalogue leave the file too.
    """
    before = proven(zoo)
    now = {**before, name: measured}
    kept = {known: now[known] for known in entries(zoo / "catalogue.json") if known in now}
    if kept == before:
        return False
    (zoo / PROVEN).write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
    return True


def fingerprint(folder: Path) -> str:
    """The sha256, in hex digits, of all that the figures of the model in `folder` hang on: names and contents.

    `folder` lies in a zoo of a checkout, or of a copy of one, and holds an evaluate.py.
    """
    digest = hashlib.sha256()
    for path in covered(folder):
        content = path.read_bytes()
        if b"\0" not in content:  # text: git may end its lines differently on Windows
            content = content.replace(b"\r\n", b"\n")
        digest.update(f"{path.relative_to(folder.parent).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def covered(folder: Path) -> list[Path]:
    """The files that a model's hash is taken over, in an order of their own.

    All that lies in its folder: weights, card, README, tokenizer, held-out items, data; of code, there and elsewhere in
    the zoo, what evaluate.py imports, directly or not; and where that code lies in another folder, the data and
    held-out items of that folder. Code that reads another model's items names that folder by importing from it.
    """
    code = _imported(folder / "evaluate.py")
    elsewhere = {module.parent for module in code} - {folder, folder.parent}
    data = [path for place in elsewhere for kind in ("data/*", "heldout*", "heldout/*") for path in place.glob(kind)]
    own = [path for path in folder.rglob("*") if path.suffix != ".py"]
    files = {path for path in (*own, *data) if path.is_file() and not _hidden(path.relative_to(folder.parent))}
    return sorted(files.union(code), key=lambda path: path.relative_to(folder.parent).as_posix())


def _hidden(path: Path) -> bool:
    """Whether it is what Python, an editor or a build leaves lying about."""
    return any(part.startswith(".") or part == "__pycache__" for part in path.parts)


def _imported(start: Path) -> list[Path]:
    """`start` and every module of its zoo that it imports, at its top or inside a function."""
    package, zoo = start.parents[2], start.parents[1]
    rooms = [f"{package.name}.{path.stem}" for path in package.iterdir() if path.stem not in ("__init__", zoo.name)]
    finder = ModuleFinder([str(package.parent)], excludes=rooms)
    finder.run_script(str(start))
    places = [getattr(module, "__file__", None) for module in finder.modules.values()]
    return [Path(place) for place in places if place and Path(place).is_relative_to(zoo)]
