"""What every page for people has: its frame, its language, its forms and tables.

Plain HTML, no script, one style sheet. A page speaks the language that its address asks for (``?lang=zh``), which is
remembered, else the browser's. A form is only taken from a page of this hub, and from whoever is logged in.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode, urlsplit

from course_lib.display.markup import Html, join, tag
from course_lib.language import LANGUAGES, Words
from course_lib.local_hub.accounts import PERMISSIONS, Account, Right, Token, Visitor
from course_lib.local_hub.messages import Answer, Refusal, Request
from course_lib.local_hub.sessions import Session, cookie_of
from course_lib.local_hub.words import words as own_words

if TYPE_CHECKING:
    from course_lib.local_hub.hub import Hub

_LANGUAGE = "glassbox_lang"
#: What each language calls itself.
_LANGUAGES = {"en": "English", "zh": "中文"}
_STYLE = (
    ":root{color-scheme:light dark}body{font:16px/1.5 system-ui,'Noto Sans','PingFang SC','Microsoft YaHei',sans-serif;"
    "max-width:60rem;margin:0 auto;padding:0 1rem 3rem}nav{display:flex;gap:1rem;flex-wrap:wrap;padding:.8rem 0;"
    "border-bottom:1px solid #8888}nav .last{margin-left:auto}table{border-collapse:collapse;margin:.6rem 0}"
    "td,th{border:1px solid #8886;padding:.25rem .6rem;text-align:left;vertical-align:top}code,pre{font-family:"
    "ui-monospace,Menlo,Consolas,monospace}pre{overflow-x:auto;padding:.6rem;border:1px solid #8886}"
    "form.line{display:flex;gap:.6rem;flex-wrap:wrap;align-items:end;margin:.6rem 0}label{display:inline-flex;"
    "flex-direction:column;font-size:.9rem}.tag{border:1px solid #8888;border-radius:.6rem;padding:0 .5rem;"
    "margin-right:.3rem;font-size:.85rem;white-space:nowrap}.box{border:2px solid #8888;padding:.6rem 1rem}"
    "fieldset label{flex-direction:row;gap:.4rem;margin-right:1rem}"
)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
Body = Callable[[Words, Session | None], Html]


def page(
    hub: Hub, request: Request, title: str, body: Body, status: int = 200, *, heading: str = ""
) -> Answer:  # fmt: skip
    """A page in the reader's language; `title` is the key of its words, `heading` what stands there in their stead."""
    language, session = language_of(request), hub.sessions.of(request)
    words = own_words.in_language(language)
    links = [
        tag("a", words(f"page.{name}"), href=address)
        for name, address in (
            ("models", "/models"), ("datasets", "/datasets"), ("tokens", "/settings/tokens"),
            ("endpoints", "/endpoints"),
        )
    ]  # fmt: skip
    others = [
        tag("a", _LANGUAGES[other], href=_with(request, lang=other), lang=other, hreflang=other)
        for other in LANGUAGES
        if other != language
    ]
    who = tag("span", session.account if session else words("page.nobody"), class_="last")
    head = heading or words(f"title.{title}")
    inside = join([
        Html(f'<!doctype html><html lang="{"zh-CN" if language == "zh" else "en"}">'),
        tag("head", Html('<meta charset="utf-8"><meta name="viewport" content="width=device-width">'),
            tag("title", f"{head} · glassbox hub"), tag("style", Html(_STYLE))),
        tag("body", tag("nav", *links, who, *others), tag("main", tag("h1", head), body(words, session))),
        Html("</html>"),
    ])  # fmt: skip
    headers = {
        "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": _POLICY,
        "Referrer-Policy": "same-origin", "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store",
        "Set-Cookie": f"{_LANGUAGE}={language}; Path=/; SameSite=Lax",
    }  # fmt: skip
    return Answer(status, headers, inside.encode())


def refused(hub: Hub, request: Request, refusal: Refusal) -> Answer:
    """A refusal for somebody at a browser; in the words in which clients get it."""

    def body(words: Words, session: Session | None) -> Html:
        back = tag("p", tag("a", words("page.back"), href="/models"))
        return join([tag("p", f"{refusal.status}: {refusal.message}"), back])

    return page(hub, request, "error", body, refusal.status)


def language_of(request: Request) -> str:
    """What the address asks for, else what was chosen before, else what the browser likes best."""
    wishes = [
        request.asked("lang"), cookie_of(request, _LANGUAGE),
        *(one.strip()[:2].lower() for one in request.headers.get("accept-language", "").split(",")),
    ]  # fmt: skip
    return next((wish for wish in wishes if wish in LANGUAGES), LANGUAGES[0])


def form_of(hub: Hub, request: Request) -> tuple[Account, dict[str, list[str]]]:
    """What was sent with a form, and by whom. Refusal (403) for one that no page of this hub has sent."""
    session = hub.sessions.of(request)
    account = hub.accounts.find(session.account) if session else None
    if session is None or account is None:
        raise Refusal(401, "Log in first.")
    origin = request.headers.get("origin", "")
    if origin and urlsplit(origin).netloc != request.headers.get("host", ""):
        raise Refusal(403, "This form was not sent from a page of this hub.")
    fields = parse_qs(request.body(64 * 1024).decode(errors="replace"), keep_blank_values=True)
    if not hmac.compare_digest(first_of(fields, "seal").encode(), session.seal.encode()):
        raise Refusal(403, "This form was not sent from a page of this hub.")
    return account, fields


def first_of(fields: dict[str, list[str]], name: str) -> str:
    return fields.get(name, [""])[0]


def _with(request: Request, **changed: str) -> str:
    query = {name: values[0] for name, values in request.query.items() if name != "key"} | changed
    return f"{request.path}?{urlencode(query)}"


def sent_to(address: str) -> Answer:
    return Answer(303, {"Location": address})


def form_html(session: Session, action: str, *children: str, style: str = "line") -> Html:
    seal = Html(f'<input type="hidden" name="seal" value="{session.seal}">')
    return tag("form", seal, *children, method="post", action=action, class_=style)


def field_html(label: str, name: str, value: str = "", kind: str = "text") -> Html:
    inside = tag("input", name_=name, value=value, type=kind, autocomplete="off")
    return tag("label", label, inside)


def choice_html(label: str, name: str, values: Sequence[tuple[str, str]], chosen: str) -> Html:
    options = [
        tag("option", shown, value=value, **({"selected": "selected"} if value == chosen else {}))
        for value, shown in values
    ]
    return tag("label", label, tag("select", *options, name_=name))


def table_html(header: list[str], rows: list[list[str]]) -> Html:
    head = tag("tr", *(tag("th", name, scope="col") for name in header))
    return tag("table", head, *(tag("tr", *(tag("td", cell) for cell in row)) for row in rows))


def visitor_of(hub: Hub, request: Request) -> Visitor:
    """Whoever sits at the browser, with all rights of their account."""
    session = hub.sessions.of(request)
    account = hub.accounts.find(session.account) if session else None
    if account is None:
        return Visitor()
    whole: frozenset[Right] = frozenset(PERMISSIONS)
    return Visitor(account, Token("", "browser", account.name, "write", whole, 0.0))
