"""Pages for people: one's endpoints with their meter, and the buttons that stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_lib.display.markup import Html, join, tag
from course_lib.language import Words
from course_lib.local_hub.deployments import HARDWARE
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
from course_lib.local_hub.routes import OWNED, route
from course_lib.local_hub.sessions import Session

if TYPE_CHECKING:
    from course_lib.local_hub.hub import Hub


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
                form_html(session, f"{place}/{verb}", tag("button", words(f"endpoint.{verb}"), type="submit"))
                for verb in verbs
            ]
            typed = field_html(words("endpoint.type-name", name=one.name), "name")
            delete = form_html(
                session, f"{place}/delete", typed, tag("button", words("endpoint.delete"), type="submit")
            )
            rows.append([
                one.name, str(one.model["repository"]), one.hardware.id, words(f"endpoint.state-{state}"),
                f"{one.hardware.price * one.replicas:.3f}", f"{hub.deployments.cost(one):.4f}",
                join([*buttons, delete]),
            ])  # fmt: skip
        names = ("name", "model", "hardware", "state", "price", "cost", "do")
        header = [words(f"endpoint.{key}") for key in names]
        total = tag("p", tag("strong", words("endpoint.total", total=f"{hub.deployments.total():.4f}")))
        return join(
            [total, table_html(header, rows), tag("h2", words("endpoint.new")), _new_endpoint(hub, words, session)]
        )

    return page(hub, request, "endpoints", body)


def _new_endpoint(hub: Hub, words: Words, session: Session) -> Html:
    models = [(one.id, one.id) for one in hub.repositories.all("model") if not one.private]
    machines = [(one.id, f"{one.id} · ${one.price}") for one in HARDWARE if one.status == "available"]
    levels = [(level, words(f"endpoint.level-{level}")) for level in ("authenticated", "public", "private")]
    return form_html(
        session, "/endpoints", field_html(words("endpoint.name"), "name"),
        choice_html(words("endpoint.model"), "repository", models, ""),
        choice_html(words("endpoint.hardware"), "hardware", machines, ""),
        choice_html(words("endpoint.level"), "type", levels, "authenticated"),
        tag("button", words("endpoint.create"), type="submit"),
    )  # fmt: skip


def deploy(hub: Hub, request: Request) -> Answer:
    """The form for a new endpoint."""
    account, fields = form_of(hub, request)
    machine = next((one for one in HARDWARE if one.id == first_of(fields, "hardware")), None)
    if machine is None:
        raise Refusal(400, "There is no such hardware.")
    asked = {
        "name": first_of(fields, "name"), "type": first_of(fields, "type"),
        "provider": {"vendor": machine.vendor, "region": machine.region},
        "compute": {"accelerator": machine.accelerator, "instanceType": machine.type, "instanceSize": machine.size},
        "model": {"repository": first_of(fields, "repository"), "framework": "pytorch"},
    }  # fmt: skip
    hub.deployments.create(account.name, asked)
    return sent_to("/endpoints")


def change(hub: Hub, request: Request, owner: str, name: str, verb: str) -> Answer:
    """A button of an endpoint; it is deleted only by whoever types its name."""
    account, fields = form_of(hub, request)
    if not account.writes_for(owner):
        raise Refusal(403, "This endpoint is not yours.")
    one, held = hub.deployments.find(owner, name), hub.deployments
    if verb == "delete":
        if first_of(fields, "name") != name:
            raise Refusal(400, f"To delete it, type its name: {name}")
        held.delete(one)
    else:
        {"pause": held.pause, "resume": held.resume, "scale-to-zero": held.scale_to_zero}[verb](one)
    return sent_to("/endpoints")


ROUTES = (
    route("GET", "/endpoints", deployed),
    route("POST", "/endpoints", deploy),
    route("POST", f"/endpoints/{OWNED}/(?P<verb>pause|resume|scale-to-zero|delete)", change),
)
