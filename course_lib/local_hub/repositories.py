"""Repositories: files under names that stand for a commit each, branches and tags that point at one.

A commit is all files of a repository at one moment. It never changes, and its name is a hash of what it holds and of
what came before: that is why a download by a commit's name can be kept for ever, and one of ``main`` cannot.
"""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal

from course_lib.local_hub.cards import card_of, config_of, tags_of
from course_lib.local_hub.contents import Content, etag
from course_lib.local_hub.messages import Refusal

Kind = Literal["model", "dataset", "space"]
KINDS: tuple[Kind, ...] = ("model", "dataset", "space")
MAIN = "main"
_PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,95}")
_REVISION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,95}")
_MOST_FILES = 5_000


def iso(moment: float) -> str:
    """Seconds since 1970 as the hub writes a moment.

    >>> iso(0)
    '1970-01-01T00:00:00.000Z'
    """
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{int(moment * 1000) % 1000:03d}Z"


def refuse_bad_id(repo_id: str) -> None:
    """Raise Refusal (400) for what is no ``owner/name``."""
    parts = repo_id.split("/")
    fits = len(parts) == 2 and all(_PART.fullmatch(part) for part in parts)
    if not fits or ".." in repo_id or "--" in repo_id or repo_id.endswith((".git", ".", "-")):
        raise Refusal(400, f"{repo_id!r} is no name of a repository: owner/name, of letters, digits, '-', '_' and '.'.")


def refuse_bad_path(path: str) -> None:
    """Raise Refusal (400) for a file's name that could lead out of a folder, or that no folder can hold.

    >>> refuse_bad_path("data/train.jsonl")
    """
    parts = path.split("/")
    bad = (
        not path
        or len(path.encode()) > 500
        or any(part in ("", ".", "..", ".git") for part in parts)
        or any(ord(character) < 32 or character in '\\<>:"|?*\x7f' for character in path)
        or len(parts) > 20
    )
    if bad:
        raise Refusal(400, f"{path[:80]!r} is no path that a repository can hold.")


@dataclass(frozen=True)
class Commit:
    """All files of a repository at one moment.

    oid: 40 hexadecimal digits. files: content by path. date: seconds since 1970. parent: the oid before, or None.
    """

    oid: str
    title: str
    files: Mapping[str, Content]
    date: float
    author: str
    parent: str | None = None
    message: str = ""

    @cached_property
    def card(self) -> dict[str, Any]:
        """The metadata of its README.md."""
        return card_of(self.files)

    @cached_property
    def config(self) -> dict[str, Any]:
        """Its config.json."""
        return config_of(self.files)


def commit_of(
    files: Mapping[str, Content], title: str, *, date: float, author: str, parent: str | None = None, message: str = ""
) -> Commit:
    """A commit, its name computed from all of this.

    >>> from course_lib.local_hub.contents import content_of
    >>> commit_of({"a.txt": content_of("a")}, "First", date=0, author="me").oid[:8]
    '8f27a180'
    """
    digest = hashlib.sha1(f"{parent}\0{title}\0{message}\0{author}\0{date}".encode())
    for path in sorted(files):
        digest.update(f"\0{path}\0{etag(path, files[path])}".encode())
    return Commit(digest.hexdigest(), title, MappingProxyType(dict(files)), date, author, parent, message)


@dataclass(frozen=True)
class Access:
    """Somebody who asked to be let into a gated repository. status: ``"pending"``, ``"accepted"`` or ``"rejected"``."""

    account: str
    status: str
    moment: float


