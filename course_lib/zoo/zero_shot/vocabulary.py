"""The words that the model knows: English ones of the topics and the shapes, whole, regular endings, and hanzi.

An English word in no list is [UNK], as a whole: pieces of it would only mislead (``car`` + ``##pet`` is no car). Of
Chinese it knows each character of bert-zh's sentences and of its own topics.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable
from typing import Any

from course_lib.zoo.bert_zh.english import plural
from course_lib.zoo.bert_zh.vocabulary import CHINESE_PUNCTUATION
from course_lib.zoo.zero_shot import hypotheses, premises
from course_lib.zoo.zero_shot.topics import DATA, ZH, chinese, shared, topics
from course_lib.zoo.zero_shot.verbs import forms

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
ENDINGS = ("s", "es", "ed", "d", "ing", "ly")
# These only look like a stem with an ending.
WHOLE = {"news", "evening", "need", "feed", "seed", "does", "goes", "family", "only", "fly", "reed"}


def build_vocabulary() -> dict[str, int]:
    """Token -> id: specials, punctuation, digits, letters, endings, words, hanzi."""
    words = set(_words(_texts()))
    labels = {label for topic in topics() for label in (*topic.labels, topic.unseen)}
    stems = {word for word in words if word in labels | WHOLE or not _is_inflected(word, words)}
    tokens = [*SPECIAL, *string.punctuation, *string.digits, *string.ascii_lowercase]
    tokens += [f"##{ending}" for ending in ENDINGS] + [f"##{digit}" for digit in string.digits]
    own = {character for text in _chinese_texts() for character in text if "一" <= character <= "鿿"}
    # What bert-zh never met it has learnt nothing of: such a character had better be [UNK].
    met = (DATA / "chinese" / "characters.txt").read_text(encoding="utf-8")
    hanzi = sorted({*own, *(character for character in met if "一" <= character <= "鿿")})
    return {
        token: index
        for index, token in enumerate(dict.fromkeys([*tokens, *sorted(stems), *CHINESE_PUNCTUATION, *hanzi]))
    }


def build_tokenizer(vocabulary: dict[str, int], max_length: int) -> Any:
    """A `transformers.BertTokenizer` that makes small letters of capitals."""
    from transformers import BertTokenizer

    return BertTokenizer(vocab=vocabulary, do_lower_case=True, model_max_length=max_length)


def _texts() -> Iterable[str]:
    for topic in topics():
        yield from (*topic.labels, topic.unseen, *topic.nouns, *topic.traits, *topic.sentences)
        yield from map(plural, topic.nouns)
        for act in topic.acts:
            made = forms(act)
            yield from (made.base, made.third, made.past, made.going)
    for members in shared().values():
        yield from members
    shapes = (*premises.ACT_SHAPES, *premises.THING_SHAPES, *premises.MIXED_SHAPES, *premises.STRAYS)
    for shape in (*shapes, *premises.OPENINGS, *hypotheses.SHAPES):
        yield re.sub(r"\{[^}]*\}", " ", shape)


def _chinese_texts() -> Iterable[str]:
    for topic in chinese():
        yield from (*topic.labels, topic.unseen, *topic.nouns, *topic.acts, *topic.sentences)
    for members in shared(ZH).values():
        yield from members


def _words(texts: Iterable[str]) -> Iterable[str]:
    for text in texts:
        yield from re.findall(r"[a-z]+", text.lower())


def _is_inflected(word: str, words: set[str]) -> bool:
    return any(
        word.endswith(ending) and len(word) - len(ending) >= 3 and word[: -len(ending)] in words for ending in ENDINGS
    )
