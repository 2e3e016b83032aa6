"""Pages for people: models and data sets with filters, a card, its files; tokens; endpoints and their meter.

Plain HTML, no script, one style sheet. A page speaks the language that its address asks for (``?lang=zh``), which is
remembered, else the browser's. A form is only taken from a page of this hub, and from whoever is logged in.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from course_lib.display.markup import Html, join, tag
from course_lib.language import LANGUAGES, Words
from course_lib.local_hub.accounts import PERMISSIONS, RIGHTS, Account, Right, Token, Visitor
from course_lib.local_hub.card_pages import as_html
from course_lib.local_hub.deployments import HARDWARE
from course_lib.local_hub.messages import Answer, Refusal, Request
from course_lib.local_hub.repositories import KINDS, MAIN, Access, Kind, Repository, described, iso, listing
from course_lib.local_hub.routes import PLACE, route
from course_lib.local_hub.sessions import COOKIE, Session, cookie_of
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


# The frame ------------------------------------------------------------------------------------------------------------


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
    if not hmac.compare_digest(_one(fields, "seal").encode(), session.seal.encode()):
        raise Refusal(403, "This form was not sent from a page of this hub.")
    return account, fields


def _one(fields: dict[str, list[str]], name: str) -> str:
    return fields.get(name, [""])[0]


def _with(request: Request, **changed: str) -> str:
    query = {name: values[0] for name, values in request.query.items() if name != "key"} | changed
    return f"{request.path}?{urlencode(query)}"


def _to(address: str) -> Answer:
    return Answer(303, {"Location": address})


def _form(session: Session, action: str, *children: str, style: str = "line") -> Html:
    seal = Html(f'<input type="hidden" name="seal" value="{session.seal}">')
    return tag("form", seal, *children, method="post", action=action, class_=style)


def _field(label: str, name: str, value: str = "", kind: str = "text") -> Html:
    inside = tag("input", name_=name, value=value, type=kind, autocomplete="off")
    return tag("label", label, inside)


def _choice(label: str, name: str, values: Sequence[tuple[str, str]], chosen: str) -> Html:
    options = [
        tag("option", shown, value=value, **({"selected": "selected"} if value == chosen else {}))
        for value, shown in values
    ]
    return tag("label", label, tag("select", *options, name_=name))


def _table(header: list[str], rows: list[list[str]]) -> Html:
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


# Models and data sets -------------------------------------------------------------------------------------------------


def start(hub: Hub, request: Request) -> Answer:
    """The first page is that of the models."""
    return _to("/models")


def listed(hub: Hub, request: Request, kind: str) -> Answer:
    """Models or data sets, with filters for task, language, licence and words, and an order."""
    its_kind: Kind = "dataset" if kind == "datasets" else "model"
    who = visitor_of(hub, request)
    every = [described(one, one.head) for one in hub.repositories.all(its_kind) if who.may("read", one)]

    def values(start_of: str) -> list[str]:
        return sorted({str(tag_) for one in every for tag_ in one["tags"] if str(tag_).startswith(start_of)})

    tasks = sorted({str(one.get("pipeline_tag") or "") for one in every} - {""}) or values("task_categories:")
    filters = {
        "task": tasks,
        "language": [one for one in ("zh", "en") if any(one in each["tags"] for each in every)],
        "license": values("license:"),
    }
    asked = {name: request.asked(name) for name in (*filters, "search", "sort")}
    found = [
        one for one in every
        if all(not asked[name] or asked[name] in (*one["tags"], one.get("pipeline_tag")) for name in filters)
        and all(word in one["id"].lower() for word in asked["search"].lower().split())
    ]  # fmt: skip
    order = asked["sort"] if asked["sort"] in ("likes", "lastModified") else "downloads"
    found.sort(key=lambda one: (one[order], one["id"]), reverse=True)

    def body(words: Words, session: Session | None) -> Html:
        any_ = [("", words("page.any"))]
        fields = [
            _choice(words(f"page.{name}"), name, any_ + [(one, one.rpartition(":")[2]) for one in known], asked[name])
            for name, known in filters.items()
        ]
        sorts = [(name, words(f"page.{name}")) for name in ("downloads", "likes", "lastModified")]
        search = _field(words("page.search"), "search", asked["search"], "search")
        sort = _choice(words("page.sort"), "sort", sorts, order)
        button = tag("button", words("page.show"), type="submit")
        form = tag("form", *fields, search, sort, button, method="get", class_="line")
        place = "" if its_kind == "model" else "datasets/"
        rows = [
            [tag("a", one["id"], href=f"/{place}{one['id']}"), one.get("pipeline_tag") or "–",
             f"{one['downloads']:,}", f"{one['likes']:,}", one["lastModified"][:10], _marks(words, one)]
            for one in found
        ]  # fmt: skip
        names = ["name", "task", "downloads", "likes", "lastModified", "marks"]
        count = tag("p", words.counted("found", len(found)))
        return join([form, count, _table([words(f"page.{name}") for name in names], rows)])

    return page(hub, request, kind, body)


def _marks(words: Words, one: dict[str, object]) -> str:
    return ", ".join(words(f"page.{name}") for name in ("gated", "private") if one[name])


def card(hub: Hub, request: Request, kind: str, owner: str, name: str) -> Answer:
    """A repository: its tags, what to do where it is gated, its card."""
    held = _seen(hub, request, kind, f"{owner}/{name}")
    told, readme = described(held, held.head), held.head.files.get("README.md")
    who = visitor_of(hub, request)

    def body(words: Words, session: Session | None) -> Html:
        place = _place(held)
        tags = [tag("span", str(one), class_="tag") for one in told["tags"]]
        facts = tag("p", f"{words('page.downloads')}: {held.downloads:,} · {words('page.likes')}: {held.likes:,}")
        files = tag("p", tag("a", words("page.files"), href=f"{place}/tree/{MAIN}"))
        text = as_html(readme.read().decode(errors="replace")) if readme else tag("p", words("page.no-card"))
        return join([tag("p", *tags), facts, _gate(words, session, held, who), files, tag("article", text)])

    return page(hub, request, "card", body, heading=held.id)


def _gate(words: Words, session: Session | None, held: Repository, who: Visitor) -> Html:
    if not held.gated:
        return Html("")
    if who.may_read_files(held):
        return tag("p", words("gate.in"), class_="box")
    if session is None:
        return tag("p", words("gate.login"), class_="box")
    if session.account in held.access:
        return tag("p", words(f"gate.{held.access[session.account].status}"), class_="box")
    button = tag("button", words("gate.agree"), type="submit")
    return tag("div", tag("p", words("gate.ask")), _form(session, f"{_place(held)}/agree", button), class_="box")


def agree(hub: Hub, request: Request, kind: str, owner: str, name: str) -> Answer:
    """The button of a gated repository."""
    account, _ = form_of(hub, request)
    held = _seen(hub, request, kind, f"{owner}/{name}")
    if held.gated:
        status = "accepted" if held.gated == "auto" else "pending"
        held.access.setdefault(account.name, Access(account.name, status, hub.clock()))
    return _to(_place(held))


def files(hub: Hub, request: Request, kind: str, owner: str, name: str, revision: str) -> Answer:
    """The files of a revision, with their sizes, and the history."""
    held = _seen(hub, request, kind, f"{owner}/{name}")
    commit = held.at(revision)

    def body(words: Words, session: Session | None) -> Html:
        place = _place(held)
        rows = [
            [tag("a", one["path"], href=f"{place}/resolve/{commit.oid}/{quote(one['path'])}"), f"{one['size']:,}",
             tag("code", (one.get("lfs") or one)["oid"][:12])]
            for one in listing(commit, recursive=True) if one["type"] == "file"
        ]  # fmt: skip
        past = [
            [tag("a", tag("code", one.oid[:12]), href=f"{place}/tree/{one.oid}"), one.title, one.author,
             iso(one.date)[:10]]
            for one in held.history(revision)
        ]  # fmt: skip
        refs = ", ".join([*held.branches, *held.tags])
        back = tag("p", tag("a", held.id, href=place), f" · {words('page.revisions')}: {refs}")
        header = [words(f"page.{key}") for key in ("file", "size", "hash")]
        history = [words(f"page.{key}") for key in ("commit", "what", "author", "date")]
        return join([back, _table(header, rows), tag("h2", words("page.history")), _table(history, past)])

    return page(hub, request, "files", body, heading=f"{held.id} · {revision[:40]}")


def _seen(hub: Hub, request: Request, kind: str, repo: str) -> Repository:
    its_kind = next((one for one in KINDS if one == kind), KINDS[0])
    held = hub.repositories.find(its_kind, repo)
    if held is None or not visitor_of(hub, request).may("read", held):
        raise Refusal(404, "Repository not found", code="RepoNotFound")
    return held


def _place(held: Repository) -> str:
    return f"/{'' if held.kind == 'model' else held.kind + 's/'}{held.id}"


# Tokens ---------------------------------------------------------------------------------------------------------------


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
            revoke = _form(session, "/settings/tokens/revoke", number, button)
            rows.append([one.name, words(f"token.{one.role}"), rights, tag("code", one.shown), revoke])
        header = [words(f"token.{key}") for key in ("name", "kind", "rights", "token", "revoke")]
        roles = [(role, words(f"token.{role}")) for role in RIGHTS]
        boxes = [
            tag("label", tag("input", type="checkbox", name_="right", value=right), words(f"token.right-{right}"))
            for right in PERMISSIONS
        ]
        form = _form(
            session, "/settings/tokens", _field(words("token.name"), "name"),
            _choice(words("token.kind"), "role", roles, "read"),
            tag("fieldset", tag("legend", words("token.fine")), *boxes),
            tag("button", words("token.create"), type="submit"),
        )  # fmt: skip
        return join([new, _table(header, rows), tag("h2", words("token.new")), form, tag("p", words("token.least"))])

    return page(hub, request, "tokens", body)


def create_token(hub: Hub, request: Request) -> Answer:
    """Make a token, and show it once."""
    account, fields = form_of(hub, request)
    role = _one(fields, "role")
    chosen = next((one for one in RIGHTS if one == role), None)
    if chosen is None:
        raise Refusal(400, f"There is no kind of token {role[:40]!r}.")
    rights = [right for right in PERMISSIONS if right in fields.get("right", [])]
    made = hub.accounts.new_token(account.name, chosen, name=_one(fields, "name")[:60], rights=rights)
    return _tokens(hub, request, made)


def revoke_token(hub: Hub, request: Request) -> Answer:
    """Make a token worthless."""
    account, fields = form_of(hub, request)
    for one in hub.accounts.tokens_of(account.name):
        if one.shown == _one(fields, "shown") and repr(one.created) == _one(fields, "created"):
            hub.accounts.revoke(one)
    return _to("/settings/tokens")


# Endpoints ------------------------------------------------------------------------------------------------------------


def deployed(hub: Hub, request: Request) -> Answer:
    """One's endpoints, what each is and has cost, and the buttons that stop the meter."""

    def body(words: Words, session: Session | None) -> Html:
        if session is None:
            return tag("p", words("page.login-first"))
        rows = []
        for one in hub.deployments.of(session.account):
            state, place = hub.deployments.state(one), f"/endpoints/{session.account}/{one.name}"
            verbs = ("resume",) if state in ("paused", "scaledToZero") else ("pause", "scale-to-zero")
            buttons = [
                _form(session, f"{place}/{verb}", tag("button", words(f"endpoint.{verb}"), type="submit"))
                for verb in verbs
            ]
            typed = _field(words("endpoint.type-name", name=one.name), "name")
            delete = _form(session, f"{place}/delete", typed, tag("button", words("endpoint.delete"), type="submit"))
            rows.append([
                one.name, str(one.model["repository"]), one.hardware.id, words(f"endpoint.state-{state}"),
                f"{one.hardware.price * one.replicas:.3f}", f"{hub.deployments.cost(one):.4f}",
                join([*buttons, delete]),
            ])  # fmt: skip
        names = ("name", "model", "hardware", "state", "price", "cost", "do")
        header = [words(f"endpoint.{key}") for key in names]
        total = tag("p", tag("strong", words("endpoint.total", total=f"{hub.deployments.total():.4f}")))
        return join([total, _table(header, rows), tag("h2", words("endpoint.new")), _new_endpoint(hub, words, session)])

    return page(hub, request, "endpoints", body)


