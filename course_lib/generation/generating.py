"""`generate`: messages or texts in, texts out, with everything that was between."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import torch
from torch import Tensor

from course_lib.generation.filters import choice
from course_lib.generation.open_decoder import opened, why_not_opened
from course_lib.generation.prompts import left_padded, prompts_to_ids
from course_lib.generation.settings import Settings, settings_for
from course_lib.generation.stepping import Ending, Step, ends_of, padding_of, steps
from course_lib.generation.words import words

Decoder = Literal["model", "open"]


@dataclass(frozen=True)
class Timings:
    """Where the seconds went, by the clock on the wall.

    first: from the call of the loop to the first token, which is the time of reading the prompt. rest: all later ones.
    tokens: how many were written in all rows.
    """

    first: float
    rest: float
    tokens: int

    @property
    def tokens_per_second(self) -> float:
        return self.tokens / (self.first + self.rest)


@dataclass(frozen=True)
class Generated:
    """What was generated, row by row: one for each prompt, or `num_return_sequences` for each.

    texts: without special tokens; ``tokenizer.decode(ids, skip_special_tokens=True)`` of each row, to the letter.
    tokens, ids: what is new, up to and including the id that ended the row.
    probabilities: of each token when it was chosen, among what could be chosen, 0 to 1.
    prompt_ids: what was read first, without padding.
    stopped_by: ``"eos"`` (the model's own end), ``"stop"`` (a stop string) or ``"max_new_tokens"``.
    settings: what was asked for, with the model's generation_config where nothing was.
    decoder: ``"model"`` or ``"open"``; reason: why it is not the one that was asked for, or empty.
    """

    texts: tuple[str, ...]
    tokens: tuple[tuple[str, ...], ...]
    ids: tuple[tuple[int, ...], ...]
    probabilities: tuple[tuple[float, ...], ...]
    prompt_ids: tuple[tuple[int, ...], ...]
    stopped_by: tuple[str, ...]
    timings: Timings
    settings: Settings
    decoder: str
    reason: str


@dataclass(frozen=True)
class Prepared:
    """A call that was understood: its settings, what it reads, and the loop, which nobody has asked for a step yet."""

    prompt_ids: tuple[tuple[int, ...], ...]
    settings: Settings
    steps: Iterator[Step]
    ends: frozenset[int]
    stop: tuple[str, ...]
    decoder: str
    reason: str


def generate(
    model: Any,
    tokenizer: Any,
    prompt: Any,
    *,
    max_new_tokens: int | None = None,
    do_sample: bool | None = None,
    temperature: float | None = None,
    top_k: int | None = None,
    top_p: float | None = None,
    min_p: float | None = None,
    repetition_penalty: float | None = None,
    no_repeat_ngram_size: int | None = None,
    num_return_sequences: int | None = None,
    seed: int | None = None,
    stop: str | Sequence[str] = (),
    decoder: Decoder = "model",
    add_special_tokens: bool = True,
) -> Generated:
    """What `model` writes after `prompt`: the ids that ``model.generate`` would give, and all that led to them.

    Parameters
    ----------
    model:
        Any causal language model of transformers, on any device, in any number type.
    prompt:
        A text, messages (a list of ``{"role": ..., "content": ...}``, written out by the tokenizer's template), or a
        list of several texts or talks, of any lengths.
    max_new_tokens, do_sample, temperature, top_k, top_p, min_p, repetition_penalty, no_repeat_ngram_size:
        As in the library; None is what the model's generation_config says. Naming a temperature, top_k, top_p or min_p
        turns sampling on; ``temperature=0`` is greedy, as it is in servers (the library refuses it); ``top_k=0`` and
        ``top_p=1`` leave all tokens in.
    num_return_sequences:
        How many answers to each prompt; several need sampling.
    seed:
        Of a generator of this call's own. On a CPU: the ids of ``torch.manual_seed(seed); model.generate(...)``.
        None draws a new one every time. The global generator is never touched.
    stop:
        Strings that end a row as soon as one of them stands in its new text. It stays there, and so does what the last
        token holds behind it, as in the library.
    decoder:
        ``"open"`` for the decoder of this course that is written out in tensor operations: Llama's and Qwen2's family,
        the same ids, several times faster for small models. For others the model itself, and `reason` says why.
    add_special_tokens:
        Whether a text gets the special tokens of its tokenizer. ``False`` leaves a BERT tokenizer's [SEP] away.

    Raises
    ------
    CourseError
        An empty prompt; a talk without a template, or with a role or message that models do not know; prompt and answer
        longer than the model's window; a value without meaning; scores that are no numbers; no memory left.

    >>> from transformers import AutoModelForCausalLM, AutoTokenizer
    >>> from course_lib.models import checkpoint
    >>> tokenizer = AutoTokenizer.from_pretrained(checkpoint("gpt2-en"))
    >>> model = AutoModelForCausalLM.from_pretrained(checkpoint("gpt2-en"), dtype="float32")
    >>> found = generate(model, tokenizer, "Once upon a", max_new_tokens=3)
    >>> found.texts, found.stopped_by
    ((' book on the',), ('max_new_tokens',))
    """
    prepared = prepare(
        model,
        tokenizer,
        prompt,
        max_new_tokens=max_new_tokens,
        do_sample=do_sample,
        temperature=temperature,
        top_k=top_k,
        top_p=top_p,
        min_p=min_p,
        repetition_penalty=repetition_penalty,
        no_repeat_ngram_size=no_repeat_ngram_size,
        num_return_sequences=num_return_sequences,
        seed=seed,
        stop=stop,
        decoder=decoder,
        add_special_tokens=add_special_tokens,
    )
    clock = [time.perf_counter()]
    taken = []
    for step in prepared.steps:
        taken.append(step)
        clock.append(time.perf_counter())
    return collected(tokenizer, prepared, taken, first=clock[1] - clock[0], rest=clock[-1] - clock[1])


def prepare(
    model: Any,
    tokenizer: Any,
    prompt: Any,
    *,
    seed: int | None = None,
    stop: str | Sequence[str] = (),
    decoder: Decoder = "model",
    add_special_tokens: bool = True,
    **asked: Any,
) -> Prepared:
    """The loop that `generate` and `stream` run, ready for its first step. Parameters, and what is raised, are
    `generate`'s; `asked` is those that `settings_for` knows.
    """
    if getattr(model.config, "is_encoder_decoder", False) or not hasattr(model, "generation_config"):
        raise words.error("no-causal", model=type(model).__name__)
    if decoder not in ("model", "open"):
        raise words.error("no-decoder", seen=repr(decoder))
    rows = prompts_to_ids(tokenizer, prompt, add_special_tokens)
    settings = settings_for(model, max(map(len, rows)), asked)
    rows = [row for row in rows for _ in range(settings.num_return_sequences)]
    ids, mask = (part if part is None else part.to(model.device) for part in left_padded(rows, padding_of(model)))
    assert ids is not None
    generator = torch.Generator(model.device)
    generator.seed() if seed is None else generator.manual_seed(seed)
    padding = None if mask is None else (mask == 0).sum(-1)
    stops = tuple(filter(None, (stop,) if isinstance(stop, str) else stop))
    reason = why_not_opened(model) if decoder == "open" else ""
    loop = steps(
        model,
        ids,
        mask,
        max_new_tokens=settings.max_new_tokens,
        choose=choice(settings, generator, padding),
        reader=opened(model, ids.shape[1] + settings.max_new_tokens) if decoder == "open" and not reason else None,
        ended=stopping(tokenizer, stops) if stops else None,
    )
    ends = frozenset(ends_of(model).tolist())
    used = "model" if reason else decoder
    return Prepared(tuple(map(tuple, rows)), settings, _with_memory(loop), ends, stops, used, reason)


def stopping(tokenizer: Any, stops: Sequence[str]) -> Ending:
    """Which rows hold one of `stops` in the text of their last tokens. A token may bring less than a character, never
    less than a byte, unless it is special: the last ones are as many as the longest string has bytes, and some.

    >>> from transformers import AutoTokenizer
    >>> from course_lib.models import checkpoint
    >>> tokenizer = AutoTokenizer.from_pretrained(checkpoint("gpt2-en"))
    >>> stopping(tokenizer, ["day."])(torch.tensor(tokenizer(["A day.", "A cat."]).input_ids))
    tensor([ True, False])
    """
    last = max(len(stop.encode()) for stop in stops) + 8

    def ended(new: Tensor) -> Tensor:
        texts = tokenizer.batch_decode(new[:, -last:], skip_special_tokens=True)
        return torch.tensor([any(stop in text for stop in stops) for text in texts], device=new.device)

    return ended


def collected(tokenizer: Any, prepared: Prepared, taken: Sequence[Step], *, first: float, rest: float) -> Generated:
    """The steps of a loop, row by row. first, rest: seconds, see `Timings`."""
    lengths = torch.stack([step.live for step in taken]).sum(0).tolist()
    all_ids = torch.stack([step.ids for step in taken], 1).tolist()
    all_shares = torch.stack([step.probabilities for step in taken], 1).tolist()
    ids = tuple(tuple(row[:length]) for row, length in zip(all_ids, lengths, strict=True))
    texts = tuple(tokenizer.decode(list(row), skip_special_tokens=True) for row in ids)

    def stopped_by(row: tuple[int, ...], text: str) -> str:
        if row[-1] in prepared.ends:
            return "eos"
        return "stop" if any(stop in text for stop in prepared.stop) else "max_new_tokens"

    return Generated(
        texts=texts,
        tokens=tuple(tuple(tokenizer.convert_ids_to_tokens(list(row))) for row in ids),
        ids=ids,
        probabilities=tuple(tuple(row[:length]) for row, length in zip(all_shares, lengths, strict=True)),
        prompt_ids=prepared.prompt_ids,
        stopped_by=tuple(stopped_by(row, text) for row, text in zip(ids, texts, strict=True)),
        timings=Timings(first, rest, sum(lengths)),
        settings=prepared.settings,
        decoder=prepared.decoder,
        reason=prepared.reason,
    )


def _with_memory(loop: Iterator[Step]) -> Iterator[Step]:
    """The loop; where memory ends, an error that says so. torch has an error of its own for that on cards only."""
    try:
        yield from loop
    except (RuntimeError, MemoryError) as error:
        told = str(error).lower()
        if (
            isinstance(error, (torch.OutOfMemoryError, MemoryError))
            or "not enough memory" in told
            or "can't allocate memory" in told
        ):
            raise words.error("no-memory", why=str(error).splitlines()[0] if str(error) else "") from error
        raise
