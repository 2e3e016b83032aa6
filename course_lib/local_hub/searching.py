"""Finding: a list of repositories, narrowed by filters and words, sorted, and cut into pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from course_lib.local_hub.accounts import visitor
from course_lib.local_hub.messages import Answer, Refusal, Request
from course_lib.local_hub.repositories import Kind, described
from course_lib.local_hub.routes import KIND, route

if TYPE_CHECKING:
    from course_lib.local_hub.hub import Hub

_MOST = 100
_SORTS = ("downloads", "likes", "lastModified", "createdAt", "trendingScore")
#: What a list tells of each repository unless more is asked for.
_BRIEF = (
    "_id", "id", "modelId", "author", "sha", "createdAt", "lastModified", "private", "gated", "disabled", "downloads",
    "likes", "tags", "pipeline_tag", "library_name", "sdk",
)  # fmt: skip


def listed(hub: Hub, request: Request, kind: Kind) -> Answer:
    """``GET /api/models`` and its like: what `list_models` and `list_datasets` ask."""
    found = matching(hub, request, kind)
    start, limit = _number(request, "cursor", 0), min(_number(request, "limit", _MOST) or _MOST, _MOST)
    page = found[start : start + limit]
    wanted = {name for name in ("cardData", "config", "full") if request.says(name)}
    expand = request.query.get("expand", ()) or request.query.get("expand[]", ())
    told = [_told(one, wanted, expand) for one in page]
    headers = {}
    if start + limit < len(found):
        query = [(name, value) for name, values in request.query.items() for value in values if name != "cursor"]
        address = f"{hub.address}{request.path}?{urlencode([*query, ('cursor', str(start + limit))])}"
        headers["Link"] = f'<{address}>; rel="next"'
    return Answer.of_json(told, headers=headers)


def matching(hub: Hub, request: Request, kind: Kind) -> list[dict[str, Any]]:
    """What a visitor may see of a kind, and what fits all that they ask for, sorted."""
    who = visitor(hub.accounts, request.token)
    found = [described(one, one.head) for one in hub.repositories.all(kind) if who.may("read", one)]
    for tag in _values(request, "filter"):
        found = [one for one in found if tag in one["tags"] or tag == one.get("pipeline_tag")]
    for task in _values(request, "pipeline_tag"):
        found = [one for one in found if one.get("pipeline_tag") == task]
    if author := request.asked("author"):
        found = [one for one in found if one["author"] == author]
    if gated := request.asked("gated"):
        found = [one for one in found if bool(one["gated"]) == (gated.lower() in ("true", "1"))]
    for word in request.asked("search").lower().split():
        found = [one for one in found if word in one["id"].lower()]
    sort = request.asked("sort", "trendingScore")
    if sort not in _SORTS:
        raise Refusal(400, f"There is no order {sort!r}; there are {', '.join(_SORTS)}.")
    by = "likes" if sort == "trendingScore" else sort
    return sorted(found, key=lambda one: (one[by], one["id"]), reverse=True)


def _values(request: Request, name: str) -> list[str]:
    return [part for value in request.query.get(name, ()) for part in value.split(",") if part]


def _number(request: Request, name: str, default: int) -> int:
    asked = request.asked(name, str(default))
    if not asked.isdecimal() or len(asked) > 9:
        raise Refusal(400, f"{name} must be a number, and is {asked[:40]!r}.")
    return int(asked)


def _told(one: dict[str, Any], wanted: set[str], expand: Sequence[str]) -> dict[str, Any]:
    if expand:
        return {name: one.get(name) for name in ("_id", "id", *expand) if name in one or name in expand}
    names = set(_BRIEF) | wanted | ({"siblings", "cardData"} if "full" in wanted else set())
    return {name: value for name, value in one.items() if name in names}


ROUTES = (route("GET", f"/api/{KIND}", listed),)
