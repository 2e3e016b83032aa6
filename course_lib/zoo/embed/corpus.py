"""Pairs of texts that belong together: translations, paraphrases, words and what they mean, questions and answers."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from course_lib.zoo import written
from course_lib.zoo.translation import parallel
from course_lib.zoo.translation.alignment import translations
from course_lib.zoo.translation.lexicon import Entry, entry, sentences

DATA = Path(__file__).parent / "data"
HELD_OUT = Path(__file__).parent / "heldout.jsonl"
APART = Path(__file__).parent / "heldout_apart.jsonl"
CLOSING = ".?!。？！ "
# Shares of the kinds of pair, in the order of `_KINDS`.
SHARES = (42, 16, 24, 12, 6)


@dataclass(frozen=True)
class Relation:
    """Two words that one thing tells apart, and their meanings; `seen` is whether the meanings are trained on."""

    name: str
    words: tuple[str, str]
    meanings: tuple[str, str]
    chinese: tuple[str, str]
    seen: bool


def pairs(count: int, seed: int) -> list[tuple[str, str]]:
    """`count` pairs, the same for the same arguments; neither text of any is kept for measuring.

    Sentences of one pattern come two by two, so that they meet in one batch and have to be told apart.
    """
    rng = random.Random(seed)
    kept = frozenset(text.rstrip(CLOSING).lower() for pair in held_out() for text in pair)
    found: list[tuple[str, str]] = []
    while len(found) < count:
        kind = rng.choices(_KINDS, SHARES)[0]
        for first, second in kind(rng):
            if not {first.rstrip(CLOSING).lower(), second.rstrip(CLOSING).lower()} & kept:
                found.append((first, second) if rng.random() < 0.5 else (second, first))
    return found[:count]


def held_out() -> list[tuple[str, str]]:
    """(Chinese, English), hand-written by somebody who had not read the patterns; empty where there are none."""
    if not HELD_OUT.exists():
        return []
    items = [json.loads(line) for line in HELD_OUT.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [(item["zh"], item["en"]) for item in items]


@cache
def written_answers() -> tuple[dict[str, str], ...]:
    """What people wrote in data/written_*.jsonl: a passage and a question that it answers, in both languages."""
    return tuple(json.loads(line) for line in written.lines(DATA))


def spoken(line: str) -> str:
    """All that one line of those files says."""
    return " . ".join(json.loads(line).values())


@cache
def apart() -> tuple[dict[str, str], ...]:
    """Passages and questions in both languages, written by somebody who had not read what the model learns from.

    The keys are ``passage_zh``, ``passage_en``, ``question_zh`` and ``question_en``.
    """
    return tuple(json.loads(line) for line in APART.read_text(encoding="utf-8").splitlines())


@cache
def relations() -> tuple[Relation, ...]:
    found = []
    for line in _lines("relations.txt"):
        name, first, second, meaning, other, zh, zh_other = (part.strip() for part in line.lstrip("* ").split(" | "))
        found.append(Relation(name, (first, second), (meaning, other), (zh, zh_other), not line.startswith("*")))
    return tuple(found)


@cache
def words() -> tuple[tuple[str, str], ...]:
    """(English, Chinese) for every word of both lexicons."""
    found = [(english, chinese) for forms, chinese in translations() for english in dict.fromkeys(forms)]
    more = [word for members in _lexicon().values() for word in members]
    found += [(english, chinese) for word in more for english in word.english for chinese in word.chinese]
    return tuple((english.lower(), chinese) for english, chinese in found)


def _grammar(rng: random.Random) -> Iterator[tuple[str, str]]:
    pattern = rng.choices(sentences(), cum_weights=parallel.weights())[0]
    for _ in range(2):
        yield parallel.realise(pattern, rng, rng.choice(("en", "zh")))


def _written(rng: random.Random) -> Iterator[tuple[str, str]]:
    english, chinese = rng.choice(_sentences())
    first, second = rng.choice(english), rng.choice(chinese)
    if len(english) > 1 and rng.random() < 0.25:
        first, second = rng.sample(english, 2)
    yield first, second


def _framed(rng: random.Random) -> Iterator[tuple[str, str]]:
    frame = rng.choice(_frames())
    for _ in range(2):
        english, chinese = frame
        for slot in ("noun2", "adjective2", "noun", "verb", "adjective", "other"):
            word = rng.choice(_lexicon()[slot.rstrip("2")])
            english = english.replace(f"{{{slot}}}", rng.choice(word.english))
            chinese = chinese.replace(f"{{{slot}}}", rng.choice(word.chinese))
        yield english, chinese


def _word(rng: random.Random) -> Iterator[tuple[str, str]]:
    yield rng.choice(words())


def meaning(rng: random.Random) -> Iterator[tuple[str, str]]:
    """Two words that one thing tells apart, each with what it means."""
    relation = rng.choice([relation for relation in relations() if relation.seen])
    for side in (0, 1):
        meanings = (relation.meanings[side], relation.meanings[side], relation.chinese[side])
        yield relation.words[side], rng.choice(meanings)


def meanings() -> Iterator[tuple[str, str]]:
    """Every pair that `meaning` can draw."""
    for relation in (relation for relation in relations() if relation.seen):
        for side in (0, 1):
            yield relation.words[side], relation.meanings[side]
            yield relation.words[side], relation.chinese[side]


_KINDS = (_grammar, _written, _framed, _word, meaning)


@cache
def _lexicon() -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    category = ""
    for line in _lines("words.txt"):
        if line.startswith("["):
            category = line.strip("[]")
        else:
            found.setdefault(category, []).append(entry(line))
    return {name: tuple(members) for name, members in found.items()}


@cache
def _sentences() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    sides = (line.split(" = ") for line in _lines("sentences.txt"))
    return tuple((tuple(english.split(" / ")), tuple(chinese.split(" / "))) for english, chinese in sides)


@cache
def _frames() -> tuple[tuple[str, str], ...]:
    frames = (line.split(" = ") for line in _lines("frames.txt"))
    return tuple((english, chinese) for english, chinese in frames)


def _lines(name: str) -> list[str]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]