@dataclass
class Repository:
    """A model, a data set or a space: its commits, and what points at them.

    private: seen by its owner's people alone. gated: its files want an account that was let in (``"auto"``: every
    account that asks on its page; ``"manual"``: whoever the owner lets in), while everybody sees that it is there.
    access: who asked.
    """

    kind: Kind
    id: str
    created: float
    private: bool = False
    gated: Literal[False, "auto", "manual"] = False
    downloads: int = 0
    likes: int = 0
    access: dict[str, Access] = field(default_factory=dict)
    commits: dict[str, Commit] = field(default_factory=dict)
    branches: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)

    @property
    def owner(self) -> str:
        return self.id.partition("/")[0]

    def lets_in(self, account: str) -> bool:
        """Whether somebody who asked was let in."""
        return account in self.access and self.access[account].status == "accepted"

    @property
    def head(self) -> Commit:
        """The newest commit of the main branch."""
        return self.commits[self.branches[MAIN]]

    def at(self, revision: str) -> Commit:
        """The commit that a branch, a tag or a commit's whole name stands for; Refusal (404) where there is none.

        A commit's name wants all of its 40 digits: the hub takes no shorter one.
        """
        oid = self.branches.get(revision) or self.tags.get(revision) or revision
        if oid not in self.commits:
            raise Refusal(404, f"Invalid rev id: {revision}", code="RevisionNotFound")
        return self.commits[oid]

    def commit(self, commit: Commit, branch: str = MAIN) -> Commit:
        """Put a commit on a branch, which points at it from now on."""
        self.commits[commit.oid] = commit
        self.branches[branch] = commit.oid
        return commit

    def history(self, revision: str) -> Iterator[Commit]:
        """The commits before a revision and itself, the newest first."""
        commit: Commit | None = self.at(revision)
        while commit is not None:
            yield commit
            commit = self.commits.get(commit.parent or "")


class Repositories:
    """All repositories of a hub, by kind and name.

    >>> held = Repositories()
    >>> held.create("model", "glassbox/tiny", now=0).id
    'glassbox/tiny'
    """

    def __init__(self) -> None:
        self._held: dict[tuple[Kind, str], Repository] = {}
        #: Held by whoever changes something.
        self.lock = threading.RLock()

    def find(self, kind: Kind, repo_id: str) -> Repository | None:
        """The repository of this name; None where there is none."""
        return self._held.get((kind, repo_id))

    def all(self, kind: Kind) -> list[Repository]:
        """Every repository of a kind."""
        with self.lock:
            return [own for (its_kind, _), own in self._held.items() if its_kind == kind]

    def add(self, repository: Repository) -> Repository:
        """Keep a repository that somebody made."""
        with self.lock:
            self._held[repository.kind, repository.id] = repository
        return repository

    def create(self, kind: Kind, repo_id: str, *, now: float, private: bool = False) -> Repository:
        """A repository with one commit that holds no file. Refusal: a bad name (400), one that is taken (409)."""
        refuse_bad_id(repo_id)
        with self.lock:
            if (kind, repo_id) in self._held:
                raise Refusal(409, f"You already created this {kind} repo: {repo_id}")
            made = Repository(kind, repo_id, now, private)
            made.commit(commit_of({}, "initial commit", date=now, author=made.owner))
            return self.add(made)

    def remove(self, kind: Kind, repo_id: str) -> None:
        """Forget a repository."""
        with self.lock:
            self._held.pop((kind, repo_id), None)


def described(repository: Repository, commit: Commit, *, blobs: bool = False) -> dict[str, Any]:
    """What a hub tells about a repository at a commit, for `model_info` and `dataset_info`.

    blobs: with the size and the hashes of every file.
    """
    card, config = commit.card, commit.config
    siblings = [
        {"rfilename": path, **(_blob(path, content) if blobs else {})} for path, content in sorted(commit.files.items())
    ]
    found = {
        "_id": hashlib.sha1(f"{repository.kind} {repository.id}".encode()).hexdigest()[:24],
        "id": repository.id,
        "author": repository.owner,
        "sha": commit.oid,
        "createdAt": iso(repository.created),
        "lastModified": iso(commit.date),
        "private": repository.private,
        "gated": repository.gated,
        "disabled": False,
        "downloads": repository.downloads,
        "likes": repository.likes,
        "tags": tags_of(card, config, commit.files),
        "cardData": card,
        "siblings": siblings,
        "usedStorage": sum(content.size for content in commit.files.values()),
    }
    if repository.kind == "model":
        found |= {
            "modelId": repository.id,
            "pipeline_tag": card.get("pipeline_tag"),
            "library_name": card.get("library_name"),
            "config": {name: config[name] for name in ("architectures", "model_type") if name in config},
            "spaces": [],
        }
    if repository.kind == "space":
        found["sdk"] = repository.settings.get("sdk")
    return found


