"""Text that a model writes: a chat as OpenAI's clients speak it, and the older text generation; whole, or streamed.

A stream is server-sent events: lines that begin with ``data:``, each with a piece of JSON, over a connection that stays
open until the model has said all. Whoever closes it stops the model.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from course_lib.errors import CourseError
from course_lib.generation import prepare
from course_lib.local_hub.inference import model_for, task_of, wait_until_loaded
from course_lib.local_hub.messages import Answer, Refusal, Request
from course_lib.local_hub.repositories import Commit, Repository
from course_lib.local_hub.routes import REPO, route
from course_lib.streaming import event, pieces_of

if TYPE_CHECKING:
    from course_lib.local_hub.hub import Hub

#: What a chat writes at most where nobody says.
_LENGTH = 256
_EVENTS = {"Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-cache"}


@dataclass(frozen=True)
class Written:
    """One token: its id, the text that it made final, and how likely it was. The last one says why it was the last."""

    id: int
    text: str
    probability: float
    special: bool = False
    finish: str = ""


def chat(hub: Hub, request: Request, repo: str = "") -> Answer:
    """``POST /v1/chat/completions``."""
    asked = request.fields()
    name = repo or str(asked.get("model") or "").partition(":")[0]
    if not name:
        raise Refusal(422, "Say which model is to answer: 'model'.")
    held, commit = model_for(hub, request, name)
    wait_until_loaded(hub, held, request)
    return chatted(hub, held, commit, asked)


def chatted(hub: Hub, held: Repository, commit: Commit, asked: dict[str, Any]) -> Answer:
    """What a model answers to a talk."""
    if task_of(commit) != "text-generation" or "chat_template.jinja" not in commit.files:
        raise Refusal(400, f"{held.id} is not a chat model.", told={"error_type": "validation"})
    messages = _messages(asked.get("messages"))
    options = _options(asked, asked.get("max_tokens") or asked.get("max_completion_tokens") or _LENGTH)
    number = hub.count("chat")
    base = {"id": f"chatcmpl-{number}", "created": int(hub.clock()), "model": held.id, "system_fingerprint": "glassbox"}
    ahead = hub.computing.waiting
    tokens = hub.computing.stream(lambda: _written(hub, held, commit, messages, options))
    if asked.get("stream"):
        usage = (asked.get("stream_options") or {}).get("include_usage")
        # Whoever has to wait is told so at once; of whoever has not, a refusal can still be a status.
        prompt = None if ahead else _first(tokens)
        return Answer(200, {**_EVENTS, "X-Queue-Place": str(ahead)}, _chunks(base, prompt, tokens, ahead, usage))
    said, usage = _whole(tokens)
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": "".join(one.text for one in said)},
        "finish_reason": said[-1].finish,
        "logprobs": _logprobs(said) if asked.get("logprobs") else None,
    }
    return Answer.of_json({**base, "object": "chat.completion", "choices": [choice], "usage": usage})


def text_generated(
    hub: Hub, held: Repository, commit: Commit, inputs: Any, parameters: dict[str, Any], *, stream: bool
) -> Answer:
    """What a model writes after a text: the task text-generation."""
    if not isinstance(inputs, str) or not inputs:
        raise Refusal(422, "'inputs' must be a text.")
    options = _options(parameters, parameters.get("max_new_tokens") or 20)
    tokens = hub.computing.stream(lambda: _written(hub, held, commit, inputs, options))
    if stream:
        return Answer(200, _EVENTS, _events(_first(tokens), tokens))
    said, _ = _whole(tokens)
    text = "".join(one.text for one in said)
    told: dict[str, Any] = {"generated_text": inputs + text if parameters.get("return_full_text") else text}
    if parameters.get("details") or parameters.get("decoder_input_details"):
        told["details"] = {**_details(said, parameters), "prefill": [], "tokens": [_token(one) for one in said]}
    return Answer.of_json([told])


def models(hub: Hub, request: Request) -> Answer:
    """``GET /v1/models``: those that can chat."""
    chats = [
        one for one in hub.repositories.all("model") if "chat_template.jinja" in one.head.files and not one.private
    ]
    told = [{"id": one.id, "object": "model", "created": int(one.created), "owned_by": one.owner} for one in chats]
    return Answer.of_json({"object": "list", "data": told})


# Writing --------------------------------------------------------------------------------------------------------------


def _written(hub: Hub, held: Repository, commit: Commit, prompt: Any, options: dict[str, Any]) -> Iterator[Any]:
    """First how many tokens the prompt has, then each new one."""
    model, tokenizer = hub.models.writer(held, commit)
    try:
        prepared = prepare(model, tokenizer, prompt, decoder="open", **options)
        yield len(prepared.prompt_ids[0])
        pieces, special, count, text = pieces_of(tokenizer), set(tokenizer.all_special_ids), 0, ""
        for step in prepared.steps:
            token, count = int(step.ids), count + 1
            piece = pieces.feed(token)
            text += piece
            stopped = "stop" if token in prepared.ends or any(stop in text for stop in prepared.stop) else ""
            finish = stopped or ("length" if count >= prepared.settings.max_new_tokens else "")
            if finish:
                piece += pieces.end()
            yield Written(token, piece, float(step.probabilities), token in special, finish)
            if finish:
                return
    except CourseError as problem:
        raise Refusal(
            422, f"{problem.problem} {problem.next_step}", told={"error_type": "validation"}
        ) from None  # fmt: skip


def _options(asked: dict[str, Any], length: Any) -> dict[str, Any]:
    """Parameters of a request as `generate` takes them; what it does not know is left out."""
    names = ("temperature", "top_k", "top_p", "min_p", "repetition_penalty", "seed", "do_sample")
    found = {name: asked[name] for name in names if asked.get(name) is not None}
    stop = asked.get("stop") or asked.get("stop_sequences") or ()
    return {**found, "max_new_tokens": length, "stop": [stop] if isinstance(stop, str) else list(stop)}


def _messages(found: Any) -> list[dict[str, str]]:
    if not isinstance(found, list) or not found:
        raise Refusal(422, "'messages' must be a list of messages.", told={"error_type": "validation"})
    told = []
    for one in found:
        if not isinstance(one, dict) or not isinstance(one.get("role"), str):
            raise Refusal(422, "A message needs a role and a content.", told={"error_type": "validation"})
        content = one.get("content")
        if isinstance(content, list):  # parts, of which a text model reads the texts
            content = "".join(str(part.get("text", "")) for part in content if isinstance(part, dict))
        told.append({"role": one["role"], "content": str(content or "")})
    return told


def _first(tokens: Iterator[Any]) -> int:
    """Wait for the first sign of the model, so that a refusal is still a status, and not an event."""
    return int(next(tokens))


def _whole(tokens: Iterator[Any]) -> tuple[list[Written], dict[str, int]]:
    prompt = _first(tokens)
    said = list(tokens)
    usage = {"prompt_tokens": prompt, "completion_tokens": len(said), "total_tokens": prompt + len(said)}
    return said, usage


# Streaming ------------------------------------------------------------------------------------------------------------


def _chunks(base: dict[str, Any], prompt: int | None, tokens: Iterator[Any], ahead: int, usage: Any) -> Iterator[bytes]:
    """A chat's events, the last of them ``[DONE]``."""
    if ahead:
        yield f": {ahead} before this one\n\n".encode()
    chunk = {**base, "object": "chat.completion.chunk"}

    def said(delta: dict[str, str], finish: str | None = None) -> bytes:
        choice = {"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}
        return event({**chunk, "choices": [choice]}).encode()

    count = 0
    try:
        prompt = _first(tokens) if prompt is None else prompt
        for one in tokens:
            count += 1
            if one.text or count == 1:
                yield said({"role": "assistant", "content": one.text})
            if one.finish:
                yield said({"role": "assistant", "content": ""}, one.finish)
    except Refusal as refusal:
        yield event({"error": refusal.message, "error_type": "generation"}).encode()
        return
    finally:
        _close(tokens)
    if usage:
        used = {"prompt_tokens": prompt, "completion_tokens": count, "total_tokens": prompt + count}
        yield event({**chunk, "choices": [], "usage": used}).encode()
    yield b"data: [DONE]\n\n"


def _events(prompt: int, tokens: Iterator[Written]) -> Iterator[bytes]:
    """The events of text generation: a token each, and with the last one the whole text."""
    said: list[Written] = []
    try:
        for one in tokens:
            said.append(one)
            last = bool(one.finish)
            yield event({
                "index": len(said), "token": _token(one),
                "generated_text": "".join(each.text for each in said) if last else None,
                "details": {**_details(said, {}), "input_length": prompt} if last else None,
            }).encode()  # fmt: skip
    except Refusal as refusal:
        yield event({"error": refusal.message, "error_type": "generation"}).encode()
    finally:
        _close(tokens)


def _close(tokens: Iterator[Written]) -> None:
    close = getattr(tokens, "close", None)
    if close is not None:
        close()


def _token(one: Written) -> dict[str, Any]:
    logprob = math.log(one.probability) if one.probability > 0 else -1e9
    return {"id": one.id, "text": one.text, "logprob": logprob, "special": one.special}


def _details(said: list[Written], parameters: dict[str, Any]) -> dict[str, Any]:
    reasons = {"length": "length", "stop": "eos_token" if said[-1].special else "stop_sequence"}
    seed = parameters.get("seed")
    return {"finish_reason": reasons[said[-1].finish], "generated_tokens": len(said), "seed": seed}


def _logprobs(said: list[Written]) -> dict[str, Any]:
    return {"content": [{"token": one.text, "logprob": _token(one)["logprob"], "top_logprobs": []} for one in said]}


ROUTES = (
    route("POST", "/v1/chat/completions", chat),
    route("POST", "/hf-inference/v1/chat/completions", chat),
    route("POST", f"/hf-inference/models/{REPO}/v1/chat/completions", chat),
    route("GET", "/v1/models", models),
)
