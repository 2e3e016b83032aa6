"""`course_lib.local_hub`: endpoints by the real HfApi, in every state, and the meter, by a clock that is handed in."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from huggingface_hub import HfApi, InferenceEndpoint, get_session
from huggingface_hub.errors import (
    BadRequestError,
    HfHubHTTPError,
    InferenceEndpointError,
    InferenceEndpointTimeoutError,
)

from course_lib.local_hub import LocalHub, use
from course_lib.local_hub.deployments import HARDWARE, Deployments
from course_lib.local_hub.messages import Refusal

SMALL = {
    "repository": "glassbox/sentiment-en", "framework": "pytorch", "task": "text-classification",
    "accelerator": "cpu", "vendor": "aws", "region": "us-east-1", "instance_size": "x2", "instance_type": "intel-icl",
}  # fmt: skip


class Clock:
    """A clock that stands still until somebody waits."""

    def __init__(self) -> None:
        self.now = 1_780_000_000.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def local(clock: Clock) -> Iterator[LocalHub]:
    with use(clock=clock, sleep=clock.sleep) as hub:
        yield hub


@pytest.fixture
def api(local: LocalHub, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[HfApi]:
    monkeypatch.setattr("huggingface_hub._inference_endpoints.time.sleep", clock.sleep)
    monkeypatch.setattr("huggingface_hub._inference_endpoints.time.time", clock)
    api = HfApi()
    yield api
    for endpoint in api.list_inference_endpoints():
        endpoint.delete()


def test_an_endpoint_is_created_waited_for_asked_paused_resumed_and_deleted(
    local: LocalHub, api: HfApi, clock: Clock
) -> None:
    endpoint = api.create_inference_endpoint("reviews", **SMALL)
    assert (endpoint.status, endpoint.url, endpoint.namespace) == ("pending", None, "student")
    with pytest.raises(InferenceEndpointError):
        _ = endpoint.client
    clock.sleep(2)
    assert endpoint.fetch().status == "initializing"
    mark = len(local.requests)
    assert endpoint.wait(refresh_every=1).status == "running"
    assert local.requests.since(mark)[-1].path == "/endpoints/student/reviews/health"
    assert endpoint.client.text_classification("Good value.")[0].label == "POSITIVE"
    assert endpoint.pause().status == "paused" and endpoint.url is None
    assert endpoint.resume().status == "pending"
    assert endpoint.wait().status == "running"
    assert endpoint.resume().status == "running"
    with pytest.raises(BadRequestError, match="already running"):
        endpoint.resume(running_ok=False)
    endpoint.delete()
    with pytest.raises(HfHubHTTPError) as caught:
        endpoint.fetch()
    assert caught.value.response.status_code == 404


def test_the_meter_runs_while_nobody_asks_and_stops_when_the_machine_is_given_back(
    local: LocalHub, api: HfApi, clock: Clock
) -> None:
    before = local.hub.deployments.total()
    endpoint = api.create_inference_endpoint("idle", **SMALL)
    clock.sleep(2)  # pending: no machine yet
    assert local.hub.deployments.total() == before
    clock.sleep(3 + 2 * 3600)
    hours = (3 + 2 * 3600) / 3600
    assert local.hub.deployments.total() - before == pytest.approx(0.067 * hours)
    endpoint.pause()
    clock.sleep(24 * 3600)
    assert local.hub.deployments.total() - before == pytest.approx(0.067 * hours)
    endpoint.delete()
    assert local.hub.deployments.total() - before == pytest.approx(0.067 * hours)
    assert "idle" in repr(local.hub.deployments.bill()) and "deleted" in repr(local.hub.deployments.bill())


def test_a_larger_machine_costs_more_from_the_moment_it_is_there(local: LocalHub, api: HfApi, clock: Clock) -> None:
    before = local.hub.deployments.total()
    endpoint = api.create_inference_endpoint("growing", **SMALL)
    clock.sleep(2 + 3600)
    assert endpoint.update(instance_size="x4", min_replica=2, max_replica=2).status == "updating"
    clock.sleep(3600)
    assert endpoint.fetch().status == "running"
    assert local.hub.deployments.total() - before == pytest.approx(0.067 + 2 * 0.134)
    assert endpoint.update(repository="glassbox/sentiment-zh").repository == "glassbox/sentiment-zh"
    assert endpoint.wait().client.text_classification("很好吃。")
    assert endpoint.update(repository="glassbox/none").status == "updating"
    with pytest.raises(InferenceEndpointError, match="failed to update"):
        endpoint.wait()


def test_an_endpoint_goes_to_sleep_by_itself_and_the_next_request_wakes_it(
    local: LocalHub, api: HfApi, clock: Clock
) -> None:
    endpoint = api.create_inference_endpoint("sleepy", min_replica=0, scale_to_zero_timeout=15, **SMALL).wait()
    client = endpoint.client
    clock.sleep(14 * 60)
    assert client.text_classification("Good value.")
    clock.sleep(14 * 60)
    assert endpoint.fetch().status == "running"
    clock.sleep(60)
    assert endpoint.fetch().status == "scaledToZero"
    spent = local.hub.deployments.total()
    clock.sleep(3600)
    assert local.hub.deployments.total() == spent
    with pytest.raises(HfHubHTTPError) as caught:
        client.text_classification("Good value.")
    assert caught.value.response.status_code == 503
    assert endpoint.fetch().status == "initializing"
    assert endpoint.wait().client.text_classification("Good value.")
    assert endpoint.scale_to_zero().status == "scaledToZero"


def test_waiting_for_what_never_comes_ends_by_its_timeout_only(api: HfApi) -> None:
    endpoint = api.create_inference_endpoint("waiting", **SMALL).pause()
    with pytest.raises(InferenceEndpointTimeoutError):
        endpoint.wait(timeout=20)
    failing = api.create_inference_endpoint("failing", **{**SMALL, "repository": "glassbox/none"})
    with pytest.raises(InferenceEndpointError, match="failed to deploy"):
        failing.wait()


@pytest.mark.parametrize(
    ("kind", "nobody", "stranger", "owner"),
    [("public", 200, 200, 200), ("authenticated", 401, 403, 200), ("private", 403, 403, 403)],
)
def test_who_may_ask_hangs_on_the_security_level(
    local: LocalHub, api: HfApi, clock: Clock, kind: Any, nobody: int, stranger: int, owner: int
) -> None:
    endpoint = api.create_inference_endpoint("secure", type=kind, **SMALL)
    clock.sleep(10)
    url = endpoint.fetch().url
    assert url is not None and local.token is not None
    others = local.hub.accounts.new_token("teacher", "write").value
    for token, status in ((None, nobody), (others, stranger), (local.token.value, owner)):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        assert get_session().post(url, json={"inputs": "ok"}, headers=headers).status_code == status


def test_the_level_that_tutorials_call_protected_is_told_its_new_name(api: HfApi) -> None:
    # An error since huggingface_hub 2.0; a warning before.
    with pytest.raises((ValueError, FutureWarning), match="authenticated"):
        api.create_inference_endpoint("old", type="protected", **SMALL)  # type: ignore[arg-type]


def test_only_whoever_may_manage_does(local: LocalHub, api: HfApi) -> None:
    for token in (local.hub.token("read").value, local.hub.token("fineGrained", rights=["inference"]).value):
        with pytest.raises(HfHubHTTPError) as caught:
            HfApi(token=token).create_inference_endpoint("mine", **SMALL)
        assert caught.value.response.status_code == 403
    with pytest.raises(HfHubHTTPError):
        api.list_inference_endpoints(namespace="glassbox")
    scoped = local.hub.token("fineGrained", rights=["endpoints"]).value
    assert HfApi(token=scoped).create_inference_endpoint("mine", token=scoped, **SMALL).name == "mine"


@pytest.mark.parametrize(
    "wrong",
    [
        {"instance_size": "x9"}, {"vendor": "azure"}, {"accelerator": "gpu"}, {"min_replica": 3}, {"max_replica": 0},
        {"scale_to_zero_timeout": -1}, {"repository": ""}, {"instance_type": "nvidia-a100", "accelerator": "gpu",
                                                            "instance_size": "x1"},
    ],
)  # fmt: skip
def test_what_cannot_be_had_is_refused_with_a_reason(api: HfApi, wrong: dict[str, Any]) -> None:
    with pytest.raises(BadRequestError):
        api.create_inference_endpoint("wrong", **{**SMALL, **wrong})
    assert [one.name for one in api.list_inference_endpoints()] == []


def test_a_name_is_taken_once(api: HfApi) -> None:
    api.create_inference_endpoint("once", **SMALL)
    with pytest.raises(HfHubHTTPError) as caught:
        api.create_inference_endpoint("once", **SMALL)
    assert caught.value.response.status_code == 409
    with pytest.raises(BadRequestError):
        api.create_inference_endpoint("Not A Name", **SMALL)


def test_hardware_is_listed_with_its_prices(api: HfApi) -> None:
    found = api.list_inference_endpoints_hardware()
    assert {one.id for one in found} == {one.id for one in HARDWARE}
    cheapest = min((one for one in found if one.accelerator == "gpu"), key=lambda one: one.price_per_hour)
    assert (cheapest.instance_type, cheapest.price_per_hour) == ("nvidia-t4", 0.5)


def test_a_chat_model_chats_at_its_endpoint(api: HfApi) -> None:
    asked = {**SMALL, "repository": "glassbox/chat", "task": "text-generation"}
    endpoint: InferenceEndpoint = api.create_inference_endpoint("talking", **asked).wait()
    talk = [{"role": "user", "content": "1加1等于几？"}]
    assert endpoint.client.chat_completion(talk, temperature=0).choices[0].message.content == "1加1等于2。"


def test_the_command_manages_endpoints_on_this_machine(local: LocalHub, api: HfApi) -> None:
    api.create_inference_endpoint("by-command", **SMALL)
    made = subprocess.run(["hf", "endpoints", "ls"], capture_output=True, text=True, timeout=60)
    assert made.returncode == 0 and "by-command" in made.stdout, made.stderr
    assert local.requests[-1].host == "api.endpoints.huggingface.cloud"


def test_states_follow_from_the_clock_alone() -> None:
    now = [0.0]
    held = Deployments(lambda: now[0], lambda name: True, pending=10, initializing=20)
    asked = {
        "name": "one", "type": "public", "provider": {"vendor": "aws", "region": "us-east-1"},
        "compute": {"accelerator": "cpu", "instanceType": "intel-icl", "instanceSize": "x1",
                    "scaling": {"minReplica": 0, "maxReplica": 1, "scaleToZeroTimeout": 1}},
        "model": {"repository": "a/b"},
    }  # fmt: skip
    one = held.create("me", asked)
    now[0] = 1000.0
    assert held.state(one) == "scaledToZero"
    assert one.log == [(0.0, "pending"), (10.0, "initializing"), (30.0, "running"), (90.0, "scaledToZero")]
    assert held.seconds(one) == 80.0
    for broken in ({"provider": []}, {"compute": {"scaling": 3}}, {"name": None}, {"type": None}):
        with pytest.raises(Refusal):
            held.create("me", {**asked, "name": "two", **broken})
