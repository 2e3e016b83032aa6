"""tokens-decode: ids -> text for a reader."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.exercises.properties import is_exactly
from course_lib.lessons import sentences
from course_lib.lessons.decisions import decision
from course_lib.lessons.library import BERT, library_tokenizer

#: A space behind a character outside ASCII, and one before such a character.
_NOT_AFTER, _NOT_BEFORE = re.compile(r"(?<=[^\x00-\x7f]) "), re.compile(r" (?=[^\x00-\x7f])")


def without_gaps(text: str) -> str:
    """`text` without the spaces that touch a character outside ASCII: what `readable` is to do."""
    return _NOT_BEFORE.sub("", _NOT_AFTER.sub("", text))


def decode_case(kind: str, text: str, pair: str | None = None, padding: int = 0) -> Case:
    tokenizer = library_tokenizer()
    ids = tokenizer(text, pair)["input_ids"] + [tokenizer.pad_token_id] * padding
    frame = (tokenizer.cls_token_id, tokenizer.sep_token_id, tokenizer.pad_token_id)
    spaced = tokenizer.decode([id for id in ids if id not in frame])
    tokens = tokenizer.convert_ids_to_tokens([id for id in ids if id not in frame])
    by_hand = [without_gaps(" ".join(t.removeprefix(mark) for t in tokens)) for mark in ("", "##")]
    expected, known = without_gaps(spaced), tokenizer.decode(ids, skip_special_tokens=True)

    def like(text: str) -> Callable[[Any], bool]:
        return lambda value: isinstance(value, str) and value.split() == text.split()

    wrong = {
        "tokens-not-text": lambda value: isinstance(value, list),
        "keeps-special-tokens": lambda value: any(t in str(value) for t in tokenizer.convert_ids_to_tokens(frame)),
        "keeps-hashes": lambda value: "##" in str(value) and "##" not in expected,
        "spaces-everywhere": lambda value: like(spaced)(value) and not like(expected)(value),
        "all-spaces-gone": lambda value: (
            " " in expected and value in (expected.replace(" ", ""), known.replace(" ", ""))
        ),
        "drops-unknown": lambda value: (
            tokenizer.unk_token in expected
            and tokenizer.unk_token not in str(value)
            and like(without_gaps(known))(value)
            and not like(expected)(value)
        ),
        "spaces-left-over": like(expected),
        "gaps-left": lambda value: isinstance(value, str) and without_gaps(value) == expected,
        "pieces-joined-by-hand": lambda value: value in by_hand,
    }
    return Case(kind, (BERT, ids), decision(expected, lambda value: is_exactly(value, str), wrong), expected=expected)


def cases(rng: random.Random) -> Iterator[Case]:
    yield decode_case("chinese", "今天天气很好。")
    yield decode_case("english", "we rewrite unbelievable stories, too.")
    yield decode_case("unknown", "我用 GPT 写信。")
    yield decode_case("pair", "你好", "how are you?", padding=3)
    yield decode_case("marks", "今天 a##b, we play the [MASK]. 好")
    yield decode_case("empty", "", padding=2)
    for _ in range(2):
        yield decode_case("random", sentences.chinese(rng), sentences.english(rng), rng.randrange(4))
