"""Endpoints as HfApi manages them, and the address at which one answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from course_lib.local_hub.accounts import visitor
from course_lib.local_hub.deployments import HARDWARE, Deployment, told
from course_lib.local_hub.inference import answered, task_of
from course_lib.local_hub.messages import Answer, Refusal, Request
from course_lib.local_hub.repositories import MAIN, Commit, Repository
from course_lib.local_hub.routes import route

if TYPE_CHECKING:
    from course_lib.local_hub.hub import Hub


def listed(hub: Hub, request: Request, namespace: str) -> Answer:
    """`list_inference_endpoints`."""
    _manager(hub, request, namespace)
    found = hub.deployments.of(namespace)
    return Answer.of_json({"items": [told(hub.deployments, one, hub.address) for one in found]})


def create(hub: Hub, request: Request, namespace: str) -> Answer:
    """`create_inference_endpoint`."""
    _manager(hub, request, namespace)
    return _told(hub, hub.deployments.create(namespace, request.fields()), 202)


def get(hub: Hub, request: Request, namespace: str, name: str) -> Answer:
    """`get_inference_endpoint`."""
    _manager(hub, request, namespace)
    return _told(hub, hub.deployments.find(namespace, name))


def update(hub: Hub, request: Request, namespace: str, name: str) -> Answer:
    """`update_inference_endpoint`."""
    _manager(hub, request, namespace)
    return _told(hub, hub.deployments.update(hub.deployments.find(namespace, name), request.fields()))


def delete(hub: Hub, request: Request, namespace: str, name: str) -> Answer:
    """`delete_inference_endpoint`."""
    _manager(hub, request, namespace)
    hub.deployments.delete(hub.deployments.find(namespace, name))
    return Answer.of_json({})


def change(hub: Hub, request: Request, namespace: str, name: str, verb: str) -> Answer:
    """`pause_inference_endpoint`, `resume_inference_endpoint`, `scale_to_zero_inference_endpoint`."""
    _manager(hub, request, namespace)
    one, held = hub.deployments.find(namespace, name), hub.deployments
    return _told(hub, {"pause": held.pause, "resume": held.resume, "scale-to-zero": held.scale_to_zero}[verb](one))


def hardware(hub: Hub, request: Request, namespace: str) -> Answer:
    """`list_inference_endpoints_hardware`: what can be rented where, and what it costs an hour."""
    _manager(hub, request, namespace)
    vendors: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for one in HARDWARE:
        vendors.setdefault(one.vendor, {}).setdefault(one.region, []).append({
            "id": one.id, "accelerator": one.accelerator, "instanceType": one.type, "instanceSize": one.size,
            "architecture": one.architecture, "numAccelerators": 1, "numCpus": one.cpus, "memoryGb": one.memory,
            "gpuMemoryGb": one.gpu_memory or None, "pricePerHour": one.price, "status": one.status,
            "quota": {"maxAccelerators": 8, "usedAccelerators": 0},
        })  # fmt: skip
    return Answer.of_json({
        "vendors": [
            {"name": vendor, "status": "available",
             "regions": [{"name": region, "status": "available", "computes": computes}
                         for region, computes in regions.items()]}
            for vendor, regions in vendors.items()
        ]
    })  # fmt: skip


def health(hub: Hub, request: Request, namespace: str, name: str) -> Answer:
    """Whether an endpoint is up: what `wait` asks last. It does not count as a use."""
    one = _entered(hub, request, namespace, name)
    return Answer.of_json({"status": "ok"} if hub.deployments.state(one) == "running" else {}, 200)


def asked(hub: Hub, request: Request, namespace: str, name: str) -> Answer:
    """A request to the model: the same body and the same answer as of the Inference API."""
    held, commit, task = _model(hub, request, namespace, name)
    return answered(hub, request, held, commit, task)


def chat(hub: Hub, request: Request, namespace: str, name: str) -> Answer:
    """A talk with it."""
    from course_lib.local_hub.chatting import chatted

    held, commit, _ = _model(hub, request, namespace, name)
    return chatted(hub, held, commit, request.fields())


def runs(hub: Hub, repo_id: str) -> bool:
    """Whether a model can be run at an endpoint."""
    held = hub.repositories.find("model", repo_id)
    return held is not None and "config.json" in held.head.files


def _model(hub: Hub, request: Request, namespace: str, name: str) -> tuple[Repository, Commit, str]:
    one = _entered(hub, request, namespace, name)
    hub.deployments.ask(one)
    held = hub.repositories.find("model", str(one.model["repository"]))
    if held is None:
        raise Refusal(500, "The model of this endpoint is gone.")
    commit = held.at(str(one.model.get("revision") or MAIN))
    return held, commit, str(one.model.get("task") or task_of(commit))


def _entered(hub: Hub, request: Request, namespace: str, name: str) -> Deployment:
    """The endpoint, for whoever may ask it: everybody, whoever has a token of its owner's, or nobody from here."""
    one = hub.deployments.find(namespace, name)
    if one.type == "private":
        raise Refusal(403, "This endpoint is private: it is reached through a private link of its vendor only.")
    if one.type == "authenticated":
        who = visitor(hub.accounts, request.token)
        if who.account is None or who.token is None:
            raise Refusal(401, "Unauthorized: this endpoint wants a token.")
        if not who.account.writes_for(namespace) or not who.token.allows("inference"):
            raise Refusal(403, "Forbidden: this token was not made for this endpoint.")
    return one


def _manager(hub: Hub, request: Request, namespace: str) -> None:
    who = visitor(hub.accounts, request.token)
    if who.account is None or who.token is None:
        raise Refusal(401, "Unauthorized")
    if not who.account.writes_for(namespace) or not who.token.allows("endpoints"):
        said = f"Forbidden: the token {who.token.name!r} does not have the rights to manage endpoints of {namespace}."
        raise Refusal(403, said)


def _told(hub: Hub, one: Deployment, status: int = 200) -> Answer:
    return Answer.of_json(told(hub.deployments, one, hub.address), status)


_ALL, _ONE, _HERE = r"/v2/endpoint/(?P<namespace>[^/]+)", r"/(?P<name>[^/]+)", r"/endpoints/(?P<namespace>[^/]+)"
ROUTES = (
    route("GET", _ALL, listed),
    route("POST", _ALL, create),
    route("GET", _ALL + _ONE, get),
    route("PUT", _ALL + _ONE, update),
    route("DELETE", _ALL + _ONE, delete),
    route("POST", rf"{_ALL}{_ONE}/(?P<verb>pause|resume|scale-to-zero)", change),
    route("GET", r"/v2/provider/(?P<namespace>[^/]+)", hardware),
    route("GET", f"{_HERE}{_ONE}/health", health),
    route("POST", f"{_HERE}{_ONE}", asked),
    route("POST", f"{_HERE}{_ONE}/v1/chat/completions", chat),
)
