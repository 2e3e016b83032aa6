"""Pushing: what a client asks before it uploads, where large files go, and the commit that makes them a version.

Small files travel inside the commit. A large one is announced first and sent to a store of its own (LFS: a batch, a PUT
for each file, a check); the commit then only names its hash.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from course_lib.local_hub.accounts import Visitor, visitor
from course_lib.local_hub.cards import complaints
from course_lib.local_hub.contents import Content, is_large
from course_lib.local_hub.messages import Answer, Refusal, Request
from course_lib.local_hub.reading import repository
from course_lib.local_hub.repositories import (
    KINDS,
    MAIN,
    Kind,
    Repository,
    changed,
    commit_of,
    refuse_bad_id,
    refuse_bad_path,
    refuse_bad_revision,
)
from course_lib.local_hub.routes import KIND, PLACE, REPO, route

if TYPE_CHECKING:
    from course_lib.local_hub.hub import Hub

_MOST_AT_ONCE = 1_000


def create(hub: Hub, request: Request) -> Answer:
    """`create_repo`. Without a namespace it is the account's own."""
    asked = request.fields()
    who = _writer(hub, request)
    kind, repo_id = _named(asked, who)
    private = asked.get("visibility") == "private" or asked.get("private") is True
    refuse_bad_id(repo_id)
    _refuse_foreign(who, repo_id)
    if (held := hub.repositories.find(kind, repo_id)) is not None:
        # A client that was told exist_ok=True reads the address from the refusal.
        raise Refusal(409, f"You already created this {kind} repo: {repo_id}", told={"url": page_of(hub, held)})
    made = hub.repositories.create(kind, repo_id, now=hub.clock(), private=private)
    made.settings["sdk"] = asked.get("sdk")
    return Answer.of_json({"url": page_of(hub, made), "name": repo_id, "id": repo_id})


def delete(hub: Hub, request: Request) -> Answer:
    """`delete_repo`."""
    asked = request.fields()
    who = _writer(hub, request)
    kind, repo_id = _named(asked, who)
    repository(hub, request, kind, repo_id, right="write")
    hub.repositories.remove(kind, repo_id)
    return Answer(200)


def settings(hub: Hub, request: Request, kind: str, repo: str) -> Answer:
    """`update_repo_settings`: who sees it, and whether it wants to be asked."""
    held, asked = repository(hub, request, kind, repo, right="write"), request.fields()
    if (gated := asked.get("gated")) is not None:
        if gated not in (False, "auto", "manual"):
            raise Refusal(400, "gated must be false, 'auto' or 'manual'.")
        held.gated = gated
    if "visibility" in asked or "private" in asked:
        held.private = asked.get("visibility") == "private" or asked.get("private") is True
    return Answer.of_json({"gated": held.gated, "private": held.private})


def validate(hub: Hub, request: Request) -> Answer:
    """Whether a card's metadata can be read: asked before every push of a README.md."""
    warnings, errors = complaints(str(request.fields().get("content", "")))
    told = {
        "warnings": [{"message": one} for one in warnings],
        "errors": [{"message": one} for one in errors],
    }
    return Answer.of_json(told, 400 if errors else 200)


def preupload(hub: Hub, request: Request, kind: str, repo: str, revision: str) -> Answer:
    """Which way each file has to go, and what lies under its name already."""
    held = repository(hub, request, kind, repo, right="write")
    there = held.at(revision).files
    told = []
    for one in _list(request.fields(), "files"):
        path, size = _text(one, "path"), _number(one, "size")
        refuse_bad_path(path)
        known = there.get(path)
        oid = None if known is None else known.sha256 if is_large(path, known.size) else known.git_oid
        mode = "lfs" if is_large(path, size) else "regular"
        told.append({"path": path, "uploadMode": mode, "shouldIgnore": False, "oid": oid})
    return Answer.of_json({"files": told})


def batch(hub: Hub, request: Request, kind: str, repo: str) -> Answer:
    """Where each large file is to be sent; nowhere, if it is here already."""
    held, asked = repository(hub, request, kind, repo, right="write"), request.fields()
    if asked.get("operation") != "upload":
        raise Refusal(400, "Only uploads are asked for here.")
    told: list[dict[str, Any]] = []
    for one in _list(asked, "objects"):
        oid, size = _text(one, "oid"), _number(one, "size")
        entry: dict[str, Any] = {"oid": oid, "size": size}
        if len(oid) != 64 or not set(oid) <= set("0123456789abcdef"):
            raise Refusal(400, f"{oid[:80]!r} is no SHA-256.")
        if size > hub.uploads.largest:
            entry["error"] = {"code": 413, "message": f"At most {hub.uploads.largest:,} bytes."}
        elif _stored(hub, held, oid) is None:
            href = f"{hub.address}/upload/{hub.uploads.expect(oid, size, held.id)}"
            entry["actions"] = {"upload": {"href": href}, "verify": {"href": f"{hub.address}/upload-verify/{oid}"}}
        told.append(entry)
    return Answer.of_json({"transfer": "basic", "objects": told})