def _new_endpoint(hub: Hub, words: Words, session: Session) -> Html:
    models = [(one.id, one.id) for one in hub.repositories.all("model") if not one.private]
    machines = [(one.id, f"{one.id} · ${one.price}") for one in HARDWARE if one.status == "available"]
    levels = [(level, words(f"endpoint.level-{level}")) for level in ("authenticated", "public", "private")]
    return _form(
        session, "/endpoints", _field(words("endpoint.name"), "name"),
        _choice(words("endpoint.model"), "repository", models, ""),
        _choice(words("endpoint.hardware"), "hardware", machines, ""),
        _choice(words("endpoint.level"), "type", levels, "authenticated"),
        tag("button", words("endpoint.create"), type="submit"),
    )  # fmt: skip


def deploy(hub: Hub, request: Request) -> Answer:
    """The form for a new endpoint."""
    account, fields = form_of(hub, request)
    machine = next((one for one in HARDWARE if one.id == _one(fields, "hardware")), None)
    if machine is None:
        raise Refusal(400, "There is no such hardware.")
    asked = {
        "name": _one(fields, "name"), "type": _one(fields, "type"),
        "provider": {"vendor": machine.vendor, "region": machine.region},
        "compute": {"accelerator": machine.accelerator, "instanceType": machine.type, "instanceSize": machine.size},
        "model": {"repository": _one(fields, "repository"), "framework": "pytorch"},
    }  # fmt: skip
    hub.deployments.create(account.name, asked)
    return _to("/endpoints")


