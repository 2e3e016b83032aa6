"""A file's bytes: the question about it (HEAD), the answer (GET), and a part of it (Range)."""

from __future__ import annotations

import mimetypes
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from course_lib.local_hub.contents import etag, is_large
from course_lib.local_hub.messages import Answer, Refusal, Request
from course_lib.local_hub.reading import readable
from course_lib.local_hub.routes import PLACE, REPO, route

if TYPE_CHECKING:
    from course_lib.local_hub.contents import Content
    from course_lib.local_hub.hub import Hub

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def file(hub: Hub, request: Request, kind: str, repo: str, revision: str, path: str) -> Answer:
    """``/owner/name/resolve/revision/path``: a file, or the way to the store where a large one lies.

    Its headers are what a cache is built from: ``X-Repo-Commit`` names the snapshot's folder and ``ETag`` the blob. Of
    a file that is not there the commit is told too, so that a client remembers of which snapshot it is missing.
    """
    held = readable(hub, request, kind, repo)
    commit = held.at(revision)
    content = commit.files.get(path)
    if content is None:
        raise Refusal(404, "Entry not found", code="EntryNotFound", X_Repo_Commit=commit.oid)
    name = etag(path, content)
    headers = {"X-Repo-Commit": commit.oid, "ETag": f'"{name}"', "Accept-Ranges": "bytes"}
    if request.method == "GET" and path in ("config.json", "README.md"):
        held.downloads += 1  # what the hub counts, and how
    if is_large(path, content.size):
        headers |= {"X-Linked-Etag": f'"{name}"', "X-Linked-Size": str(content.size)}
        if hub.large_files_elsewhere:
            where = f"{hub.other_address}/store/{name}?filename={quote(path.rpartition('/')[2])}"
            return Answer(302, {**headers, "Location": where})
    headers["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(path.rpartition('/')[2])}"
    return part(request, content, headers, mimetypes.guess_type(path)[0])


def stored(hub: Hub, request: Request, name: str) -> Answer:
    """``/store/HASH``: where large files lie when they are kept elsewhere; whoever knows the hash gets the bytes."""
    for held in (*hub.repositories.all("model"), *hub.repositories.all("dataset")):
        for commit in list(held.commits.values()):
            for path, content in commit.files.items():
                if is_large(path, content.size) and content.sha256 == name:
                    return part(request, content, {"ETag": f'"{name}"', "Accept-Ranges": "bytes"}, None)
    raise Refusal(404, "Entry not found", code="EntryNotFound")


def part(request: Request, content: Content, headers: dict[str, str], kind: str | None) -> Answer:
    """The bytes that a request asks for: all (200), those of its Range (206), or none that there are (416)."""
    headers = {"Content-Type": kind or "application/octet-stream", **headers}
    asked = _RANGE.fullmatch(request.headers.get("range", "").replace(" ", ""))
    if asked is None or asked.groups() == ("", "") or content.size == 0:
        return Answer(200, headers, content.pieces(), content.size)
    first, last = asked[1], asked[2]
    start = int(first) if first else max(0, content.size - int(last))
    end = min(int(last), content.size - 1) if first and last else content.size - 1
    if start > end:
        return Answer(416, {"Content-Range": f"bytes */{content.size}"})
    headers["Content-Range"] = f"bytes {start}-{end}/{content.size}"
    return Answer(206, headers, content.pieces(start, end), end - start + 1)


ROUTES = (
    route("GET", f"/{PLACE}{REPO}/resolve/(?P<revision>[^/]+)/(?P<path>.+)", file),
    route("GET", r"/store/(?P<name>[0-9a-f]{64})", stored),
)
