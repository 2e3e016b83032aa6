"""Local news and its one-sentence summaries, from the templates in data/.

A summary is the event's sentence without what its template puts into square brackets: ``[, who is 80,]`` is said in
the paragraph only. Openings and endings (reasons, circumstances, sources) are bracketed by the generator.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from course_lib.zoo.grammar import Grammar
from course_lib.zoo.phrases import lines, read_phrases
from course_lib.zoo.summarize import names

DATA = Path(__file__).parent / "data"
HELD_OUT = Path(__file__).parent / "heldout.jsonl"
PREFIX = "summarize: "
_WORD = re.compile(r"(?<![\w'-])[a-z]{4,}(?![\w'-])")


@dataclass(frozen=True)
class Article:
    """A paragraph and its summary."""

    text: str
    summary: str


@dataclass(frozen=True)
class Newsroom:
    """The templates, and words that may stand in for others."""

    grammar: Grammar
    events: Sequence[str]
    details: Sequence[str]
    scenes: Sequence[str]
    spare_words: Sequence[str]

    def article(self, rng: random.Random) -> Article:
        """One paragraph of three to five sentences."""
        event = self.grammar.expand(self.event(rng), rng)
        around = [self._detail(rng) for _ in range(rng.randint(2, 4))]
        sentences = [_tidy(event.replace("[", "").replace("]", "")), *around]
        if rng.random() < 0.25:
            sentences[-1] = sentences[0]
            sentences = [self.grammar.expand(rng.choice(self.scenes), rng), sentences[-1], *sentences[1:-1]]
        text = " ".join(_capital(sentence) for sentence in sentences)
        summary = _capital(_tidy(re.sub(r"\[[^\]]*\]", "", event)))
        return self._swap(Article(text, summary), rng)

    def _detail(self, rng: random.Random) -> str:
        """One sentence around the event, or two in one."""
        detail = self.grammar.expand(rng.choice(self.details), rng)
        if rng.random() < 0.3 and detail[-1] == "." and '"' not in detail:
            other = self.grammar.expand(rng.choice(self.details), rng)
            detail = f"{detail[:-1]}{rng.choice((', and ', ', but ', ' and '))}{other[:1].lower()}{other[1:]}"
        return detail

    def event(self, rng: random.Random) -> str:
        """The template of the event's sentence: bare, or with an opening or an ending that the summary drops."""
        template = rng.choice(self.events)
        draw = rng.random()
        if draw < 0.2:
            return f"[{{opening}} ]~{_after_opening(template)}."
        if draw < 0.7:
            return f"{template}[~{{ending}}]."
        if draw < 0.75:
            return f"[{{opening}} ]~{_after_opening(template)}[~{{ending}}]."
        return f"{template}."

    def _swap(self, article: Article, rng: random.Random) -> Article:
        """Now and then another word for some of the summary's words, in both texts: so there is no end of copying."""
        if rng.random() < 0.6:
            return article
        text, summary = article.text, article.summary
        words = sorted({word for word in _WORD.findall(summary) if word not in kept_words()})
        for word in rng.sample(words, min(len(words), rng.randint(1, 3))):
            other = rng.choice(self.spare_words) if rng.random() < 0.8 else names.invented(rng)
            text, summary = (re.sub(rf"(?<![\w'-]){word}(?![\w'-])", other, part) for part in (text, summary))
        return Article(text, summary)


@cache
def kept_words() -> frozenset[str]:
    """Small words keep their place when others are swapped: they are what the shape of a sentence shows in."""
    return frozenset(read_phrases(DATA / "small_words.txt")["small"])


@cache
def newsroom() -> Newsroom:
    rng = random.Random(7)
    lexicon = {**read_phrases(DATA / "words.txt"), **names.people(rng, 1500), **names.places(rng, 500)}
    events, details, scenes = (tuple(lines(DATA / f"{kind}.txt")) for kind in ("events", "details", "scenes"))
    plain = (re.sub(r"\{[^}]*\}", " ", member) for members in lexicon.values() for member in members)
    known = sorted({word for member in plain for word in _WORD.findall(member)})
    spare = [word for word in known if word not in kept_words()]
    extra = ["{opening}", "{ending}"]
    return Newsroom(Grammar(lexicon, [*events, *details, *scenes, *extra]), events, details, scenes, spare)


def articles(count: int, seed: int) -> list[Article]:
    """`count` articles, the same for the same arguments; none holds a paragraph that is kept for measuring."""
    rng = random.Random(seed)
    room, kept_back = newsroom(), {item.text for item in held_out()}
    found: list[Article] = []
    while len(found) < count:
        article = room.article(rng)
        if article.text not in kept_back:
            found.append(article)
    return found


def held_out() -> list[Article]:
    """The hand-written paragraphs that the model is measured on."""
    items = map(json.loads, filter(None, HELD_OUT.read_text(encoding="utf-8").splitlines()))
    return [Article(item["text"], item["summary"]) for item in items]


def _after_opening(template: str) -> str:
    """A template whose own first word loses its capital; a title keeps it."""
    return template if template.startswith("Mayor") else template[:1].lower() + template[1:]


def _tidy(sentence: str) -> str:
    """Spaces and commas as they belong, where a part was left out or set beside another."""
    sentence = re.sub(r"(?<=[a-z0-9])~(?=[a-z])", " ", sentence).replace("~", "")
    sentence = re.sub(r"\s+", " ", sentence).replace(" ,", ",")
    return re.sub(r",+(?=[.,])", "", sentence).strip()


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