def _blob(path: str, content: Content) -> dict[str, Any]:
    entry = tree_entry(path, content)
    found: dict[str, Any] = {"size": content.size, "blobId": entry["oid"]}
    if "lfs" in entry:
        lfs = entry["lfs"]
        found["lfs"] = {"sha256": lfs["oid"], "size": lfs["size"], "pointerSize": lfs["pointerSize"]}
    return found


def tree_entry(path: str, content: Content) -> dict[str, Any]:
    """A file in a listing. Of a large file git holds a pointer: three lines that name its hash and its size."""
    if etag(path, content) == content.git_oid:
        return {"type": "file", "path": path, "oid": content.git_oid, "size": content.size}
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{content.sha256}\nsize {content.size}\n".encode()
    lfs = {"oid": content.sha256, "size": content.size, "pointerSize": len(pointer)}
    oid = hashlib.sha1(f"blob {len(pointer)}\0".encode() + pointer).hexdigest()
    return {"type": "file", "path": path, "oid": oid, "size": content.size, "lfs": lfs}


def listing(commit: Commit, folder: str = "", *, recursive: bool = False) -> list[dict[str, Any]]:
    """The files and folders in a folder of a commit; Refusal (404) where it has no such folder.

    >>> from course_lib.local_hub.contents import content_of
    >>> one = commit_of({"data/a.txt": content_of("a")}, "First", date=0, author="me")
    >>> [(entry["type"], entry["path"]) for entry in listing(one)]
    [('directory', 'data')]
    """
    start = f"{folder}/" if folder else ""
    inside = {path: content for path, content in commit.files.items() if path.startswith(start)}
    if folder and not inside:
        raise Refusal(404, f"{folder} does not exist on this revision", code="EntryNotFound", X_Repo_Commit=commit.oid)
    folders: set[str] = set()
    for path in inside:
        parts = path.removeprefix(start).split("/")[:-1]
        for depth in range(1, len(parts) + 1 if recursive else min(len(parts), 1) + 1):
            folders.add(start + "/".join(parts[:depth]))
    found = [
        {"type": "directory", "path": path, "oid": hashlib.sha1(f"{commit.oid}{path}".encode()).hexdigest(), "size": 0}
        for path in sorted(folders)
    ]
    here = {path: content for path, content in inside.items() if recursive or "/" not in path.removeprefix(start)}
    return found + [tree_entry(path, content) for path, content in sorted(here.items())]


def changed(
    commit: Commit, *, added: Mapping[str, Content], deleted: Iterator[str] | tuple[str, ...] = ()
) -> dict[str, Content]:
    """The files of a commit with some added or replaced, and some taken away.

    A path in `deleted` that ends with ``/`` is a folder. Refusal: nothing of that name (404), too many files, a path
    that is a file and a folder at once (400).
    """
    files = dict(commit.files)
    for path in deleted:
        gone = [one for one in files if one == path or (path.endswith("/") and one.startswith(path))]
        if not gone:
            raise Refusal(404, f"A file with this name doesn't exist: {path}", code="EntryNotFound")
        for one in gone:
            del files[one]
    for path, content in added.items():
        refuse_bad_path(path)
        files[path] = content
    if len(files) > _MOST_FILES:
        raise Refusal(400, f"A repository of this hub holds at most {_MOST_FILES} files.")
    for path in files:
        parts = path.split("/")
        if any("/".join(parts[:depth]) in files for depth in range(1, len(parts))):
            raise Refusal(400, f"{path!r} lies in a folder that is a file.")
    return files


def refuse_bad_revision(name: str) -> None:
    """Raise Refusal (400) for what is no name of a branch or a tag."""
    if not _REVISION.fullmatch(name) or ".." in name or name.endswith(("/", ".", ".lock")):
        raise Refusal(400, f"{name!r} is no name of a branch or a tag.")
