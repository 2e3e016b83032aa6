"""Who am I: the routes about accounts, and a few that clients ask in passing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_lib.local_hub.accounts import visitor, whoami
from course_lib.local_hub.messages import Answer, Refusal, Request
from course_lib.local_hub.routes import route

if TYPE_CHECKING:
    from course_lib.local_hub.hub import Hub


def who(hub: Hub, request: Request) -> Answer:
    """`whoami`, and what `login` asks before it keeps a token."""
    try:
        return Answer.of_json(whoami(visitor(hub.accounts, request.token), hub.accounts))
    except Refusal:
        raise Refusal(401, "Invalid user token.") from None


def harnesses(hub: Hub, request: Request) -> Answer:
    """What a client with an empty HF_HOME asks first; there is nothing to tell."""
    return Answer.of_json({"standardEnvVars": [], "harnesses": {}})


ROUTES = (
    route("GET", "/api/whoami-v2", who),
    route("GET", "/api/agent-harnesses", harnesses),
)
