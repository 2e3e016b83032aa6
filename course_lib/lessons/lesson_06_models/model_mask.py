"""model-mask: model, tokenizer, a text with one [MASK], count -> the likeliest tokens there."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.exercises.inputs import make_input
from course_lib.exercises.properties import is_list_of
from course_lib.exercises.quiet import quiet
from course_lib.lessons import sentences
from course_lib.lessons.library import BERT, MODEL, library_tokenizer

#: Logits nearer to each other than this may change places: they do with another dtype.
_TIE = 0.05


def mask_case(kind: str, text: str, count: int) -> Case:
    tokenizer = library_tokenizer()
    ids = tokenizer(text)["input_ids"]
    place = ids.index(tokenizer.mask_token_id)
    logits = library_logits(tuple(ids))

    def best(scores: Any, count: int = count) -> list[str]:
        return list(tokenizer.convert_ids_to_tokens(scores.topk(count).indices.tolist()))

    expected = best(logits[place])
    where: Mapping[str, Callable[[], Any]] = {
        "first-place": lambda: logits[0],
        "one-place-too-early": lambda: logits[place - 1],
        "least-likely": lambda: -logits[place],
        "without-special-tokens": lambda: library_logits(tuple(ids[1:-1]))[place - 1],
    }

    def is_best(tokens: Sequence[str], scores: Any) -> bool:
        found = tokenizer.convert_tokens_to_ids(list(tokens))
        if len(found) != count or len(set(found)) != count:
            return False
        gaps = scores.topk(count).values - scores[found]
        return bool((gaps.abs() < _TIE).all())

    def decide(seen: Mapping[str, Any]) -> str | None:
        tokens = seen["returned"]
        if type(tokens) is str and tokens == expected[0]:
            return "only-the-best"
        if isinstance(tokens, list) and tokens and tokens == tokenizer.convert_tokens_to_ids(expected):
            return "ids-not-tokens"
        if problem := is_list_of(tokens, str):
            return problem
        if is_best(tokens, logits[place]):
            return None
        if count > 1 and is_best(tokens[::-1], logits[place]):
            return "worst-first"
        return next((name for name, scores in where.items() if is_best(tokens, scores())), "differs")

    return Case(kind, (MODEL, BERT, text, count), decide, expected=expected)


@cache
def _library_model() -> Any:
    with quiet():
        return make_input(MODEL).eval()


@cache
def library_logits(ids: tuple[int, ...]) -> Any:
    """(places, tokens), in float32."""
    import torch

    with torch.no_grad():
        return _library_model()(torch.tensor([ids])).logits[0].float()


def masked(rng: random.Random, text: str) -> str:
    """`text` with one character hidden, neither the first nor one of the last two."""
    places = [place for place, character in enumerate(text) if "一" <= character <= "\u9fff"]
    place = rng.choice([place for place in places if 1 < place < len(text) - 2])
    return f"{text[:place]}[MASK]{text[place + 1 :]}"


def cases(rng: random.Random) -> Iterator[Case]:
    yield mask_case("chinese", "巴黎是[MASK]国的首都。", 3)
    yield mask_case("early", "[MASK]天天气很好，我们去公园。", 4)
    yield mask_case("english", "we like to [MASK] old books.", 2)
    yield mask_case("one", "我在学[MASK]看书。", 1)
    yield mask_case("random", masked(rng, sentences.chinese(rng)), rng.randint(2, 6))
