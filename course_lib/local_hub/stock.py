"""What stands on the hub when it starts: the course's models and a few data sets, all under ``glassbox/``.

Nothing is copied: a file of a repository is the file of this installation. Each repository has a short history, so that
there is an older revision to ask for.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from course_lib.local_hub.cards import with_front_matter
from course_lib.local_hub.contents import Content, content_of
from course_lib.local_hub.repositories import Kind, Repositories, Repository, commit_of
from course_lib.models import checkpoint
from course_lib.zoo import catalogue

#: The organisation that everything on the hub belongs to when it starts.
OWNER = "glassbox"
#: The tag of each repository's first commit.
FIRST_TAG = "v1.0"
_SAMPLES = Path(__file__).parents[1] / "samples"
_WANTED = (".safetensors", ".json", ".txt", ".model", ".spm", ".jinja")
_OURS = ("card.json", "proofs.json")
# Moments that are the same on every machine: a commit's name hangs on them. 2026-03-02 and 2026-05-18, eight o'clock.
_FIRST, _SECOND = 1_772_438_400.0, 1_779_091_200.0


@cache
def _stock() -> dict[str, Any]:
    with (Path(__file__).parent / "stock.toml").open("rb") as file:
        return tomllib.load(file)


def fill(held: Repositories) -> None:
    """Put everything on the hub's shelves."""
    stock = _stock()
    known = catalogue.entries()
    for name, facts in stock["models"].items():
        if name in known:
            _model(held, name, name, facts)
    for name, facts in stock["also"].items():
        _model(held, name, facts["of"], facts)
    for name, facts in stock["datasets"].items():
        _put(held, "dataset", name, facts, _data_files(facts), _data_card(name, facts))


def add_model(held: Repositories, repo_id: str, folder: Path, *, card: str = "") -> Repository:
    """Put a model's folder on the hub under any name: what tests of the course's own downloads do.

    Parameters
    ----------
    repo_id:
        ``"owner/name"``.
    folder:
        It holds config.json.
    card:
        The README.md; without one the repository has none.
    """
    files = {path: content_of(place) for path, place in _files_in(folder)}
    made = Repository("model", repo_id, _FIRST)
    first = commit_of(files, "Upload the model", date=_FIRST, author=made.owner)
    made.commit(first)
    if card:
        readme = {**files, "README.md": content_of(card)}
        made.commit(commit_of(readme, "Write the card", date=_SECOND, author=made.owner, parent=first.oid))
    return held.add(made)


def model_name(repo_id: str) -> str:
    """The course's name of the model behind a repository of the hub's own; "" for any other.

    >>> model_name("glassbox/bert-zh-gated"), model_name("student/mine")
    ('bert-zh', '')
    """
    owner, _, name = repo_id.partition("/")
    if owner != OWNER:
        return ""
    also = _stock()["also"].get(name, {}).get("of", name)
    return str(also) if also in _stock()["models"] else ""


def _model(held: Repositories, name: str, own: str, facts: dict[str, Any]) -> None:
    entry = catalogue.find(own)
    folder = checkpoint(own, profile="embedded")
    card = {
        "license": facts.get("license", "apache-2.0"),
        **({"language": facts["language"]} if "language" in facts else {}),
        "library_name": facts.get("library_name", "transformers"),
        "pipeline_tag": facts.get("pipeline_tag", entry.task),
        "tags": [*facts.get("tags", ()), OWNER],
    }
    if facts.get("gated"):
        card["extra_gated_prompt"] = "Say that you will use this model for learning."
    files = {path: content_of(place) for path, place in _files_in(folder)}
    _put(held, "model", name, facts, files, with_front_matter(card, _text(folder / "README.md")))


def _put(
    held: Repositories, kind: Kind, name: str, facts: dict[str, Any], files: dict[str, Content], card: str
) -> None:
    made = Repository(
        kind, f"{OWNER}/{name}", _FIRST, bool(facts.get("private")), facts.get("gated", False),
        facts["downloads"], facts["likes"],
    )  # fmt: skip
    first = commit_of(files, "Upload the files", date=_FIRST, author=OWNER)
    made.commit(first)
    made.tags[FIRST_TAG] = first.oid
    readme = {**files, "README.md": content_of(card)}
    made.commit(commit_of(readme, "Write the card", date=_SECOND, author=OWNER, parent=first.oid))
    held.add(made)


def _files_in(folder: Path) -> Iterable[tuple[str, Path]]:
    """What `from_pretrained` reads, and not the recipe beside it."""
    for place in sorted([*folder.glob("*"), *folder.glob("*_Pooling/*")]):
        if place.suffix in _WANTED and place.name not in _OURS and place.is_file():
            yield place.relative_to(folder).as_posix(), place


def _data_files(facts: dict[str, Any]) -> dict[str, Content]:
    if "folder" in facts:
        clips = sorted((_SAMPLES / facts["folder"]).glob("*.wav"))
        said = [{"file_name": clip.name, "transcription": _said(clip.name)} for clip in clips]
        return {
            **{f"data/{clip.name}": content_of(clip) for clip in clips},
            "data/metadata.jsonl": content_of(_lines(said)),
        }
    return {path: content_of(_lines(_rows(source, facts["columns"]))) for path, source in facts["files"].items()}


def _rows(source: str, columns: Iterable[str]) -> list[dict[str, Any]]:
    lines = (catalogue.ZOO / source).read_text(encoding="utf-8").splitlines()
    return [{name: row.get(name) for name in columns} for row in map(json.loads, lines)]


def _lines(rows: Iterable[dict[str, Any]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _said(clip: str) -> str:
    """What a clip says: its line in the samples' table."""
    lines = _text(_SAMPLES / "audio" / "README.md").splitlines()
    row = next((line for line in lines if line.startswith(f"| {clip} |")), "")
    return row.strip("| ").rpartition("|")[2].strip()


def _data_card(name: str, facts: dict[str, Any]) -> str:
    card = {
        "license": "apache-2.0",
        "language": facts["language"],
        "task_categories": facts["task_categories"],
        "pretty_name": name,
        "size_categories": ["n<1K"],
        "tags": [OWNER],
    }
    if "folder" in facts:
        # By itself, datasets would take the clips for a column of sounds, and want torchcodec, which few have.
        card["configs"] = [{"config_name": "default", "data_files": "data/metadata.jsonl"}]
    text = f"# {name}\n\n{facts['title']}.\n\n```python\nload_dataset({f'{OWNER}/{name}'!r})\n```\n"
    return with_front_matter(card, text)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


#: Fills a hub's shelves; a hub may be given another one.
Filling = Callable[[Repositories], None]
