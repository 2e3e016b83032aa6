"""The one list of models: the name a lesson uses, the embedded folder, the real model behind it.

It is data (catalogue.json beside this module), so that ``course zoo pin`` can write commits into it.
"""

from __future__ import annotations

import difflib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from course_lib.errors import CourseError

ZOO = Path(__file__).parent
CATALOGUE = ZOO / "catalogue.json"


@dataclass(frozen=True)
class Entry:
    """One model under one name.

    `folder` is below course_lib/zoo; `hub_commit` is None where no commit is known for certain: then the hub's
    newest is taken.
    """

    name: str
    task: str
    folder: str
    hub_id: str
    hub_commit: str | None
    summary: str

    @property
    def directory(self) -> Path:
        """Where its weights lie in this installation."""
        return ZOO / self.folder

    @property
    def recipe(self) -> str:
        """The module that builds and measures it; it has ``build(out, force=...)`` and ``evaluate(directory)``."""
        return f"course_lib.zoo.{self.folder}.commands"


def entries(path: Path = CATALOGUE) -> dict[str, Entry]:
    """Every entry by its name, in the catalogue's order.

    >>> entries()["bert-zh"].hub_id
    'google-bert/bert-base-chinese'
    """
    models = json.loads(path.read_text(encoding="utf-8"))["models"]
    return {model["name"]: Entry(**model) for model in models}


def find(name: str) -> Entry:
    """The entry called `name`; a CourseError that offers the nearest name when there is none."""
    known = entries()
    if name in known:
        return known[name]
    by_hub_id = {entry.hub_id: entry.name for entry in known.values()}
    near = by_hub_id.get(name) or next(iter(difflib.get_close_matches(name, known, n=1, cutoff=0.4)), None)
    guess = f"Did you mean {near!r}? " if near else ""
    raise CourseError(
        f"There is no model {name!r} in the catalogue.",
        f"{guess}Choose one of: {', '.join(known)}; or give the path of a folder that holds config.json.",
    )


def write(models: dict[str, Entry], path: Path = CATALOGUE) -> None:
    """Store entries in the catalogue's format."""
    text = json.dumps({"models": [asdict(entry) for entry in models.values()]}, indent=2, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")
