"""Gated repositories: asking to be let in, and letting in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_lib.local_hub.accounts import visitor
from course_lib.local_hub.messages import Answer, Refusal, Request
from course_lib.local_hub.reading import repository
from course_lib.local_hub.repositories import Access, iso
from course_lib.local_hub.routes import KIND, PLACE, REPO, route

if TYPE_CHECKING:
    from course_lib.local_hub.hub import Hub

_STATUSES = ("pending", "accepted", "rejected")


def ask(hub: Hub, request: Request, kind: str, repo: str) -> Answer:
    """What the button on a gated repository's page does: agree to its terms, and give one's name."""
    held = repository(hub, request, kind, repo)
    who = visitor(hub.accounts, request.token)
    if who.account is None:
        raise Refusal(401, "Log in first.")
    if not held.gated:
        raise Refusal(400, f"{repo} is open to everybody.")
    status = "accepted" if held.gated == "auto" else "pending"
    held.access.setdefault(who.account.name, Access(who.account.name, status, hub.clock()))
    return Answer.of_json({"status": held.access[who.account.name].status})


def asked(hub: Hub, request: Request, kind: str, repo: str, status: str) -> Answer:
    """`list_pending_access_requests` and its like: for the owner."""
    held = repository(hub, request, kind, repo, right="write")
    told = [
        {"requestId": one.account, "status": one.status, "timestamp": iso(one.moment),
         "user": {"user": one.account, "fullname": one.account, "email": f"{one.account}@glassbox.invalid"}}
        for one in held.access.values() if one.status == status
    ]  # fmt: skip
    return Answer.of_json(told)


def handle(hub: Hub, request: Request, kind: str, repo: str) -> Answer:
    """`accept_access_request`, `reject_access_request`, `cancel_access_request`."""
    held, told = repository(hub, request, kind, repo, right="write"), request.fields()
    name, status = str(told.get("user") or told.get("requestId")), str(told.get("status"))
    if name not in held.access or status not in _STATUSES:
        raise Refusal(404, f"{name[:80]} has not asked for access.")
    held.access[name] = Access(name, status, hub.clock())
    return Answer.of_json({"status": status})


def grant(hub: Hub, request: Request, kind: str, repo: str) -> Answer:
    """`grant_access`: let somebody in who has not asked."""
    held, name = repository(hub, request, kind, repo, right="write"), str(request.fields().get("user"))
    if hub.accounts.find(name) is None:
        raise Refusal(404, f"There is no account {name[:80]!r}.")
    held.access[name] = Access(name, "accepted", hub.clock())
    return Answer.of_json({"status": "accepted"})


_REQUESTS = f"/api/{KIND}/{REPO}/user-access-request"
ROUTES = (
    route("POST", f"/{PLACE}{REPO}/ask-access", ask),
    route("GET", f"{_REQUESTS}/(?P<status>pending|accepted|rejected)", asked),
    route("POST", f"{_REQUESTS}/handle", handle),
    route("POST", f"{_REQUESTS}/grant", grant),
)
