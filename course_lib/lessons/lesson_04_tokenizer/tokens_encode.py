"""tokens-encode: tokens -> ids between [CLS] and [SEP]."""

from __future__ import annotations

import random
from collections.abc import Iterator

from course_lib.exercises.exercise import Case
from course_lib.lessons import sentences
from course_lib.lessons.decisions import decision, leaves_alone, list_of
from course_lib.lessons.library import BERT, library_tokenizer


def encode_case(kind: str, text: str, tokens: list[str] | None = None) -> Case:
    """A case of a text's tokens, or of `tokens` as they stand, which may be in no vocabulary."""
    tokenizer = library_tokenizer()
    tokens = tokenizer.tokenize(text) if tokens is None else tokens
    ids = tokenizer.convert_tokens_to_ids(tokens)
    cls, sep = tokenizer.cls_token_id, tokenizer.sep_token_id
    expected, alone = [cls, *ids, sep], [tokenizer(token)["input_ids"] for token in tokens]
    again = [tokenizer(glue.join(tokens))["input_ids"] for glue in (" ", "")]
    wrong = {
        "forgets-special-tokens": ids,
        "special-tokens-twice": [cls, *expected, sep],
        "only-one-special-token": lambda value: value in ([cls, *ids], [*ids, sep]),
        "strings-among-ids": [tokenizer.cls_token, *ids, tokenizer.sep_token],
        "tokens-not-ids": lambda value: value in (tokens, [tokenizer.cls_token, *tokens, tokenizer.sep_token]),
        "every-token-alone": lambda value: value in (alone, [id for each in alone for id in each]),
        "splits-again": lambda value: value in again,
    }
    return leaves_alone(Case(kind, (BERT, tokens), decision(expected, list_of(int), wrong), expected=expected), 1)


def cases(rng: random.Random) -> Iterator[Case]:
    yield encode_case("pieces", "我喜欢 unbelievable stories。")
    yield encode_case("chinese", "今天天气很好。")
    yield encode_case("unknown", "我用 GPT 和 ChatGPT。")
    yield encode_case("strange", "", ["GPT", "今", "天", "GPT", "[PAD]"])
    yield encode_case("none", "")
    for _ in range(3):
        yield encode_case("random", sentences.sentence(rng))
