"""The Inference API: a model on the hub answers a POST, and nothing has to be downloaded.

Each task has a shape of input and a shape of answer, and they are not always those of a pipeline: that is what this
module translates. Source: what huggingface_hub's InferenceClient sends and reads.
"""

from __future__ import annotations

import base64
import binascii
import io
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from course_lib.errors import CourseError
from course_lib.local_hub.accounts import Visitor, visitor
from course_lib.local_hub.messages import Answer, Refusal, Request
from course_lib.local_hub.reading import readable
from course_lib.local_hub.repositories import Commit, Repository
from course_lib.local_hub.routes import REPO, route

if TYPE_CHECKING:
    from course_lib.local_hub.hub import Hub

Answering = Callable[[Any, Any, dict[str, Any]], Any]
#: What is sent as bytes, and not as JSON.
_OF_BYTES = (
    "automatic-speech-recognition", "audio-classification", "image-classification", "object-detection",
    "image-to-text", "image-text-to-text",
)  # fmt: skip
_GENERATING = ("text-generation",)
#: Tasks that a model can do besides its own; its tags say so.
_ALSO = ("sentence-similarity",)


def called(hub: Hub, request: Request, repo: str, task: str = "") -> Answer:
    """``POST /hf-inference/models/owner/name``: the task is the model's own, unless the address names another."""
    held, commit = model_for(hub, request, repo)
    return answered(hub, request, held, commit, task or task_of(commit))


def answered(hub: Hub, request: Request, held: Repository, commit: Commit, task: str) -> Answer:
    """What a model answers to a request, which may be JSON or the bytes of a sound or a picture."""
    from course_lib.local_hub import chatting

    inputs, parameters, rest = _understood(request, task)
    wait_until_loaded(hub, held, request, wanted=bool(_options(rest).get("wait_for_model")))
    if task in _GENERATING:
        return chatting.text_generated(hub, held, commit, inputs, parameters, stream=bool(rest.get("stream")))
    make = _TASKS.get(task)
    if make is None:
        raise Refusal(400, f"The task {task!r} of {held.id} is not served here; there are {', '.join(sorted(_TASKS))}.")

    def compute() -> Any:
        if task in ("feature-extraction", "sentence-similarity"):
            return make(hub.models.encoder(held, commit), inputs, {**rest, **parameters})
        return make(hub.models.pipeline(task, held, commit), inputs, parameters)

    try:
        found = hub.computing.run(compute)
    except CourseError as problem:
        raise Refusal(400, f"{problem.problem} {problem.next_step}") from None
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RuntimeError, OSError) as problem:
        raise Refusal(400, f"{type(problem).__name__}: {problem}"[:500]) from None
    return Answer.of_json(_plain(found), headers={"X-Compute-Type": "cpu"})


def model_for(hub: Hub, request: Request, repo: str) -> tuple[Repository, Commit]:
    """The model that is asked, for whoever may ask it. Refusal: 401, 403, 404, or 429 where somebody asks too often."""
    refuse_without_right(visitor(hub.accounts, request.token))
    hub.limit.count(request.token or "")
    try:
        held = readable(hub, request, "model", repo)
    except Refusal as refusal:
        if refusal.headers.get("X-Error-Code") == "RepoNotFound":
            raise Refusal(404, f"Model {repo} does not exist") from None
        raise
    return held, held.head


def refuse_without_right(who: Visitor) -> None:
    """Refusal for nobody (401), and for a token that was not made for this (403)."""
    if who.account is None or who.token is None:
        raise Refusal(401, "Invalid username or password.")
    if not who.token.allows("inference"):
        said = "This authentication method does not have sufficient permissions to call Inference Providers"
        raise Refusal(403, f"{said} on behalf of user {who.account.name}")


def wait_until_loaded(hub: Hub, held: Repository, request: Request, *, wanted: bool = False) -> None:
    """503 while a model is being loaded, with the seconds it will take; whoever asks to wait for it is kept waiting."""
    left = hub.loading.left(held.id)
    if left <= 0:
        return
    if wanted or request.headers.get("x-wait-for-model", "").lower() == "true":
        hub.sleep(left)
        return
    raise Refusal(503, f"Model {held.id} is currently loading", told={"estimated_time": round(left, 1)})


