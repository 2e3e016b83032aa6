"""The decode loop: read the prompt once, then choose a token and read it, one at a time.

Source of the method: `GenerationMixin._sample` of transformers 5, without what most calls do not need. The first
reading is called prefill, the later ones decode. Between them stands the cache: it keeps keys and values of all places
that were read, so that each token is read once.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import pad
from transformers import DynamicCache

from course_lib.generation.words import words

#: ids (batch, places), mask (batch, places so far) or None, positions (batch or 1, places) -> scores of the token after
#: the last place, float32, (batch, vocabulary). It remembers what it has read, and reads on from there.
Reader = Callable[[Tensor, Tensor | None, Tensor], Tensor]
#: ids so far (batch, places), scores (batch, vocabulary) -> the next ids and their probabilities, both (batch,).
Choice = Callable[[Tensor, Tensor], tuple[Tensor, Tensor]]
#: new ids so far (batch, places) -> which rows have come to their end, bool, (batch,).
Ending = Callable[[Tensor], Tensor]


@dataclass(frozen=True, slots=True)
class Step:
    """One token more in each row.

    ids: the new ids, shape (batch,); a row that has ended gets the padding id.
    probabilities: how likely each of them was among all that could be chosen, 0 to 1; float32, shape (batch,).
    live: which rows were still being written, bool, shape (batch,).
    """

    ids: Tensor
    probabilities: Tensor
    live: Tensor


def likeliest(seen: Tensor, scores: Tensor) -> tuple[Tensor, Tensor]:
    """Greedy: the id with the highest score, the first one where several are equal; and its probability.

    >>> likeliest(torch.tensor([[7]]), torch.tensor([[0.0, 2.0, 2.0]]))[0]
    tensor([1])
    """
    _, ids = scores.max(-1, keepdim=True)  # argmax takes twice as long for several rows
    return ids[:, 0], probabilities_of(scores).gather(-1, ids)[:, 0]


@torch.inference_mode()
def steps(
    model: Any,
    ids: Tensor,
    mask: Tensor | None = None,
    *,
    max_new_tokens: int,
    choose: Choice = likeliest,
    reader: Reader | None = None,
    ended: Ending | None = None,
) -> Iterator[Step]:
    """The tokens that `model` writes after `ids`, a step at a time: nothing is computed before it is asked for.

    Parameters
    ----------
    model:
        Any causal language model of transformers. Which ids end a row is what its generation_config says.
    ids:
        The prompts, int64, shape (batch, places); shorter ones are padded on the left.
    mask:
        1 for a token, 0 for padding, the same shape. None where nothing is padded.
    choose:
        Takes the ids so far and the scores, gives the next ids. By default the likeliest (greedy).
    reader:
        What turns ids into scores: by default the model's own `forward`.
    ended:
        Says of the new ids so far which rows are to end here, whatever the model says.

    Raises CourseError when scores are no numbers (NaN).

    >>> from transformers import AutoModelForCausalLM, AutoTokenizer
    >>> from course_lib.models import checkpoint
    >>> tokenizer = AutoTokenizer.from_pretrained(checkpoint("gpt2-en"))
    >>> model = AutoModelForCausalLM.from_pretrained(checkpoint("gpt2-en"), dtype="float32")
    >>> ids = tokenizer("Once upon a", return_tensors="pt").input_ids
    >>> [tokenizer.decode(step.ids) for step in steps(model, ids, max_new_tokens=3)]
    [' book', ' on', ' the']
    """
    read = reader or model_reader(model)
    ends, filler = ends_of(model), padding_of(model)
    start, limit = ids.shape[1], ids.shape[1] + max_new_tokens
    if mask is None and (padding := getattr(model.config, "pad_token_id", None)) is not None and (ids == padding).any():
        mask = torch.ones_like(ids)  # GPT-2 warns of padding that nothing masks, though this is none
    seen, positions = pad(ids, (0, max_new_tokens), value=filler), torch.arange(limit, device=ids.device)[None]
    if mask is not None:  # a prompt's first token has position 0, wherever the padding before it ends
        mask = pad(mask, (0, max_new_tokens), value=1)
        positions = (mask.cumsum(-1) - 1).clamp(min=0)
    live = torch.ones_like(ids[:, 0], dtype=torch.bool)
    unread = slice(0, start)
    for place in range(start, limit):
        # Prefill the first time round, the whole prompt; after that decode, one token.
        scores = read(seen[:, unread], mask if mask is None else mask[:, :place], positions[:, unread])
        new, probabilities = choose(seen[:, :place], scores)
        seen[:, place] = new = torch.where(live, new, filler)
        yield Step(new, probabilities, live)
        live = live & ~torch.isin(new, ends)
        if ended is not None:
            live = live & ~ended(seen[:, start : place + 1])
        if not (going_on := int(live.sum())):
            return
        if mask is None and going_on < len(live):  # the same warning, of rows that have ended
            mask = torch.ones_like(seen)
        unread = slice(place, place + 1)


def model_reader(model: Any) -> Reader:
    """The model's own `forward`, with the library's cache.

    A model whose `forward` takes no cache of keys and values reads everything anew at every step: slow, and right.
    """
    takes = inspect.signature(model.forward).parameters
    cached = "past_key_values" in takes
    inputs = {"use_cache": cached, "past_key_values": DynamicCache(config=model.config), "logits_to_keep": 1}
    inputs = {name: value for name, value in inputs.items() if name in takes}
    before: list[Tensor] = []

    def read(ids: Tensor, mask: Tensor | None, positions: Tensor) -> Tensor:
        if "attention_mask" in takes:
            inputs["attention_mask"] = mask
        if cached and "position_ids" in takes:
            inputs["position_ids"] = positions
        if not cached:
            before.append(ids)
            ids = torch.cat(before, 1)
        # Half precision is good enough for the layers; what tokens are chosen by is float32, as in the library.
        scores: Tensor = model(ids, **inputs).logits[:, -1].float()
        return scores

    return read


def probabilities_of(scores: Tensor) -> Tensor:
    """Softmax over the vocabulary, the shape of `scores`. CourseError where they are no numbers.

    transformers says nothing about that when it is greedy: it writes token 0 for ever.
    """
    probabilities = scores.softmax(-1)
    if probabilities[:, 0].isnan().any():  # one NaN among the scores, or nothing but -inf, makes a whole row NaN
        raise words.error("no-numbers")
    return probabilities


def ends_of(model: Any) -> Tensor:
    """The ids that end a text, as the generation_config says: one, several, or none; shape (ends,)."""
    ends = model.generation_config.eos_token_id
    ids = [] if ends is None else [ends] if isinstance(ends, int) else list(ends)
    return torch.tensor(ids, dtype=torch.long, device=model.device)


def padding_of(model: Any) -> int:
    """The id that fills up rows: the generation_config's, else the first that ends a text, else 0."""
    padding = model.generation_config.pad_token_id
    return int(padding if padding is not None else next(iter(ends_of(model).tolist()), 0))
