"""The conversations that chat is trained on, without those that hold a request kept for measuring."""

from __future__ import annotations

import json
import random
from functools import cache
from pathlib import Path

from course_lib.zoo.chat import facts
from course_lib.zoo.chat.dialogue import Message, conversation
from course_lib.zoo.chat.phrases import expand, sections

HELD_OUT = Path(__file__).parent / "heldout.jsonl"
_MARKS = "。！？，.!?, "


def plain(text: str) -> str:
    """`text` without the differences that typing makes: small letters, no closing mark."""
    return text.lower().strip(_MARKS)


@cache
def held_out_requests() -> frozenset[str]:
    """What users say in heldout.jsonl, plain; empty where there is no such file."""
    if not HELD_OUT.exists():
        return frozenset()
    items = [json.loads(line) for line in HELD_OUT.read_text(encoding="utf-8").splitlines() if line.strip()]
    # A name or a thank-you is said in a few ways only: what is kept back is the request that is measured, the last one.
    return frozenset(plain(item["messages"][-1]["content"]) for item in items)


@cache
def unseen_questions() -> tuple[tuple[str, str, facts.Fact], ...]:
    """(question, language, fact): wordings of facts that are kept back, one for every fact and language."""
    rng = random.Random(77)
    return tuple(
        (facts.question(fact, lang, rng), lang, fact)
        for found in facts.facts().values()
        for fact in found
        for lang in fact.subject
    )


@cache
def kept_back() -> frozenset[str]:
    return held_out_requests() | {plain(question) for question, _, _ in unseen_questions()}


def conversations(count: int, seed: int) -> list[list[Message]]:
    """`count` conversations, the same for the same arguments; in none does a user say what is kept back."""
    rng = random.Random(seed)
    found: list[list[Message]] = []
    while len(found) < count:
        messages = conversation(rng)
        if not any(plain(message["content"]) in kept_back() for message in messages if message["role"] == "user"):
            found.append(messages)
    return found


def every_phrase() -> list[str]:
    """Every line of verse and every name, so that no character of theirs is missing from the vocabulary."""
    rng = random.Random(0)
    verses = [expand(line, rng) for lines in sections("poems_zh").values() for line in lines for _ in range(8)]
    return [*verses, *(line for lines in sections("names").values() for line in lines)]
