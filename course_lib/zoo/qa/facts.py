"""What may be told of a person and asked: the frames of data/facts_*.txt and the values of data/values_*.txt."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from course_lib.zoo.grammar import read_lexicon
from course_lib.zoo.ner.english import made_up
from course_lib.zoo.ner.parts import parts

DATA = Path(__file__).parent / "data"
SLOT = re.compile(r"<(\w+)(?:=(\w+))?>")
PERSON = re.compile(r"P(?![a-z])('s|的)?")
_PLAIN = ("age", "clock", "when", "future", "number", "day", "act", "price", "one", "petkind", "item")
_CHOICE = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True)
class Frame:
    """One kind of fact: ways to tell it, and (role, question) pairs; the role ``who`` asks for the person.

    Facts of one `topic` answer like questions, so that no two of them are told of the same person.
    """

    topic: str
    statements: tuple[str, ...]
    questions: tuple[tuple[str, str], ...]


@cache
def frames(language: str) -> tuple[Frame, ...]:
    """The frames of a language, in the order of the file."""
    found: list[Frame] = []
    statements: list[str] = []
    questions: list[tuple[str, str]] = []
    topic = ""
    for line in [*(DATA / f"facts_{language}.txt").read_text(encoding="utf-8").splitlines(), "[]"]:
        if line.startswith("["):
            if statements:
                found.append(Frame(topic, tuple(statements), tuple(questions)))
            statements, questions = [], []
            topic = line.strip("[]").rpartition(":")[2]
        elif line.startswith("= "):
            statements.append(line[2:].strip())
        elif line.strip() and not line.startswith("#"):
            role, _, question = line.partition("? ")
            questions.append((role, question.strip()))
    return tuple(found)


@cache
def values(language: str) -> dict[str, tuple[str, ...]]:
    lexicon = read_lexicon(DATA / f"values_{language}.txt")
    lexicon |= {key: lexicon[members[0][1:-1]] for key, members in lexicon.items() if members[0].startswith("{")}
    return {key: tuple(value.replace("_", " ") for value in members) for key, members in lexicon.items()}


def value_of(language: str, category: str, rng: random.Random) -> str:
    """A member of a category; one in nine is strange, so that its place in the sentence has to tell what it is."""
    value = rng.choice(values(language)[category])
    if category in _PLAIN or rng.random() > 0.11:
        return value
    if language == "en":
        word = made_up(rng)
        if category in ("city", "petname", "relname", "school"):
            return word if rng.random() < 0.6 else rng.choice(parts("en")["city"])
        return re.sub(r"\S+$", word.lower(), value)
    if category in ("city", "school", "workplace") and rng.random() < 0.6:
        return rng.choice(parts("zh")["city"]) + ("" if category == "city" else value[-2:])
    odd = "".join(rng.choice(parts("zh")["org_second"] + parts("zh")["place_first"]) for _ in range(2))
    return value[:-2] + odd if len(value) > 2 else odd


def choose(text: str, rng: random.Random) -> str:
    """Each ``(a|b)`` replaced by one of its alternatives, inner ones first."""
    while _CHOICE.search(text):
        text = _CHOICE.sub(lambda found: rng.choice(found[1].split("|")), text)
    return re.sub(r"\s+([?.,])", r"\1", re.sub(r"  +", " ", text)).strip()


def asked_form(slot: re.Match[str], value: str) -> str:
    """A value as a question has it: ``<act=base>`` is "get up" where the story has "gets up"."""
    if slot[2] != "base":
        return value
    verb, space, rest = value.partition(" ")
    irregular = {"has": "have", "goes": "go", "finishes": "finish", "catches": "catch"}
    return irregular.get(verb, verb.removesuffix("s")) + space + rest