def receive(hub: Hub, request: Request, secret: str) -> Answer:
    """The bytes of a large file. The address is the permission: it was given for these bytes, once."""
    hub.uploads.receive(secret, request)
    return Answer(200, {"ETag": f'"{secret}"'})


def verify(hub: Hub, request: Request, oid: str) -> Answer:
    """Whether a large file has arrived."""
    asked = request.fields()
    if not hub.uploads.has(oid, _number(asked, "size")):
        raise Refusal(404, "This file has not arrived.")
    return Answer.of_json({"message": "ok"})


def commit(hub: Hub, request: Request, kind: str, repo: str, revision: str) -> Answer:
    """A new version: files added, replaced and deleted, all at once or not at all."""
    held = repository(hub, request, kind, repo, right="write")
    if request.says("create_pr"):
        raise Refusal(400, "This hub has no pull requests: push to the branch.")
    who = visitor(hub.accounts, request.token)
    assert who.account is not None
    title, message, parent, added, deleted = "", "", None, dict[str, Content](), list[str]()
    for number, (key, value) in enumerate(_operations(request.body())):
        if (number == 0) != (key == "header"):
            raise Refusal(400, "A commit begins with its header, and has one.")
        if key == "header":
            title, message = _text(value, "summary")[:500], str(value.get("description", ""))[:5000]
            parent = value.get("parentCommit")
        elif key == "file":
            added[_path(value)] = hub.uploads.keep(_decoded(value))
        elif key == "lfsFile":
            stored = _stored(hub, held, _text(value, "oid"))
            if stored is None:
                raise Refusal(400, f"The large file {_path(value)} was not uploaded.")
            added[_path(value)] = stored
        elif key == "deletedFile":
            deleted.append(_path(value))
        elif key == "deletedFolder":
            deleted.append(_path(value).rstrip("/") + "/")
        else:
            raise Refusal(400, f"There is no operation {key[:40]!r}.")
    if not title:
        raise Refusal(400, "A commit needs a summary.")
    with hub.repositories.lock:
        if revision not in held.branches:
            raise Refusal(404, f"Invalid rev id: {revision}", code="RevisionNotFound")
        before = held.at(revision)
        if parent is not None and not before.oid.startswith(str(parent)):
            raise Refusal(412, "A commit has happened since. Please refresh and try again.")
        files = changed(before, added=added, deleted=tuple(deleted))
        made = commit_of(
            files, title, date=hub.clock(), author=who.account.name, parent=before.oid, message=message
        )  # fmt: skip
        held.commit(made, revision)
    address = f"{page_of(hub, held)}/commit/{made.oid}"
    return Answer.of_json({"success": True, "commitOid": made.oid, "commitUrl": address, "hookOutput": ""})


def create_branch(hub: Hub, request: Request, kind: str, repo: str, branch: str) -> Answer:
    """`create_branch`."""
    held, asked = repository(hub, request, kind, repo, right="write"), request.json() or {}
    refuse_bad_revision(branch)
    start = held.at(str(asked.get("startingPoint") or MAIN) if isinstance(asked, dict) else MAIN)
    with hub.repositories.lock:
        if branch in held.branches and not (isinstance(asked, dict) and asked.get("overwrite")):
            raise Refusal(409, f"Reference already exists: refs/heads/{branch}")
        held.branches[branch] = start.oid
    return Answer(201)


def delete_branch(hub: Hub, request: Request, kind: str, repo: str, branch: str) -> Answer:
    """`delete_branch`."""
    held = repository(hub, request, kind, repo, right="write")
    if branch == MAIN:
        raise Refusal(403, "The main branch cannot be deleted.")
    if held.branches.pop(branch, None) is None:
        raise Refusal(404, f"Invalid rev id: {branch}", code="RevisionNotFound")
    return Answer(200)


def create_tag(hub: Hub, request: Request, kind: str, repo: str, revision: str) -> Answer:
    """`create_tag`: a name that stays where it is."""
    held, tag = repository(hub, request, kind, repo, right="write"), _text(request.fields(), "tag")
    refuse_bad_revision(tag)
    with hub.repositories.lock:
        if tag in held.tags:
            raise Refusal(409, f"Tag reference exists already: {tag}")
        held.tags[tag] = held.at(revision).oid
    return Answer(201)


def delete_tag(hub: Hub, request: Request, kind: str, repo: str, tag: str) -> Answer:
    """`delete_tag`."""
    held = repository(hub, request, kind, repo, right="write")
    if held.tags.pop(tag, None) is None:
        raise Refusal(404, f"Invalid rev id: {tag}", code="RevisionNotFound")
    return Answer(200)


