"""Names in texts, and entities as ``pipeline("ner", aggregation_strategy="simple")`` gives them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from typing import Any

Entity = dict[str, Any]

PEOPLE_ZH = ["王小明", "李华", "张伟", "赵敏", "陈静", "刘洋"]
PLACES_ZH = ["上海", "北京", "杭州", "成都", "西安"]
FIRMS_ZH = ["北京大学", "杭州银行", "西湖书店", "长江公司"]
PEOPLE_EN = ["Anna Keller", "Tom Brown", "Mary", "Paul O'Neill", "Nora", "Jean-Luc Petit"]
PLACES_EN = ["New York City", "Leeds", "Berlin", "Oslo", "San Remo"]
FIRMS_EN = ["Hugging Face", "Nordbank", "Blue Door Books"]

NAMES = {
    "zh": {"PER": PEOPLE_ZH, "LOC": PLACES_ZH, "ORG": FIRMS_ZH},
    "en": {"PER": PEOPLE_EN, "LOC": PLACES_EN, "ORG": FIRMS_EN},
}
KINDS = ("PER", "LOC", "ORG")


def word(name: str) -> str:
    """A name as a pipeline's ``word`` has it: put together from tokens, with spaces around hanzi and marks.

    >>> word("王小明"), word("Paul O'Neill")
    ('王 小 明', "Paul O ' Neill")
    """
    return " ".join(re.sub(r"([\u4e00-\u9fff'-])", r" \1 ", name).split())


def entity(kind: str, name: str, start: int, score: float = 0.98) -> Entity:
    return {"entity_group": kind, "score": score, "word": word(name), "start": start, "end": start + len(name)}


def in_text(pieces: Iterable[str | tuple[str, str]]) -> tuple[str, list[Entity]]:
    """A text and its entities, from pieces of which names are pairs (kind, name).

    >>> in_text([("PER", "李华"), "在", ("LOC", "上海"), "。"])[0]
    '李华在上海。'
    """
    text, found = "", []
    for piece in pieces:
        if isinstance(piece, tuple):
            found.append(entity(piece[0], piece[1], len(text)))
            piece = piece[1]
        text += piece
    return text, found


_SHAPES: dict[str, Sequence[tuple[str, ...]]] = {
    "zh": (
        ("PER", "在", "LOC", "认识了", "PER", "。"), ("PER", "在", "ORG", "上班，住在", "LOC", "。"),
        ("ORG", "离", "LOC", "很远。"), ("PER", "和", "PER", "去过", "ORG", "！"), ("那天天气很好。",),
    ),
    "en": (
        ("PER", " met ", "PER", " in ", "LOC", ". "), ("PER", " works for ", "ORG", " in ", "LOC", ". "),
        ("ORG", " is far from ", "LOC", ". "), ("Did ", "PER", " write to ", "PER", "? "), ("It was a fine day. ",),
    ),
}  # fmt: skip


def sentences(rng: random.Random, language: str, count: int) -> list[str | tuple[str, str]]:
    """Pieces of so many sentences in which a few names come up again and again."""
    few = {kind: rng.sample(names, min(3, len(names))) for kind, names in NAMES[language].items()}
    return [
        (piece, rng.choice(few[piece])) if piece in KINDS else piece
        for _ in range(count)
        for piece in rng.choice(_SHAPES[language])
    ]