def change(hub: Hub, request: Request, owner: str, name: str, verb: str) -> Answer:
    """A button of an endpoint; it is deleted only by whoever types its name."""
    account, fields = form_of(hub, request)
    if not account.writes_for(owner):
        raise Refusal(403, "This endpoint is not yours.")
    one, held = hub.deployments.find(owner, name), hub.deployments
    if verb == "delete":
        if _one(fields, "name") != name:
            raise Refusal(400, f"To delete it, type its name: {name}")
        held.delete(one)
    else:
        {"pause": held.pause, "resume": held.resume, "scale-to-zero": held.scale_to_zero}[verb](one)
    return _to("/endpoints")


# Logging in -----------------------------------------------------------------------------------------------------------


def login(hub: Hub, request: Request) -> Answer:
    """With the key that the hub gave out, or by a form, with a token."""
    if key := request.asked("key"):
        return _logged_in(hub.sessions.begin_with_key(key))

    def body(words: Words, session: Session | None) -> Html:
        field = _field(words("login.token"), "token", kind="password")
        button = tag("button", words("login.in"), type="submit")
        return tag("form", field, button, method="post", action="/login", class_="line")

    return page(hub, request, "login", body)


def login_with_token(hub: Hub, request: Request) -> Answer:
    """Whoever shows a token that may write is its owner."""
    fields = parse_qs(request.body(64 * 1024).decode(errors="replace"))
    token = hub.accounts.token(_one(fields, "token").strip())
    if token is None or not token.allows("write"):
        raise Refusal(403, "This token does not log in: it must be a write token of this hub.")
    return _logged_in(hub.sessions.begin(token.owner))


def _logged_in(cookie: str) -> Answer:
    return Answer(303, {"Location": "/models", "Set-Cookie": f"{COOKIE}={cookie}; Path=/; HttpOnly; SameSite=Strict"})


_REPO = r"(?P<owner>[A-Za-z0-9][\w.-]*)/(?P<name>[\w.-]+)"
ROUTES = (
    route("GET", "/", start),
    route("GET", "/(?P<kind>models|datasets)", listed),
    route("GET", "/login", login),
    route("POST", "/login", login_with_token),
    route("GET", "/settings/tokens", tokens),
    route("POST", "/settings/tokens", create_token),
    route("POST", "/settings/tokens/revoke", revoke_token),
    route("GET", "/endpoints", deployed),
    route("POST", "/endpoints", deploy),
    route("POST", f"/endpoints/{_REPO}/(?P<verb>pause|resume|scale-to-zero|delete)", change),
    route("POST", f"/{PLACE}{_REPO}/agree", agree),
    route("GET", f"/{PLACE}{_REPO}/tree/(?P<revision>[^/]+)", files),
    route("GET", f"/{PLACE}{_REPO}", card),
)