def page_of(hub: Hub, held: Repository) -> str:
    """The address of a repository's page."""
    return f"{hub.address}/{'' if held.kind == 'model' else held.kind + 's/'}{held.id}"


def _writer(hub: Hub, request: Request) -> Visitor:
    who = visitor(hub.accounts, request.token)
    if who.account is None or who.token is None:
        raise Refusal(401, "Invalid username or password.")
    if not who.token.allows("write"):
        role = who.token.role
        raise Refusal(403, f"You don't have the rights to do this: the token {who.token.name!r} is a {role} token.")
    return who


def _refuse_foreign(who: Visitor, repo_id: str) -> None:
    namespace = repo_id.partition("/")[0]
    assert who.account is not None and who.token is not None
    if not who.account.writes_for(namespace) or not who.token.allows("write", repo_id):
        raise Refusal(403, f"You don't have the rights to create a repository under the namespace {namespace!r}.")


def _named(asked: dict[str, Any], who: Visitor) -> tuple[Kind, str]:
    assert who.account is not None
    kind = next((one for one in KINDS if one == (asked.get("type") or "model")), None)
    if kind is None:
        raise Refusal(400, f"There is no type {asked.get('type')!r} of repository here.")
    return kind, f"{asked.get('organization') or who.account.name}/{_text(asked, 'name')}"


def _stored(hub: Hub, held: Repository, oid: str) -> Content | None:
    """A large file that was sent for this repository, or lies in it. A hash alone opens nobody else's."""
    if (sent := hub.uploads.sent(oid, held.id)) is not None:
        return sent
    for one in list(held.commits.values()):
        for path, content in one.files.items():
            if is_large(path, content.size) and content.sha256 == oid:
                return content
    return None


def _operations(body: bytes) -> Iterable[tuple[str, dict[str, Any]]]:
    for line in body.split(b"\n"):
        if not line.strip():
            continue
        try:
            one = json.loads(line)
            key, value = one["key"], one["value"]
        except (ValueError, KeyError, TypeError, RecursionError):
            raise Refusal(400, "Each line of a commit must be a JSON object with key and value.") from None
        if not isinstance(key, str) or not isinstance(value, dict):
            raise Refusal(400, "Each line of a commit must be a JSON object with key and value.")
        yield key, value


def _decoded(value: dict[str, Any]) -> bytes:
    try:
        content = _text(value, "content", empty=True)
        return base64.b64decode(content, validate=True) if value.get("encoding") == "base64" else content.encode()
    except (binascii.Error, ValueError):
        raise Refusal(400, "The content of a file is not valid base64.") from None


def _path(value: dict[str, Any]) -> str:
    path = _text(value, "path")
    refuse_bad_path(path.rstrip("/"))
    return path


def _text(value: dict[str, Any], name: str, *, empty: bool = False) -> str:
    found = value.get(name)
    if not isinstance(found, str) or not (found or empty):
        raise Refusal(400, f"{name} must be a text.")
    return found


def _number(value: dict[str, Any], name: str) -> int:
    found = value.get(name)
    if not isinstance(found, int) or isinstance(found, bool) or found < 0:
        raise Refusal(400, f"{name} must be a number of bytes.")
    return found


def _list(value: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = value.get(name)
    if not isinstance(found, list) or len(found) > _MOST_AT_ONCE or not all(isinstance(one, dict) for one in found):
        raise Refusal(400, f"{name} must be a list of at most {_MOST_AT_ONCE} objects.")
    return found


ROUTES = (
    route("POST", "/api/repos/create", create),
    route("DELETE", "/api/repos/delete", delete),
    route("PUT", f"/api/{KIND}/{REPO}/settings", settings),
    route("POST", "/api/validate-yaml", validate),
    route("POST", f"/api/{KIND}/{REPO}/preupload/(?P<revision>[^/]+)", preupload),
    route("POST", rf"/{PLACE}{REPO}\.git/info/lfs/objects/batch", batch),
    route("PUT", r"/upload/(?P<secret>[0-9a-f]{32})", receive),
    route("POST", r"/upload-verify/(?P<oid>[0-9a-f]{64})", verify),
    route("POST", f"/api/{KIND}/{REPO}/commit/(?P<revision>[^/]+)", commit),
    route("POST", f"/api/{KIND}/{REPO}/branch/(?P<branch>.+)", create_branch),
    route("DELETE", f"/api/{KIND}/{REPO}/branch/(?P<branch>.+)", delete_branch),
    route("POST", f"/api/{KIND}/{REPO}/tag/(?P<revision>[^/]+)", create_tag),
    route("DELETE", f"/api/{KIND}/{REPO}/tag/(?P<tag>.+)", delete_tag),
)
