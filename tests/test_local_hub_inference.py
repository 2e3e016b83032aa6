"""`course_lib.local_hub`: every task of the course's models behind an address, asked by the real InferenceClient."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from huggingface_hub import AsyncInferenceClient, HfApi, InferenceClient, get_session
from huggingface_hub.errors import (
    BadRequestError,
    GenerationError,
    HfHubHTTPError,
    InferenceTimeoutError,
    ValidationError,
)
from huggingface_hub.utils import _http

from course_lib.local_hub import Hub, LocalHub, Server, busy, cut, no_json, use
from course_lib.local_hub.computing import Computing
from course_lib.local_hub.rerouting import http_library
from course_lib.models import checkpoint
from course_lib.pipelines import pipeline

SAMPLES = Path(__file__).parents[1] / "course_lib" / "samples"
SOUND, PICTURE = SAMPLES / "audio" / "greeting_en.wav", SAMPLES / "pictures" / "scene-1-table.png"
ASKED = [{"role": "user", "content": "1加1等于几？"}]
# huggingface_hub hands a large file to its HTTP library in a way that this one calls old.
pytestmark = pytest.mark.filterwarnings("ignore:Use 'content=<...>' to upload raw bytes:DeprecationWarning")


@pytest.fixture(scope="module")
def local() -> Iterator[LocalHub]:
    with use() as hub:
        yield hub


@pytest.fixture(autouse=True)
def _good_days_return(local: LocalHub) -> Iterator[None]:
    yield
    local.faults.clear()
    local.hub.limit.set(requests=0, seconds=1)


@pytest.fixture
def client(local: LocalHub) -> InferenceClient:
    return InferenceClient(provider="hf-inference")


def status_of(call: Callable[..., Any], *args: Any, **options: Any) -> int:
    with pytest.raises(HfHubHTTPError) as caught:
        call(*args, **options)
    return int(caught.value.response.status_code)


# Task by task ---------------------------------------------------------------------------------------------------------


def test_a_text_is_classified_as_by_the_pipeline_that_stands_behind(client: InferenceClient) -> None:
    found = client.text_classification("Good value.", model="glassbox/sentiment-en")
    own = pipeline("text-classification", "sentiment-en", device="cpu")("Good value.", top_k=None)
    assert [one.label for one in found] == [one["label"] for one in own] == ["POSITIVE", "NEGATIVE"]
    assert found[0].score == pytest.approx(own[0]["score"], abs=1e-5)
    assert [one.label for one in client.text_classification("Good value.", top_k=1)] == ["POSITIVE"]


@pytest.mark.parametrize(
    ("ask", "holds"),
    [
        (lambda c: c.fill_mask("今天天气很[MASK]。", top_k=3)[0].token_str, ""),
        (lambda c: len(c.fill_mask("今天天气很[MASK]。", top_k=3)), 3),
        (lambda c: c.token_classification("王小明住在北京。")[0].entity_group, "PER"),
        (lambda c: c.token_classification("王小明住在北京。", aggregation_strategy="none")[0].entity, "PER"),
        (lambda c: len(c.zero_shot_classification("We won the cup.", ["sports", "food"])), 2),
        (lambda c: c.question_answering(question="Who is a nurse?", context="Nora is a nurse.").answer, "Nora"),
        (lambda c: c.summarization("A fire destroyed a bakery on Monday. Nobody was hurt.").summary_text, "fire"),
        (lambda c: c.translation("I like cats.").translation_text, "我喜欢猫。"),
        (lambda c: c.translation("我喜欢猫。", model="glassbox/translate-zh-en").translation_text, "I like cats."),
        (lambda c: c.feature_extraction("外面下雨").shape, (128,)),
        (lambda c: c.feature_extraction(["外面下雨", "It is raining outside now"]).shape, (2, 128)),
        (lambda c: len(c.sentence_similarity("下雨了", ["It is raining.", "I like cats."])), 2),
        (lambda c: c.automatic_speech_recognition(SOUND).text.strip(), "Nice to meet you."),
        (lambda c: c.automatic_speech_recognition(SOUND.read_bytes()).text.strip(), "Nice to meet you."),
        (lambda c: len(c.audio_classification(SOUND, top_k=2)), 2),
        (lambda c: c.image_classification(SAMPLES / "pictures" / "digit-3.png")[0].label, "3"),
        (lambda c: c.object_detection(PICTURE, threshold=0.5)[0].box.xmax > 0, True),
        (lambda c: c.image_to_text(PICTURE).generated_text, "on a table"),
        (lambda c: c.table_question_answering({"Name": ["Olivia", "Mei"], "City": ["Berlin", "Taipei"]},
                                              "Where does Mei live?").answer, "Taipei"),
    ],
)  # fmt: skip
def test_every_task_is_answered_in_the_shape_that_the_client_reads(
    client: InferenceClient, ask: Callable[[InferenceClient], Any], holds: Any
) -> None:
    found = ask(client)
    assert holds in found if isinstance(holds, str) else found == holds


def test_of_a_list_the_client_gives_the_first_answer_only_and_the_server_all(
    local: LocalHub, client: InferenceClient
) -> None:
    texts = ["Good value.", "It broke at once.", "I love it."]
    assert len({one.label for one in client.text_classification(texts, model="glassbox/sentiment-en")}) == 2
    mark = len(local.requests)
    answer = get_session().post(
        f"{local.address}/hf-inference/models/glassbox/sentiment-en", json={"inputs": texts},
        headers=HfApi()._build_hf_headers(),
    )  # fmt: skip
    assert [one[0]["label"] for one in answer.json()] == ["POSITIVE", "NEGATIVE", "POSITIVE"]
    assert len(local.requests.since(mark)) == 1


def test_without_a_provider_the_hub_is_asked_who_serves_a_model(local: LocalHub) -> None:
    mark = len(local.requests)
    found = InferenceClient().text_classification("Good value.", model="glassbox/sentiment-en")
    assert found[0].label == "POSITIVE"
    asked, answered = local.requests.since(mark)
    assert "expand=inferenceProviderMapping" in asked.path and answered.host == "router.huggingface.co"


def test_a_pushed_model_is_served_too_and_one_without_safetensors_is_not(local: LocalHub) -> None:
    api = HfApi()
    api.create_repo("mine", exist_ok=True)
    folder = checkpoint("sentiment-zh")
    api.upload_folder(repo_id="student/mine", folder_path=folder, allow_patterns=["*.json", "*.safetensors"])
    card = "---\npipeline_tag: text-classification\n---\n"
    api.upload_file(path_or_fileobj=card.encode(), path_in_repo="README.md", repo_id="student/mine")
    client = InferenceClient(provider="hf-inference")
    assert client.text_classification("很好吃。", model="student/mine")[0].score > 0.5
    api.delete_file("model.safetensors", "student/mine")
    api.upload_file(path_or_fileobj=b"\x80\x04.", path_in_repo="pytorch_model.bin", repo_id="student/mine")
    assert status_of(client.text_classification, "很好吃。", model="student/mine") == 400


# Chat -----------------------------------------------------------------------------------------------------------------


def test_a_chat_is_answered_whole_and_in_pieces(local: LocalHub) -> None:
    client = InferenceClient("glassbox/chat")
    whole = client.chat_completion(ASKED, temperature=0, logprobs=True)
    pieces = list(client.chat_completion(ASKED, temperature=0, stream=True, stream_options={"include_usage": True}))
    said = "".join(piece.choices[0].delta.content for piece in pieces if piece.choices)
    assert said == whole.choices[0].message.content == "1加1等于2。"
    assert whole.choices[0].finish_reason == pieces[-2].choices[0].finish_reason == "stop"
    assert pieces[-1].usage.completion_tokens == whole.usage.completion_tokens > 3
    assert len(whole.choices[0].logprobs.content) == whole.usage.completion_tokens
    assert {one.path for one in local.requests[-2:]} == {"/v1/chat/completions"}
    short = client.chat_completion(ASKED, temperature=0, max_tokens=2)
    assert short.choices[0].finish_reason == "length" and short.usage.completion_tokens == 2
    stopped = client.chat_completion(ASKED, temperature=0, stop=["等"])
    assert stopped.choices[0].message.content == "1加1等"


def test_the_same_seed_writes_the_same(local: LocalHub) -> None:
    client = InferenceClient("glassbox/chat")
    talk = [{"role": "user", "content": [{"type": "text", "text": "写一首关于秋天的诗"}]}]
    said = [client.chat_completion(talk, seed=7, temperature=1.2).choices[0].message.content for _ in range(2)]
    assert said[0] == said[1] and "\n" in said[0]


def test_text_is_generated_with_details_and_streamed(client: InferenceClient) -> None:
    options: dict[str, Any] = {"model": "glassbox/gpt2-en", "max_new_tokens": 3, "do_sample": False}
    assert client.text_generation("Once upon a", **options) == " book on the"
    assert client.text_generation("Once upon a", return_full_text=True, **options) == "Once upon a book on the"
    details = client.text_generation("Once upon a", details=True, **options).details
    assert (details.finish_reason, details.generated_tokens, len(details.tokens)) == ("length", 3, 3)
    events = list(client.text_generation("Once upon a", stream=True, details=True, **options))
    assert [event.token.text for event in events] == [" book", " on", " the"]
    assert events[-1].generated_text == " book on the" and events[-1].details.finish_reason == "length"
    assert all(event.token.logprob <= 0 for event in events)


def test_openais_client_speaks_with_it(local: LocalHub) -> None:
    openai = pytest.importorskip("openai")
    assert local.token is not None
    with openai.OpenAI(base_url=f"{local.address}/v1", api_key=local.token.value) as client:
        assert client.chat.completions.create(
            model="glassbox/chat", messages=ASKED, temperature=0
        ).choices[0].message.content == "1加1等于2。"  # fmt: skip
        pieces = client.chat.completions.create(model="glassbox/chat", messages=ASKED, temperature=0, stream=True)
        assert "".join(piece.choices[0].delta.content for piece in pieces) == "1加1等于2。"
        assert "glassbox/chat" in [model.id for model in client.models.list()]
        with pytest.raises(openai.NotFoundError):
            client.chat.completions.create(model="gpt-4o", messages=ASKED)


def test_many_are_asked_at_once_and_answered(local: LocalHub) -> None:
    async def ask() -> list[Any]:
        async with AsyncInferenceClient("glassbox/chat") as chat:
            stream = await chat.chat_completion(ASKED, temperature=0, stream=True)
            assert "".join([piece.choices[0].delta.content async for piece in stream]) == "1加1等于2。"
        async with AsyncInferenceClient("glassbox/sentiment-en", provider="hf-inference") as client:
            return list(await asyncio.gather(*(client.text_classification(text) for text in ["I love it."] * 12)))

    assert {one[0].label for one in asyncio.run(ask())} == {"POSITIVE"}


def test_whoever_stops_reading_stops_the_model(local: LocalHub) -> None:
    client = InferenceClient("glassbox/chat")
    talk = [{"role": "user", "content": "写一首关于秋天的诗"}]
    with client:
        stream = client.chat_completion(talk, stream=True, max_tokens=400, temperature=0)
        assert next(iter(stream)).choices[0].delta.content is not None
    assert client.chat_completion(ASKED, temperature=0).choices[0].message.content == "1加1等于2。"
    assert local.hub.computing.waiting == 0


def test_whoever_waits_in_line_is_told_their_place(local: LocalHub) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def occupied() -> None:
        begun.set()
        go_on.wait(20)

    busy_one = threading.Thread(target=local.hub.computing.run, args=(occupied,))
    busy_one.start()
    assert begun.wait(20)
    body = {"model": "glassbox/chat", "messages": ASKED, "temperature": 0, "stream": True}
    with get_session().stream(
        "POST", f"{local.address}/v1/chat/completions", json=body, headers=HfApi()._build_hf_headers()
    ) as answer:
        assert answer.headers["X-Queue-Place"] == "1"
        lines = answer.iter_lines()
        assert next(lines) == ": 1 before this one"
        go_on.set()
        assert [line for line in lines if line][-1] == "data: [DONE]"
    busy_one.join(20)


# On a bad day ---------------------------------------------------------------------------------------------------------


def test_a_model_that_is_loaded_says_how_long_it_will_take(local: LocalHub, tmp_path: Path) -> None:
    now, slept = [100.0], list[float]()

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    hub = Hub(tmp_path / "uploads", clock=lambda: now[0], sleep=sleep)
    with Server(hub) as server:
        address = f"{server.address}/hf-inference/models/glassbox/sentiment-en"
        token = hub.token("read").value
        client = InferenceClient(address, token=token)
        hub.loading.slow_down("glassbox/sentiment-en", 20)
        for later, left in ((0, 20.0), (12.5, 7.5)):
            now[0] += later
            with pytest.raises(HfHubHTTPError) as caught:
                client.text_classification("ok")
            assert caught.value.response.json() == {
                "error": "Model glassbox/sentiment-en is currently loading", "estimated_time": left,
            }  # fmt: skip
        patient = InferenceClient(address, token=token, headers={"x-wait-for-model": "true"})
        assert patient.text_classification("Good value.")[0].label == "POSITIVE" and slept == [7.5]
        assert client.text_classification("Good value.")[0].label == "POSITIVE" and slept == [7.5]
        hub.loading.slow_down("glassbox/sentiment-en", 3)
        body = {"inputs": "Good value.", "options": {"wait_for_model": True}}
        answer = get_session().post(address, json=body, headers={"Authorization": f"Bearer {token}"})
        assert answer.json()[0][0]["label"] == "POSITIVE" and slept == [7.5, 3.0]
    hub.close()


def test_a_limit_of_requests_is_counted_for_each_token(local: LocalHub) -> None:
    local.hub.limit.set(requests=2, seconds=60)
    client = InferenceClient("glassbox/sentiment-en", provider="hf-inference")
    other = InferenceClient("glassbox/sentiment-en", provider="hf-inference", token=local.hub.token("read").value)
    for _ in range(2):
        client.text_classification("ok")
    with pytest.raises(HfHubHTTPError, match=r"'api' rate limit.\nRetry after \d+ seconds \(0/2 requests"):
        client.text_classification("ok")
    assert other.text_classification("ok")


@pytest.mark.parametrize(("role", "options", "status"), [("fineGrained", {"rights": ["read"]}, 403), (None, {}, 401)])
def test_a_token_that_was_not_made_for_it_does_not_ask(
    local: LocalHub, role: Any, options: dict[str, Any], status: int
) -> None:
    token = local.hub.token(role, **options).value if role else "hf_not_known_to_anybody"
    client = InferenceClient("glassbox/chat", token=token)
    assert status_of(client.chat_completion, ASKED) == status
    good = local.hub.token("fineGrained", rights=["inference"]).value
    assert InferenceClient("glassbox/chat", token=good).chat_completion(ASKED, max_tokens=1).choices


def test_what_makes_no_sense_is_refused_in_words(local: LocalHub, client: InferenceClient) -> None:
    address = f"{local.address}/hf-inference/models"
    assert status_of(client.text_classification, 5, model="glassbox/sentiment-en") == 422
    with pytest.raises(BadRequestError, match="no picture"):
        client.image_classification(b"not a picture", model="glassbox/vision")
    assert status_of(client.automatic_speech_recognition, b"RIFF", model="glassbox/speech") == 400
    assert status_of(client.automatic_speech_recognition, b"", model="glassbox/speech") == 400
    with pytest.raises(ValueError, match="doesn't support task"):
        client.translation("x", model="glassbox/chat")
    assert status_of(InferenceClient(f"{address}/glassbox/none").text_classification, "x") == 404
    with pytest.raises((ValidationError, GenerationError, HfHubHTTPError)):
        InferenceClient("glassbox/chat").chat_completion([])
    assert status_of(InferenceClient("glassbox/gpt2-en").chat_completion, ASKED) == 400
    long = [{"role": "user", "content": "好" * 5_000}]
    assert status_of(InferenceClient("glassbox/chat").chat_completion, long) == 422
    for body, status in ((b"{", 400), (b"[]", 400), (b"{}", 422), (b'{"inputs": "x", "parameters": 3}', 422)):
        answer = get_session().post(
            f"{address}/glassbox/sentiment-en", content=body, headers=HfApi()._build_hf_headers()
        )
        assert (answer.status_code, bool(answer.json()["error"])) == (status, True)
    assert InferenceClient("glassbox/chat").chat_completion(ASKED, temperature=0).choices


def test_the_client_does_not_try_again_by_itself(local: LocalHub, client: InferenceClient) -> None:
    for fault, error in (
        (busy(estimated_time=20), HfHubHTTPError), (no_json(), ValueError), (cut(3), Exception),
        (no_json("<html>", 504), HfHubHTTPError),
    ):  # fmt: skip
        local.faults.order(fault, path="/hf-inference/", times=1)
        mark = len(local.requests)
        with pytest.raises(error):
            client.text_classification("ok", model="glassbox/sentiment-en")
        assert len(local.requests.since(mark).of("POST")) == 1
    assert client.text_classification("ok", model="glassbox/sentiment-en")


def test_a_time_that_is_over_is_an_error_of_its_own(local: LocalHub) -> None:
    waiting = threading.Event()
    thread = threading.Thread(target=local.hub.computing.run, args=(lambda: waiting.wait(20),))
    thread.start()
    # The HTTP library's own error, until huggingface_hub 2.0.
    with pytest.raises((InferenceTimeoutError, http_library(_http.default_client_factory).TimeoutException)):
        InferenceClient("glassbox/sentiment-en", provider="hf-inference", timeout=0.2).text_classification("ok")
    waiting.set()
    thread.join(20)


def test_the_host_of_older_tutorials_is_gone(local: LocalHub) -> None:
    answer = get_session().post("https://api-inference.huggingface.co/models/gpt2", json={"inputs": "x"})
    assert answer.status_code == 410 and "router.huggingface.co" in answer.json()["error"]


# The line -------------------------------------------------------------------------------------------------------------


def test_a_line_keeps_order_and_hands_on_errors() -> None:
    line, order = Computing(), list[int]()
    gate = threading.Event()
    first = threading.Thread(target=line.run, args=(lambda: gate.wait(20),))
    first.start()
    while line.waiting < 1:
        pass
    others = []
    for number in range(5):
        others.append(threading.Thread(target=line.run, args=(lambda number=number: order.append(number),)))
        others[-1].start()
        while line.waiting < number + 2:
            pass
    gate.set()
    for thread in (first, *others):
        thread.join(20)
    assert order == [0, 1, 2, 3, 4]
    with pytest.raises(ZeroDivisionError):
        line.run(lambda: 1 // 0)
    seen = line.stream(lambda: iter(range(10**9)))
    assert next(seen) == 0
    seen.close()  # type: ignore[attr-defined]
    assert line.run(lambda: json.dumps(1)) == "1"
    line.close()
    line.close()
