"""Pages for people: logging in, one's tokens, and new ones, which are shown once."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from course_lib.display.markup import Html, join, tag
from course_lib.language import Words
from course_lib.local_hub.accounts import PERMISSIONS, RIGHTS, Token
from course_lib.local_hub.messages import Answer, Refusal, Request
from course_lib.local_hub.page_frame import (
    choice_html,
    field_html,
    first_of,
    form_html,
    form_of,
    page,
    sent_to,
    table_html,
)
from course_lib.local_hub.routes import route
from course_lib.local_hub.sessions import COOKIE, Session

if TYPE_CHECKING:
    from course_lib.local_hub.hub import Hub


def tokens(hub: Hub, request: Request) -> Answer:
    """One's tokens, and a form for a new one."""
    return _tokens(hub, request, None)


def _tokens(hub: Hub, request: Request, made: Token | None) -> Answer:
    def body(words: Words, session: Session | None) -> Html:
        if session is None:
            return tag("p", words("page.login-first"))
        new = Html("")
        if made is not None:
            once = tag("p", tag("strong", words("token.once")))
            new = tag("div", once, tag("p", tag("code", made.value, id="new-token")), class_="box")
        rows = []
        for one in hub.accounts.tokens_of(session.account):
            rights = ", ".join(words(f"token.right-{right}") for right in PERMISSIONS if right in one.rights) or "–"
            button = tag("button", words("token.revoke"), type="submit", name_="shown", value=one.shown)
            number = Html(f'<input type="hidden" name="created" value="{one.created!r}">')
            revoke = form_html(session, "/settings/tokens/revoke", number, button)
            rows.append([one.name, words(f"token.{one.role}"), rights, tag("code", one.shown), revoke])
        header = [words(f"token.{key}") for key in ("name", "kind", "rights", "token", "revoke")]
        roles = [(role, words(f"token.{role}")) for role in RIGHTS]
        boxes = [
            tag("label", tag("input", type="checkbox", name_="right", value=right), words(f"token.right-{right}"))
            for right in PERMISSIONS
        ]
        form = form_html(
            session, "/settings/tokens", field_html(words("token.name"), "name"),
            choice_html(words("token.kind"), "role", roles, "read"),
            tag("fieldset", tag("legend", words("token.fine")), *boxes),
            tag("button", words("token.create"), type="submit"),
        )  # fmt: skip
        return join(
            [new, table_html(header, rows), tag("h2", words("token.new")), form, tag("p", words("token.least"))]
        )

    return page(hub, request, "tokens", body)


def create_token(hub: Hub, request: Request) -> Answer:
    """Make a token, and show it once."""
    account, fields = form_of(hub, request)
    role = first_of(fields, "role")
    chosen = next((one for one in RIGHTS if one == role), None)
    if chosen is None:
        raise Refusal(400, f"There is no kind of token {role[:40]!r}.")
    rights = [right for right in PERMISSIONS if right in fields.get("right", [])]
    made = hub.accounts.new_token(account.name, chosen, name=first_of(fields, "name")[:60], rights=rights)
    return _tokens(hub, request, made)


def revoke_token(hub: Hub, request: Request) -> Answer:
    """Make a token worthless."""
    account, fields = form_of(hub, request)
    for one in hub.accounts.tokens_of(account.name):
        if one.shown == first_of(fields, "shown") and repr(one.created) == first_of(fields, "created"):
            hub.accounts.revoke(one)
    return sent_to("/settings/tokens")


def login(hub: Hub, request: Request) -> Answer:
    """With the key that the hub gave out, or by a form, with a token."""
    if key := request.asked("key"):
        return _logged_in(hub.sessions.begin_with_key(key))

    def body(words: Words, session: Session | None) -> Html:
        field = field_html(words("login.token"), "token", kind="password")
        button = tag("button", words("login.in"), type="submit")
        return tag("form", field, button, method="post", action="/login", class_="line")

    return page(hub, request, "login", body)


def login_with_token(hub: Hub, request: Request) -> Answer:
    """Whoever shows a token that may write is its owner."""
    fields = parse_qs(request.body(64 * 1024).decode(errors="replace"))
    token = hub.accounts.token(first_of(fields, "token").strip())
    if token is None or not token.allows("write"):
        raise Refusal(403, "This token does not log in: it must be a write token of this hub.")
    return _logged_in(hub.sessions.begin(token.owner))


def _logged_in(cookie: str) -> Answer:
    return Answer(303, {"Location": "/models", "Set-Cookie": f"{COOKIE}={cookie}; Path=/; HttpOnly; SameSite=Strict"})


ROUTES = (
    route("GET", "/login", login),
    route("POST", "/login", login_with_token),
    route("GET", "/settings/tokens", tokens),
    route("POST", "/settings/tokens", create_token),
    route("POST", "/settings/tokens/revoke", revoke_token),
)