def task_of(commit: Commit) -> str:
    """What a model is for, by its card."""
    return str(commit.card.get("pipeline_tag") or "")


def tasks(hub: Hub, request: Request) -> Answer:
    """``/api/tasks``: the model that a client takes where nobody named one: the most downloaded for each task."""
    best: dict[str, tuple[int, str]] = {}
    for one in hub.repositories.all("model"):
        task = task_of(one.head)
        if task and not one.private and not one.gated:
            for name in {task, *_ALSO} & {task, *one.head.card.get("tags", ())}:
                best[name] = max(best.get(name, (-1, "")), (one.downloads, one.id))
    return Answer.of_json({task: {"widgetModels": [name]} for task, (_, name) in best.items()})


# What came ------------------------------------------------------------------------------------------------------------


def _understood(request: Request, task: str) -> tuple[Any, dict[str, Any], dict[str, Any]]:
    """Inputs, parameters, and what else stood in the body."""
    kind = request.headers.get("content-type", "")
    if task in _OF_BYTES and "json" not in kind:
        body = request.body()
        if not body:
            raise Refusal(400, "The body is empty; send the bytes of a sound or a picture.")
        return body, {}, {}
    fields = request.fields()
    if "inputs" not in fields:
        raise Refusal(422, "The body has no 'inputs'.")
    inputs, parameters = fields.pop("inputs"), fields.pop("parameters", None) or {}
    if not isinstance(parameters, dict):
        raise Refusal(422, "'parameters' must be an object.")
    if task in _OF_BYTES:
        try:
            inputs = base64.b64decode(str(inputs), validate=True)
        except (binascii.Error, ValueError):
            raise Refusal(400, "'inputs' must be the bytes of a sound or a picture, in base64.") from None
    return inputs, {name: value for name, value in parameters.items() if value is not None}, fields


def _options(rest: dict[str, Any]) -> dict[str, Any]:
    options = rest.get("options")
    return options if isinstance(options, dict) else {}


def _only(parameters: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: parameters[name] for name in names if name in parameters}


# What goes back -------------------------------------------------------------------------------------------------------


def _classified(pipe: Any, inputs: Any, parameters: dict[str, Any]) -> Any:
    """A list of labels for each text, also for a single one: clients take the first."""
    texts = inputs if isinstance(inputs, list) else [inputs]
    asked = _only(parameters, "function_to_apply")
    return pipe([_said(text) for text in texts], top_k=parameters.get("top_k"), **asked)


def _tokens_classified(pipe: Any, inputs: Any, parameters: dict[str, Any]) -> Any:
    strategy = parameters.get("aggregation_strategy", "simple")
    return pipe(inputs, aggregation_strategy=strategy, **_only(parameters, "ignore_labels", "stride"))


def _filled(pipe: Any, inputs: Any, parameters: dict[str, Any]) -> Any:
    return pipe(inputs, **_only(parameters, "top_k", "targets"))


def _labelled(pipe: Any, inputs: Any, parameters: dict[str, Any]) -> Any:
    labels = parameters.get("candidate_labels")
    if not labels:
        raise Refusal(422, "Zero-shot classification needs parameters.candidate_labels.")
    many = isinstance(inputs, list)
    asked = _only(parameters, "multi_label", "hypothesis_template")
    found = pipe(inputs if many else [inputs], candidate_labels=labels, **asked)
    told = [
        [{"label": label, "score": score} for label, score in zip(one["labels"], one["scores"], strict=True)]
        for one in found
    ]
    return told if many else told[0]


def _question(pipe: Any, inputs: Any, parameters: dict[str, Any]) -> Any:
    if not isinstance(inputs, dict) or not {"question", "context"} <= inputs.keys():
        raise Refusal(422, "Question answering needs inputs.question and inputs.context.")
    asked = _only(parameters, "top_k", "doc_stride", "max_answer_len", "max_seq_len", "handle_impossible_answer")
    return pipe(question=inputs["question"], context=inputs["context"], **asked)


def _table_question(pipe: Any, inputs: Any, parameters: dict[str, Any]) -> Any:
    if not isinstance(inputs, dict) or not {"query", "table"} <= inputs.keys():
        raise Refusal(422, "Table question answering needs inputs.query and inputs.table.")
    return pipe(table=inputs["table"], query=inputs["query"])


