"""From scores to the next token: what may be chosen (filters), and the choice.

Each filter is a function of the scores, float32, shape (batch, vocabulary), and leaves -inf where nothing may be
chosen any more. They give what the library's own give, bit for bit; also where scores are equal: `top_k` keeps all that
equal the last one kept, `top_p` goes by the library's way of sorting.

Sources: temperature, Ackley, Hinton and Sejnowski 1985; top-k, Fan, Lewis and Dauphin 2018 (arXiv:1805.04833); top-p,
Holtzman and others 2019 (arXiv:1904.09751); min-p, Nguyen and others 2024 (arXiv:2407.01082); the repetition penalty,
Keskar and others 2019 (arXiv:1909.05858); no repeated n-grams, Paulus, Xiong and Socher 2017 (arXiv:1705.04304).
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from course_lib.generation.settings import Settings
from course_lib.generation.stepping import Choice, likeliest, probabilities_of

OUT = -math.inf


def penalise_repetition(scores: Tensor, seen: Tensor, penalty: float, padding: Tensor | None = None) -> Tensor:
    """The score of every id that was seen, the prompt's included, made worse: divided by `penalty`, or multiplied
    where it is negative.

    seen: ids, shape (batch, places). padding: how many places on the left are padding and do not count, shape (batch,);
    older releases of the library let them count.

    >>> penalise_repetition(torch.tensor([[1.0, 2.0, -1.0]]), torch.tensor([[1, 2]]), 2.0)
    tensor([[ 1.,  1., -2.]])
    """
    if padding is not None:  # a padded place is taken for the last one, which is seen anyway
        places = torch.arange(seen.shape[1], device=seen.device)
        seen = torch.where(places < padding[:, None], seen[:, -1:], seen)
    own = scores.gather(-1, seen)
    return scores.scatter(-1, seen, torch.where(own < 0, own * penalty, own / penalty))


def forbid_repeated(scores: Tensor, seen: Tensor, size: int) -> Tensor:
    """No run of `size` ids a second time: out goes what would end one, after the `size` - 1 ids that stand last.

    >>> forbid_repeated(torch.zeros(1, 4), torch.tensor([[1, 3, 2, 1]]), 2)
    tensor([[0., 0., 0., -inf]])
    """
    if seen.shape[1] < size:
        return scores
    runs = seen.unfold(1, size, 1)
    again = (runs[..., :-1] == seen[:, None, seen.shape[1] + 1 - size :]).all(-1)
    ended_one = torch.zeros_like(scores).scatter_add(-1, runs[..., -1], again.to(scores.dtype))
    return scores.masked_fill(ended_one > 0, OUT)


def temper(scores: Tensor, temperature: float) -> Tensor:
    """Below 1 the likely become likelier, above 1 all become more alike.

    >>> temper(torch.tensor([[0.0, 1.0]]), 0.5)
    tensor([[0., 2.]])
    """
    return scores / temperature


def keep_top_k(scores: Tensor, count: int) -> Tensor:
    """The `count` highest scores, and those that equal the last of them.

    >>> keep_top_k(torch.tensor([[1.0, 3.0, 2.0]]), 2)
    tensor([[-inf, 3., 2.]])
    """
    lowest = scores.topk(min(count, scores.shape[-1])).values[..., -1:]
    return scores.masked_fill(scores < lowest, OUT)


def keep_top_p(scores: Tensor, share: float) -> Tensor:
    """The fewest tokens whose probabilities come to `share`, the likeliest first; never none.

    >>> keep_top_p(torch.tensor([[0.5, 0.2, 0.3]]).log(), 0.7).exp()
    tensor([[0.5000, 0.0000, 0.3000]])
    """
    # From the least likely upwards, as the library does: what comes to no more than the rest goes out.
    ascending, order = scores.sort()
    out = ascending.softmax(-1).cumsum(-1) <= 1 - share
    out[..., -1] = False
    return scores.masked_fill(out.scatter(-1, order, out), OUT)


def keep_min_p(scores: Tensor, share: float) -> Tensor:
    """What is at least `share` times as likely as the likeliest.

    >>> keep_min_p(torch.tensor([[0.5, 0.2, 0.3]]).log(), 0.5).exp()
    tensor([[0.5000, 0.0000, 0.3000]])
    """
    probabilities = scores.softmax(-1)
    return scores.masked_fill(probabilities < share * probabilities.amax(-1, keepdim=True), OUT)


def filtered(scores: Tensor, seen: Tensor, settings: Settings, padding: Tensor | None = None) -> Tensor:
    """The scores that are left for the choice, in the library's order; a filter that is off costs nothing."""
    if settings.repetition_penalty != 1:
        scores = penalise_repetition(scores, seen, settings.repetition_penalty, padding)
    if settings.no_repeat_ngram_size:
        scores = forbid_repeated(scores, seen, settings.no_repeat_ngram_size)
    if not settings.do_sample:
        return scores
    if settings.temperature != 1:
        scores = temper(scores, settings.temperature)
    if settings.top_k:
        scores = keep_top_k(scores, settings.top_k)
    if settings.top_p < 1:
        scores = keep_top_p(scores, settings.top_p)
    if settings.min_p:
        scores = keep_min_p(scores, settings.min_p)
    return scores


def choice(settings: Settings, generator: torch.Generator | None = None, padding: Tensor | None = None) -> Choice:
    """How `settings` choose: greedily, or drawn by `generator` as likely as the filtered scores say.

    >>> choose = choice(Settings(do_sample=True, top_k=1), torch.Generator().manual_seed(0))
    >>> choose(torch.tensor([[0]]), torch.tensor([[0.0, 5.0]]))
    (tensor([1]), tensor([1.]))
    """

    def choose(seen: Tensor, scores: Tensor) -> tuple[Tensor, Tensor]:
        scores = filtered(scores, seen, settings, padding)
        if not settings.do_sample:
            return likeliest(seen, scores)
        probabilities = probabilities_of(scores)
        ids = probabilities.multinomial(1, generator=generator)
        return ids[:, 0], probabilities.gather(-1, ids)[:, 0]

    return choose
