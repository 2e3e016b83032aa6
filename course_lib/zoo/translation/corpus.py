"""The pairs that a translator is trained on, and the unseen ones that it is measured on."""

from __future__ import annotations

import json
import random
from functools import cache
from pathlib import Path
from typing import Any

from course_lib.zoo import translate_en_zh
from course_lib.zoo.translation import parallel
from course_lib.zoo.translation.lexicon import chinese_words

HELD_OUT = Path(translate_en_zh.__file__).parent / "heldout.jsonl"
CLOSING = ".?!。？！ "
_UNSEEN_SEED = 20_001


def pairs(count: int, target: str, seed: int) -> list[tuple[str, str]]:
    """`count` (source, target) pairs, the same for the same arguments; none is kept for measuring.

    Now and then the closing mark is missing on both sides, and English to be translated may be in small letters.
    """
    rng = random.Random(seed)
    kept = kept_back(target)
    found: list[tuple[str, str]] = []
    while len(found) < count:
        english, chinese = parallel.pair(rng, target)
        if english.rstrip(CLOSING).lower() in kept or chinese.rstrip(CLOSING) in kept:
            continue
        if rng.random() < 0.05:
            english, chinese = english.rstrip(CLOSING), chinese.rstrip(CLOSING)
        if target == "zh" and rng.random() < 0.05:
            english = english.lower()
        found.append((english, chinese) if target == "zh" else (chinese, english))
    return found


@cache
def unseen(target: str, count: int = 200) -> tuple[tuple[str, str], ...]:
    """Generated (source, target) pairs that are never trained on."""
    rng = random.Random(_UNSEEN_SEED)
    found: dict[str, str] = {}
    while len(found) < count:
        english, chinese = parallel.pair(rng, target)
        source, translation = (english, chinese) if target == "zh" else (chinese, english)
        if len(english.split()) >= 5:  # the shortest are fixed phrases, which nobody need keep unseen
            found[source] = translation
    return tuple(found.items())


@cache
def kept_back(target: str) -> frozenset[str]:
    """What no training pair may be on either side, without closing marks, English in small letters."""
    texts = [text for pair in unseen(target) for text in pair]
    for item in held_out():
        texts += [item["en"], item["zh"], *item.get("also_en", ()), *item.get("also_zh", ())]
    return frozenset(text.rstrip(CLOSING).lower() for text in texts)


def held_out() -> list[dict[str, Any]]:
    """Hand-written sentences in both languages by somebody who had not read the patterns; may be empty."""
    if not Path(HELD_OUT).exists():
        return []
    return [json.loads(line) for line in HELD_OUT.read_text(encoding="utf-8").splitlines() if line.strip()]


def cut(chinese: str, mark: str) -> str:
    """`chinese` with `mark` between the words that the lexicon has, longest first."""
    words, longest = chinese_words(), 6
    pieces: list[str] = [""]
    position = 0
    while position < len(chinese):
        size = next((n for n in range(longest, 1, -1) if chinese[position : position + n] in words), 1)
        piece = chinese[position : position + size]
        known = size > 1 or piece in words or not piece.isalnum()
        if known or pieces[-1] == "":
            pieces += [piece, ""] if known else [piece]
        else:
            pieces[-1] += piece
        position += size
    return mark.join(piece for piece in pieces if piece)
