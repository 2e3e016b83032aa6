"""Pages for people: models and data sets with filters, a card, its files, and the button of a gate."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from course_lib.display.markup import Html, join, tag
from course_lib.language import Words
from course_lib.local_hub.accounts import Visitor
from course_lib.local_hub.card_pages import as_html
from course_lib.local_hub.messages import Answer, Refusal, Request
from course_lib.local_hub.page_frame import (
    choice_html,
    field_html,
    form_html,
    form_of,
    page,
    sent_to,
    table_html,
    visitor_of,
)
from course_lib.local_hub.repositories import KINDS, MAIN, Access, Kind, Repository, described, iso, listing
from course_lib.local_hub.routes import OWNED, PLACE, route
from course_lib.local_hub.sessions import Session

if TYPE_CHECKING:
    from course_lib.local_hub.hub import Hub


def start(hub: Hub, request: Request) -> Answer:
    """The first page is that of the models."""
    return sent_to("/models")


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
            choice_html(
                words(f"page.{name}"), name, any_ + [(one, one.rpartition(":")[2]) for one in known], asked[name]
            )
            for name, known in filters.items()
        ]
        sorts = [(name, words(f"page.{name}")) for name in ("downloads", "likes", "lastModified")]
        search = field_html(words("page.search"), "search", asked["search"], "search")
        sort = choice_html(words("page.sort"), "sort", sorts, order)
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
        return join([form, count, table_html([words(f"page.{name}") for name in names], rows)])

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
    return tag("div", tag("p", words("gate.ask")), form_html(session, f"{_place(held)}/agree", button), class_="box")


def agree(hub: Hub, request: Request, kind: str, owner: str, name: str) -> Answer:
    """The button of a gated repository."""
    account, _ = form_of(hub, request)
    held = _seen(hub, request, kind, f"{owner}/{name}")
    if held.gated:
        status = "accepted" if held.gated == "auto" else "pending"
        held.access.setdefault(account.name, Access(account.name, status, hub.clock()))
    return sent_to(_place(held))


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
        return join([back, table_html(header, rows), tag("h2", words("page.history")), table_html(history, past)])

    return page(hub, request, "files", body, heading=f"{held.id} · {revision[:40]}")


def _seen(hub: Hub, request: Request, kind: str, repo: str) -> Repository:
    its_kind = next((one for one in KINDS if one == kind), KINDS[0])
    held = hub.repositories.find(its_kind, repo)
    if held is None or not visitor_of(hub, request).may("read", held):
        raise Refusal(404, "Repository not found", code="RepoNotFound")
    return held


def _place(held: Repository) -> str:
    return f"/{'' if held.kind == 'model' else held.kind + 's/'}{held.id}"


ROUTES = (
    route("GET", "/", start),
    route("GET", "/(?P<kind>models|datasets)", listed),
    route("POST", f"/{PLACE}{OWNED}/agree", agree),
    route("GET", f"/{PLACE}{OWNED}/tree/(?P<revision>[^/]+)", files),
    route("GET", f"/{PLACE}{OWNED}", card),
)
