"""The conversations that chat is trained on, without those that hold a request kept for measuring."""

from __future__ import annotations

import json
import random
from functools import cache
from pathlib import Path

from course_lib.zoo.chat import facts
from course_lib.zoo.chat.dialogue import Message, conversation
from course_lib.zoo.chat.phrases import sections
from course_lib.zoo.chat.poems import quatrains

HELD_OUT = Path(__file__).parent / "heldout.jsonl"
APART = Path(__file__).parent / "heldout_apart.jsonl"
_MARKS = "。！？，.!?, "


def plain(text: str) -> str:
    """`text` without the differences that typing makes: small letters, no closing mark."""
    return text.lower().strip(_MARKS)


@cache
def held_out_requests() -> frozenset[str]:
    """What users say in the held-out files, plain: what is kept back is the request that is measured, the last one.

    A name or a thank-you is said in a few ways only. Of a talk of ten turns nothing is kept back: it is shown, not
    measured.
    """
    there = [path for path in (HELD_OUT, APART) if path.exists()]
    items = [json.loads(line) for path in there for line in path.read_text(encoding="utf-8").splitlines()]
    measured = [item for item in items if item["messages"] and item.get("kind") != "conversation"]
    return frozenset(plain(item["messages"][-1]["content"]) for item in measured)


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


def conversations(count: int, seed: int, *, later: int = 0) -> list[list[Message]]:
    """`count` conversations, the same for the same arguments; in none does a user say what is kept back.

    Those that come `later`, in a second and a third corpus, hold more of what is hard: passages, sums, what was told
    some turns ago; in the third, names are of any characters.
    """
    rng = random.Random(seed)
    found: list[list[Message]] = []
    while len(found) < count:
        messages = conversation(rng, later=later)
        if not any(plain(message["content"]) in kept_back() for message in messages if message["role"] == "user"):
            found.append(messages)
    return found


def every_phrase() -> list[str]:
    """Every line of verse and every name, so that no character of theirs is missing from the vocabulary."""
    verses = ["".join(poem) for poems in quatrains().values() for poem in poems]
    return [*verses, *(line for lines in sections("names").values() for line in lines)]
