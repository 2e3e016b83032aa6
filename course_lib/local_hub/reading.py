"""What a client asks about one repository before it downloads: its facts, its files, its branches, its history."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from course_lib.local_hub.accounts import Right, visitor
from course_lib.local_hub.messages import Answer, Refusal, Request
from course_lib.local_hub.repositories import MAIN, Kind, Repository, described, iso, listing
from course_lib.local_hub.routes import KIND, REPO, route

if TYPE_CHECKING:
    from course_lib.local_hub.hub import Hub


def repository(hub: Hub, request: Request, kind: str, repo: str, *, right: Right = "read") -> Repository:
    """The repository that an address names, for whoever asks.

    A private one is, to a stranger, not there: the answer is the same as for a name that nobody took. Refusal: 401 for
    nobody and 404 for somebody where it is not there, 403 where it is and the token or the account is not enough.
    """
    its_kind: Kind = "dataset" if kind == "dataset" else "space" if kind == "space" else "model"
    who = visitor(hub.accounts, request.token)
    held = hub.repositories.find(its_kind, repo)
    if held is None or not who.may("read", held):
        raise Refusal(404 if who.account else 401, "Repository not found", code="RepoNotFound")
    if right != "read" and not who.may(right, held):
        if who.token is None:
            raise Refusal(401, "Invalid username or password.")
        raise Refusal(403, f"You don't have the rights to change {repo} with the token {who.token.name!r}.")
    return held


def readable(hub: Hub, request: Request, kind: str, repo: str) -> Repository:
    """The same, for its files: a gated one wants an account that was let in."""
    held = repository(hub, request, kind, repo)
    who = visitor(hub.accounts, request.token)
    if who.may_read_files(held):
        return held
    page = f"{hub.address}/{'' if held.kind == 'model' else held.kind + 's/'}{repo}"
    if who.account is None:
        said = f"Access to {held.kind} {repo} is restricted. You must have access to it and be authenticated"
        raise Refusal(401, f"{said} to access it. Please log in.", code="GatedRepo")
    said = f"Access to {held.kind} {repo} is restricted and you are not in the authorized list."
    raise Refusal(403, f"{said} Visit {page} to ask for access.", code="GatedRepo")


def info(hub: Hub, request: Request, kind: str, repo: str, revision: str = MAIN) -> Answer:
    """`model_info`, `dataset_info`."""
    held = repository(hub, request, kind, repo)
    told = described(held, held.at(revision), blobs=request.says("blobs"))
    if held.kind == "model":
        told["inferenceProviderMapping"] = hub.providers(held)
        told["inference"] = "warm" if told["inferenceProviderMapping"] else None
    if expand := (*request.query.get("expand", ()), *request.query.get("expand[]", ())):
        told = {name: told.get(name) for name in ("_id", "id", *expand)}
    return Answer.of_json(told)


def tree(hub: Hub, request: Request, kind: str, repo: str, revision: str, folder: str = "") -> Answer:
    """`list_repo_tree`, and the listing with which a snapshot begins."""
    held = repository(hub, request, kind, repo)
    return Answer.of_json(listing(held.at(revision), folder.strip("/"), recursive=request.says("recursive")))


def paths(hub: Hub, request: Request, kind: str, repo: str, revision: str) -> Answer:
    """`get_paths_info`: what there is under some names; those that there are not are left out."""
    held = repository(hub, request, kind, repo)
    commit = held.at(revision)
    if "json" in request.headers.get("content-type", ""):
        asked = request.fields().get("paths", [])
    else:
        asked = parse_qs(request.body().decode(errors="replace")).get("paths", [])
    if not isinstance(asked, list):
        raise Refusal(400, "paths must be a list.")
    wanted = {str(path).strip("/") for path in asked}
    return Answer.of_json([entry for entry in listing(commit, recursive=True) if entry["path"] in wanted])


def refs(hub: Hub, request: Request, kind: str, repo: str) -> Answer:
    """`list_repo_refs`: branches and tags, and the commit that each points at."""
    held = repository(hub, request, kind, repo)
    branches, tags = (
        [{"name": name, "ref": f"refs/{place}/{name}", "targetCommit": oid} for name, oid in pointing.items()]
        for place, pointing in (("heads", held.branches), ("tags", held.tags))
    )
    return Answer.of_json({"branches": branches, "converts": [], "tags": tags, "pullRequests": []})


def commits(hub: Hub, request: Request, kind: str, repo: str, revision: str) -> Answer:
    """`list_repo_commits`."""
    held = repository(hub, request, kind, repo)
    told = [
        {"id": one.oid, "title": one.title, "message": one.message, "date": iso(one.date),
         "authors": [{"user": one.author}]}
        for one in held.history(revision)
    ]  # fmt: skip
    return Answer.of_json(told)


def access(hub: Hub, request: Request, kind: str, repo: str) -> Answer:
    """`auth_check`: whether the files are there for whoever asks."""
    readable(hub, request, kind, repo)
    return Answer.of_json({"ok": True})


ROUTES = (
    route("GET", f"/api/{KIND}/{REPO}", info),
    route("GET", f"/api/{KIND}/{REPO}/revision/(?P<revision>[^/]+)", info),
    route("GET", f"/api/{KIND}/{REPO}/tree/(?P<revision>[^/]+)(?P<folder>/.*)?", tree),
    route("POST", f"/api/{KIND}/{REPO}/paths-info/(?P<revision>[^/]+)", paths),
    route("GET", f"/api/{KIND}/{REPO}/refs", refs),
    route("GET", f"/api/{KIND}/{REPO}/commits/(?P<revision>[^/]+)", commits),
    route("GET", f"/api/{KIND}/{REPO}/auth-check", access),
)
