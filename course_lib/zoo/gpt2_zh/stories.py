"""The texts gpt2-zh is trained on: small everyday stories and notes in Chinese."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

from course_lib.zoo import plots
from course_lib.zoo.bert_zh import corpus as everyday
from course_lib.zoo.held_out import read_items

DATA = Path(__file__).parent / "data"
HELD_OUT = Path(__file__).parent / "heldout.jsonl"
# Of every hundred texts: stories told by somebody about himself, and plain sentences from bert-zh's grammar.
FIRST_PERSON, PLAIN = 0.2, 0.3


@cache
def words() -> dict[str, tuple[str, ...]]:
    return plots.read_words(DATA / "words.txt")


@cache
def all_plots() -> tuple[plots.Plot, ...]:
    return plots.read_plots(*sorted(DATA.glob("plots_*.txt")))


def story(rng: random.Random) -> str:
    """One story: who, what he wants or what happens to him, and how it ends."""
    sex = rng.choice(("boy", "girl"))
    name = rng.choice(words()[sex])
    friend = rng.choice([n for n in words()["boy"] + words()["girl"] if n != name])
    pronoun = {"boy": "他", "girl": "她"}[sex]
    if rng.random() < FIRST_PERSON:
        name = pronoun = "我"
    cast = plots.Cast(words(), rng, {"name": name, "he": pronoun, "him": pronoun, "friend": friend})
    return "".join(plots.tell(rng.choice(all_plots()), rng, cast.fill)).replace("我和我", "我和朋友")


def text(rng: random.Random) -> str:
    """A story, or one to three plain sentences."""
    if rng.random() > PLAIN:
        return story(rng)
    return "".join(everyday.chinese().sentence(rng) for _ in range(rng.choice((1, 1, 2))))


def texts(count: int, seed: int) -> list[str]:
    """`count` texts, the same for the same arguments; none holds a sentence that is kept for measuring."""
    rng = random.Random(seed)
    kept_back = held_out_sentences()
    found: list[str] = []
    while len(found) < count:
        made = text(rng)
        if not any(sentence in kept_back for sentence in sentences(made)):
            found.append(made)
    return found


def sentences(made: str) -> list[str]:
    """A text's sentences, without their closing marks."""
    for mark in "！？”“":
        made = made.replace(mark, "。")
    return [sentence.strip() for sentence in made.split("。") if sentence.strip()]


@cache
def held_out_sentences() -> frozenset[str]:
    """Every sentence of the hand-written texts, but for those of a few characters that anybody would write."""
    found = (sentence for item in read_items(HELD_OUT) for sentence in sentences(item["text"]))
    return frozenset(sentence for sentence in found if len(sentence) > 4)
