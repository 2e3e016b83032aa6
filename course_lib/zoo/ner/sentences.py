"""Sentences with the places of their names: what ner is trained on, and the unseen names it is measured on.

Three sources: templates written for names (data/sentences_*.txt), the everyday grammar of bert-zh with names put where
its people, cities and countries stand, and sentences with no name at all.
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from course_lib.zoo.bert_zh import corpus, english
from course_lib.zoo.grammar import Grammar, read_lexicon, read_templates
from course_lib.zoo.ner.english import made_up
from course_lib.zoo.ner.names import TYPE_OF_KIND, name
from course_lib.zoo.ner.parts import DATA, parts

HELD_OUT = Path(__file__).parent / "heldout.jsonl"
_KIND = re.compile(rf"({'|'.join(sorted(TYPE_OF_KIND, key=len, reverse=True))})")
_SMALL_WORD = re.compile(r"\b[a-z]{4,}\b", re.ASCII)
CLOSING = "。！？.!? "


@dataclass(frozen=True)
class Tagged:
    """A text and its names: (start, end, type), in order, in characters."""

    text: str
    names: tuple[tuple[int, int, str], ...]

    def __add__(self, other: Tagged) -> Tagged:
        shift = len(self.text)
        moved = tuple((start + shift, end + shift, kind) for start, end, kind in other.names)
        return Tagged(self.text + other.text, self.names + moved)


@cache
def templates(language: str) -> Grammar:
    """The sentences written for names."""
    return Grammar(_words(language), read_templates(DATA / f"sentences_{language}.txt"))


@cache
def broad(language: str) -> Grammar:
    """Names among a broad vocabulary, and some sentences with none; not much of it makes sense."""
    files = [DATA / f"sentences_more_{language}.txt"]
    if language == "en":
        files.append(DATA / "plain_more_en.txt")
    return Grammar(_words(language), read_templates(*files))


@cache
def plain_english() -> Grammar:
    return Grammar(_words("en"), read_templates(DATA / "plain_en.txt"))


def _words(language: str) -> dict[str, tuple[str, ...]]:
    lexicon = read_lexicon(DATA / f"words_{language}.txt", DATA / f"words_more_{language}.txt")
    return {key: tuple(word.replace("_", " ") for word in members) for key, members in lexicon.items()}


@cache
def everyday(language: str) -> Grammar:
    """bert-zh's grammar with kinds of names in the place of its people, cities and countries."""
    source = corpus.chinese() if language == "zh" else corpus.english()
    changed = dict(source.lexicon)
    if language == "zh":
        changed |= {"name": ("PER",), "city": ("LOC",), "country": ("COUNTRY",)}
        changed["who"] = (*changed["who"], *["{name}"] * len(changed["who"]))
        changed["place"] = (*changed["place"], *["LOC"] * (len(changed["place"]) // 6))
    else:
        changed |= {"person_name": ("PER",), "capital": ("CITY",), "country": ("COUNTRY",), "people": ("NATION",)}
        changed["place"] = (*changed["place"], *["LOC"] * (len(changed["place"]) // 8))
    return Grammar(changed, source.templates)


@cache
def _given_away() -> re.Pattern[str]:
    """Names that bert-zh's own sentences hold in plain words; a sentence with one of these would be tagged wrongly."""
    listed = [*corpus.CAPITALS, *(parts("zh")[key] for key in ("city", "country", "region", "org", "famous"))]
    known = {word for group in listed for word in group}
    known |= {word for key in ("city", "country", "name") for word in corpus.chinese().lexicon[key]}
    known |= {
        "小明",
        "小红",
        "小丽",
        "李华",
        "王老师",
        "李老师",
        "张老师",
        "小王",
        "小李",
        "世界杯",
        "老王",
        "老师姓",
        "姓王",
        "大家都叫",
    }
    known |= {word for key in ("person_name", "country", "capital", "people") for word in corpus.english().lexicon[key]}
    return re.compile("|".join(rf"\b{word}\b" if word.isascii() else word for word in sorted(known)), re.IGNORECASE)


def fill(template: str, language: str, rng: random.Random, *, kept: bool = False) -> Tagged:
    """Put a name where each kind stands in an expanded template.

    >>> fill("在LOC。", "zh", random.Random(0)).names[0][0]
    1
    """
    text, names, position, used = "", [], 0, set[str]()
    for match in _KIND.finditer(template):
        text += template[position : match.start()]
        # Now and then a Chinese sentence has an English name.
        latin = language == "zh" and match[1] in ("PER", "ORG") and rng.random() < 0.03 and not kept
        made = name("en" if latin else language, match[1], rng, kept=kept)
        for _ in range(3):
            if made.text not in used:
                break
            made = name(language, match[1], rng, kept=kept)
        used.add(made.text)
        article = "" if text.endswith(("the ", "The ")) or latin else made.article
        text += article.capitalize() if not text else article
        names.append((len(text), len(text) + len(made.text), made.type))
        text += made.text
        position = match.end()
    text += template[position:]
    return Tagged(text, tuple(names))


def _spaced(text: str) -> str:
    """No space at the ends or before a mark: an alternative that says nothing leaves one."""
    return re.sub(r"\s+([.,!?])", r"\1", text.strip())


@cache
def _small_words() -> tuple[str, ...]:
    counts = english.lexicon_counts({key: tuple(words) for key, words in corpus.english().lexicon.items()})
    return tuple(sorted(word for word in counts if word.isascii() and word.isalpha() and word.islower()))


def reword(text: str, rng: random.Random) -> str:
    """`text` with one in sixteen of its longer English words replaced by another, which may be a made-up one.

    A word in small letters is no name, whatever pieces it falls into.
    """

    def other(found: re.Match[str]) -> str:
        draw = rng.random()
        if draw > 0.06:
            return found[0]
        return made_up(rng).lower() if draw < 0.02 else rng.choice(_small_words())

    return _SMALL_WORD.sub(other, text)


def _template_sentence(language: str, rng: random.Random, *, kept: bool = False) -> Tagged:
    text = _spaced(templates(language).sentence(rng))
    return fill(text if kept else reword(text, rng), language, rng, kept=kept)


def _everyday_sentence(language: str, rng: random.Random) -> Tagged:
    while True:
        text = everyday(language).sentence(rng)
        if _given_away().search(text):
            continue
        if language == "zh":
            return fill(text, language, rng)
        text = re.sub(r"\bi\b", "I", text)
        if rng.random() < 0.25:
            text = re.sub(r"^(he|she|my \w+)\b", "PER", text)
        text = re.sub(r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b", lambda found: found[0].capitalize(), text)
        text = re.sub(
            r"\b(january|february|march|april|june|july|august|september|october|november|december)\b",
            lambda found: found[0].capitalize(), text,
        )  # fmt: skip
        return fill(text[:1].upper() + text[1:], language, rng)


def sentence(rng: random.Random) -> Tagged:
    """One training text: a sentence, or two in a row."""
    language = "zh" if rng.random() < 0.5 else "en"
    made = _sentence(language, rng)
    if len(made.text) < (22 if language == "zh" else 60) and rng.random() < 0.2:
        made = made + Tagged("" if language == "zh" else " ", ()) + _sentence(language, rng)
    if rng.random() < 0.1 and not any(end > len(made.text.rstrip(CLOSING)) for _, end, _ in made.names):
        made = Tagged(made.text.rstrip(CLOSING), made.names)
    return made


def _sentence(language: str, rng: random.Random) -> Tagged:
    draw = rng.random()
    if draw < 0.46:
        return _template_sentence(language, rng)
    if draw < 0.72:
        text = _spaced(broad(language).sentence(rng))
        return fill(reword(text[:1].upper() + text[1:], rng), language, rng)
    if language == "zh" or draw < 0.86:
        return _everyday_sentence(language, rng)
    return Tagged(plain_english().sentence(rng), ())


def sentences(count: int, seed: int) -> list[Tagged]:
    """`count` training texts, the same for the same arguments; none holds a sentence kept for measuring."""
    rng = random.Random(seed)
    kept_back = held_out_texts()
    found: list[Tagged] = []
    while len(found) < count:
        made = sentence(rng)
        if made.text and not any(text in made.text for text in kept_back):
            found.append(made)
    return found


def unseen_names(count: int, seed: int) -> list[Tagged]:
    """Sentences of the templates whose persons, organisations and cities are made of parts kept for measuring."""
    rng = random.Random(seed)
    found: list[Tagged] = []
    while len(found) < count:
        made = _template_sentence("zh" if len(found) % 2 else "en", rng, kept=True)
        if any(kind != "MISC" for _, _, kind in made.names):
            found.append(made)
    return found


@cache
def held_out() -> tuple[tuple[str, Tagged], ...]:
    """(language, tagged text) of every hand-written sentence; a name is looked for after the one before it."""
    found = []
    for line in HELD_OUT.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        item = json.loads(line)
        names, position = [], 0
        for surface, kind in item["entities"]:
            start = item["text"].index(surface, position)
            position = start + len(surface)
            names.append((start, position, kind))
        found.append((item["lang"], Tagged(item["text"], tuple(names))))
    return tuple(found)


@cache
def held_out_texts() -> tuple[str, ...]:
    return tuple(tagged.text.rstrip(CLOSING) for _, tagged in held_out())
