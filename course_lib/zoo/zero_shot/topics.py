"""Sixteen everyday topics and their words in two languages, read from the files in data/: one file a topic.

A topic file starts with lists: ``labels`` (what a hypothesis may call the topic), ``unseen`` (another name for
it, never a label in training), ``nouns`` (things that belong to it) and ``acts`` (what people do there, the verb
first). ``more`` adds further things, ``traits`` what they and people are there. Whole sentences follow, one a line.
The Chinese of a topic stands in data/chinese/; its sentences are those that several people wrote, one to a line behind
its name (data/written_*.txt).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from course_lib.zoo import written

EN, ZH = "en", "zh"
DATA = Path(__file__).parent / "data"
SHARED = "shared"


@dataclass(frozen=True)
class Topic:
    """A topic by its usual name, with everything that is said about it."""

    name: str
    labels: tuple[str, ...]
    unseen: str
    nouns: tuple[str, ...]
    acts: tuple[str, ...]
    traits: tuple[str, ...]
    sentences: tuple[str, ...]


@cache
def topics() -> tuple[Topic, ...]:
    """All topics, in the order of their names."""
    found = []
    for path in sorted(DATA.glob("*.txt")):
        if path.stem == SHARED or path.stem.startswith("written_"):
            continue
        lists, sentences = read_lists(path)
        found.append(
            Topic(
                path.stem,
                lists["labels"],
                lists["unseen"][0],
                # The unseen name may stand in sentences, but things are also what hypotheses are made of.
                tuple(noun for noun in (*lists["nouns"], *lists["more"]) if noun != lists["unseen"][0]),
                lists["acts"],
                lists["traits"],
                sentences,
            )
        )
    return tuple(found)


@cache
def chinese() -> tuple[Topic, ...]:
    """The same topics in the same order, in Chinese."""
    found = []
    for topic in topics():
        lists, _ = read_lists(DATA / "chinese" / f"{topic.name}.txt")
        told = (line.split("\t") for line in written.lines(DATA))
        sentences = tuple(sentence for name, sentence in told if name == topic.name)
        found.append(
            Topic(topic.name, lists["labels"], lists["unseen"][0], lists["nouns"], lists["acts"], (), sentences)
        )
    return tuple(found)


def topics_in(lang: str) -> tuple[Topic, ...]:
    return chinese() if lang == ZH else topics()


@cache
def shared(lang: str = EN) -> Mapping[str, tuple[str, ...]]:
    """Lists that belong to no topic: who, when, adjectives, what is said, and hypotheses that nothing decides."""
    folder = DATA / "chinese" if lang == ZH else DATA
    return read_lists(folder / f"{SHARED}.txt")[0]


def read_lists(path: Path) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """The ``name: one, two`` lists of a file, and its other lines."""
    lists: dict[str, tuple[str, ...]] = {}
    sentences = []
    for line in path.read_text(encoding="utf-8").splitlines():
        name, colon, members = line.partition(": ")
        if colon and name.isalpha() and name.islower():
            lists[name] = tuple(dict.fromkeys(member.strip() for member in members.split(",")))
        elif line.strip():
            sentences.append(line.strip())
    return lists, tuple(sentences)