def _text_to_text(pipe: Any, inputs: Any, parameters: dict[str, Any]) -> Any:
    generate = parameters.get("generate_parameters")
    more = _only(parameters, "max_new_tokens", "max_length", "min_length", "num_beams", "truncation")
    return pipe(inputs, **{**more, **(generate if isinstance(generate, dict) else {})})


def _vectors(made: tuple[Any, Any], inputs: Any, parameters: dict[str, Any]) -> Any:
    """One vector a text: vectors of tokens, of texts of unequal length, are no array."""
    texts = inputs if isinstance(inputs, list) else [inputs]
    found = _encoded(made, texts, normalize=parameters.get("normalize") is not False)
    return found.tolist() if isinstance(inputs, list) else found[0].tolist()


def _similarities(made: tuple[Any, Any], inputs: Any, parameters: dict[str, Any]) -> Any:
    if not isinstance(inputs, dict) or not {"source_sentence", "sentences"} <= inputs.keys():
        raise Refusal(422, "Sentence similarity needs inputs.source_sentence and inputs.sentences.")
    found = _encoded(made, [inputs["source_sentence"], *inputs["sentences"]], normalize=True)
    return (found[1:] @ found[0]).tolist()


def _encoded(made: tuple[Any, Any], texts: list[Any], *, normalize: bool) -> Any:
    import torch

    model, tokenizer = made
    if not texts or not all(isinstance(text, str) for text in texts):
        raise Refusal(422, "'inputs' must be a text, or a list of texts.")
    batch = tokenizer(texts, padding=True, truncation=True, return_tensors="pt")
    with torch.inference_mode():
        states = model(**batch).last_hidden_state
    weights = batch["attention_mask"][..., None].to(states.dtype)
    pooled = (states * weights).sum(1) / weights.sum(1).clamp(min=1)
    return torch.nn.functional.normalize(pooled, dim=-1) if normalize else pooled


def _heard(pipe: Any, inputs: Any, parameters: dict[str, Any]) -> Any:
    return {"text": pipe(inputs)["text"]}


def _sound_classified(pipe: Any, inputs: Any, parameters: dict[str, Any]) -> Any:
    return pipe(inputs, **_only(parameters, "top_k", "function_to_apply"))


def _seen(pipe: Any, inputs: Any, parameters: dict[str, Any]) -> Any:
    return pipe(_picture(inputs), **_only(parameters, "top_k", "threshold", "function_to_apply"))


def _captioned(pipe: Any, inputs: Any, parameters: dict[str, Any]) -> Any:
    found = pipe(_picture(inputs))
    return [{"generated_text": one["generated_text"]} for one in found]


def _picture(inputs: bytes) -> Any:
    from PIL import Image, UnidentifiedImageError

    try:
        return Image.open(io.BytesIO(inputs)).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as problem:
        raise Refusal(400, f"These bytes are no picture: {problem}"[:300]) from None


def _said(text: Any) -> str:
    if not isinstance(text, str):
        raise Refusal(422, f"'inputs' must be a text, or a list of texts; one is {type(text).__name__}.")
    return text


def _plain(value: Any) -> Any:
    """The same without numpy's and torch's kinds of numbers."""
    return json.loads(json.dumps(value, default=lambda one: one.item() if hasattr(one, "item") else str(one)))


_TASKS: dict[str, Answering] = {
    "text-classification": _classified,
    "token-classification": _tokens_classified,
    "fill-mask": _filled,
    "zero-shot-classification": _labelled,
    "question-answering": _question,
    "table-question-answering": _table_question,
    "summarization": _text_to_text,
    "translation": _text_to_text,
    "text2text-generation": _text_to_text,
    "feature-extraction": _vectors,
    "sentence-similarity": _similarities,
    "automatic-speech-recognition": _heard,
    "audio-classification": _sound_classified,
    "image-classification": _seen,
    "object-detection": _seen,
    "image-to-text": _captioned,
}
ROUTES = (
    route("GET", "/api/tasks", tasks),
    route("POST", f"/hf-inference/models/{REPO}", called),
    route("POST", rf"/hf-inference/models/{REPO}/pipeline/(?P<task>[\w-]+)", called),
)
