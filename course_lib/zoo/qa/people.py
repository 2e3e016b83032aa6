"""Names and pronouns of the people in qa's stories; many names are made up, so that no name is learnt by heart."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from course_lib.zoo.grammar import read_lexicon
from course_lib.zoo.ner.english import made_up
from course_lib.zoo.ner.parts import parts

_HERS = {"sister", "wife", "mother", "daughter", "姐姐", "妹妹", "表妹", "妻子", "女儿"}
_HIS = {"brother", "husband", "father", "son", "哥哥", "弟弟", "表哥", "丈夫", "儿子"}


@cache
def names() -> dict[str, tuple[str, ...]]:
    """First names, what people are called, and how they may be tied to each other."""
    return read_lexicon(Path(__file__).parent / "data" / "people.txt")


@dataclass(frozen=True)
class Person:
    """A name, how pronouns call it, and its tie to the first person of the story, if one is told."""

    name: str
    female: bool
    tie: str = ""


def person(language: str, rng: random.Random, others: tuple[str, ...] = (), tie: bool = False) -> Person:
    """Somebody whose name shares no part with `others`."""
    female = rng.random() < 0.5
    relation = rng.choice(names()[f"relation_{language}"]).replace("_", " ") if tie else ""
    if relation in _HERS or relation in _HIS:
        female = relation in _HERS
    while True:
        name = _english(female, rng) if language == "en" else _chinese(rng)
        if all(name not in other and other not in name for other in others):
            return Person(name, female, relation)


def _english(female: bool, rng: random.Random) -> str:
    draw = rng.random()
    if draw < 0.62:
        name = rng.choice(names()["women" if female else "men"])
    elif draw < 0.84:
        name = rng.choice(parts("en")["given"])
    else:
        name = made_up(rng)
    draw = rng.random()
    if draw < 0.10:
        name += " " + (rng.choice(parts("en")["surname"]) if rng.random() < 0.7 else made_up(rng))
    elif draw < 0.15:
        title = rng.choice(("Mrs", "Miss", "Ms", "Mrs.") if female else ("Mr", "Mr.", "Dr", "Uncle"))
        name = f"{title} {rng.choice(parts('en')['surname'])}"
    return name


def _chinese(rng: random.Random) -> str:
    draw = rng.random()
    zh = parts("zh")
    if draw < 0.34:
        return rng.choice(names()["familiar"])
    if draw < 0.44:
        return rng.choice(zh["surname"]) + rng.choice(names()["title"])
    if draw < 0.50:
        return rng.choice(zh["foreign_given"])
    if draw < 0.72:
        return rng.choice(zh["surname"]) + rng.choice(zh["given"])
    return rng.choice(zh["surname"]) + "".join(rng.choice(zh["given"])[-1] for _ in range(rng.choice((1, 2, 2))))
