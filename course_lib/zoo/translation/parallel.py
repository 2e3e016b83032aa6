"""Sentences in both languages at once, from patterns that share their slots.

A pattern is a line ``english = chinese``. In both, ``{category}`` is one word or phrase, drawn once; a digit makes
another one (``{kin2}``), a form follows a point (``{thing.n}``, ``{event.past}``), and ``?`` makes it optional; behind
a time a digit makes it obligatory.
``{S}`` is the subject; ``[be]``, ``[was]``, ``[do]``, ``[have]`` agree with it, and so does the form ``s`` of a verb.
``{F.past_time}`` and ``{E.past_time}`` are one time, which stands either in front of the sentence or at its end
(in Chinese behind the subject). ``(a|b)`` are wordings that mean the same; a translation uses the first.
"""

from __future__ import annotations

import random
import re
from bisect import bisect
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from typing import Any

from course_lib.zoo.translation import english as inflect
from course_lib.zoo.translation import phrases
from course_lib.zoo.translation.lexicon import Entry, sentences
from course_lib.zoo.translation.phrases import Both, Chooser, Pronoun

_SLOT = re.compile(r"\{([A-Za-z_]+)(\d?)(?:\.(\w+))?(\??)\}|\[(\w+?)(\d?)\]|\(([^()]*)\)")
VERBS = {"activity", "event", "journey", "happening", "state", "weather_verb", "obj_verb", "buy_eat", "place_verb",
         "like_verb", "state_s", "go_to", "go_there"}  # fmt: skip
NOUN_FORMS = {"n", "d", "dem", "a", "some"}
ASPECTS = {"le": "了", "guo": "过"}


@dataclass
class _Scene:
    """What has been drawn for one pattern, and the subject that its verbs agree with."""

    choose: Chooser
    subject: Pronoun | None = None
    drawn: dict[str, Any] = field(default_factory=dict)
    fronted: bool = False  # whether the pattern has a place for a time in front

    def fill(self, pattern: str, side: str) -> str:
        return _SLOT.sub(lambda found: self._value(found, side), pattern)

    def _value(self, found: re.Match[str], side: str) -> str:
        if found[7] is not None:
            return self.fill(self.choose.wording(found[7].split("|"), side), side)
        if found[5]:
            who = self._subject(found[6]).pronoun
            return inflect.agree(found[5], who.english == "I", who.singular)
        category, number, form, optional = found[1], found[2], found[3] or "", bool(found[4])
        if category in ("F", "E"):
            return self._time(category, number, form, side)
        if optional:
            key = f"{category}{number}?"
            if not self.drawn.setdefault(key, self.choose.chance(0.35)):
                return ""
        value = self._draw(category, number, form)
        if isinstance(value, _Verb):
            agree = self._subject(form[1:].replace("3", "")) if form in ("s", "s2") else None
            return value.render(side, form, agree.pronoun if agree else None)
        if category == "S":
            return _person(value, side, form)
        if form == "m":
            return str(value.measure)
        if isinstance(value, Both):
            text = value.english if side == "en" else value.chinese
        elif side == "en" and form in ("pl", "plain"):
            text = self.choose.wording(value.plurals, side)
        else:
            text = self.choose.wording(value.english if side == "en" else value.chinese, side)
        if form == "z":
            return text.removeprefix("在")
        return f"the {text}" if side == "en" and form == "the" else text

    def _subject(self, number: str) -> Both:
        value = self.drawn.setdefault(f"S{number}", None)
        if value is None:
            value = self.drawn[f"S{number}"] = phrases.subject(self.choose)
            if not number:
                self.subject = value.pronoun
        assert isinstance(value, Both)
        return value

    def _draw(self, category: str, number: str, form: str) -> Any:
        if category == "S":
            return self._subject(number)
        key = category + number
        if key not in self.drawn:
            self.drawn[key] = self._new(category, form)
        return self.drawn[key]

    def _new(self, category: str, form: str) -> Any:
        choose = self.choose
        if category in VERBS:
            return _Verb(choose.of(category), choose, self.subject or self._subject("").pronoun)
        if category == "poss":
            who = self.subject or self._subject("").pronoun
            return Both(who.possessive, who.chinese + "的", who)
        if category == "kin" and form in ("my", "poss"):
            return phrases.relative(choose, self.subject, form)
        if category == "person" and form in ("obj", "poss"):
            who = phrases.pronoun(choose, avoid=self.subject)
            zh = phrases.chinese_pronoun(choose, who)
            return Both(who.object, zh, who) if form == "obj" else Both(who.possessive, zh + "的", who)
        if category == "dem":
            return phrases.noun_phrase(choose, form, "dem")
        if form in NOUN_FORMS:
            return phrases.noun_phrase(choose, category, form, self.subject)
        taken = {id(value) for value in self.drawn.values()}
        for _ in range(4):
            entry = choose.of(category)
            if id(entry) not in taken:
                break
        if entry.is_pattern:  # a phrase with slots of its own
            inner = _Scene(choose, self.subject)
            english = inner.fill(choose.wording(entry.english, "en"), "en")
            return Both(english, inner.fill(choose.wording(entry.chinese, "zh"), "zh"))
        return entry

    def _time(self, place: str, number: str, category: str, side: str) -> str:
        key = f"time{number}"
        if key not in self.drawn:
            spots = ("F" if self.fronted else "") + "EE" + ("" if number == "1" else "-")
            spot = self.choose.rng.choice(spots)
            self.drawn[key] = (spot, self.choose.of(category))
        spot, entry = self.drawn[key]
        if spot != place:
            return ""
        text = self.choose.wording(entry.english if side == "en" else entry.chinese, side)
        if side == "en" and spot == "F":
            text += self.choose.wording((" ", ", "), "en")
        elif side == "en":
            text = " " + text
        return text


class _Verb:
    """A verb phrase; Chinese keeps the place where 了 and 过 go."""

    def __init__(self, entry: Entry, choose: Chooser, subject: Pronoun) -> None:
        scene = _Scene(choose, subject, {"S": Both("", "", subject)})
        self.english = scene.fill(choose.wording(entry.english, "en"), "en")
        self.chinese = scene.fill(choose.wording(entry.chinese, "zh"), "zh")

    def render(self, side: str, form: str, agree: Pronoun | None) -> str:
        if side == "zh":
            return self.chinese.replace("_", ASPECTS.get(form, ""))
        if form == "s3":
            form = "s"
        elif form in ("s", "s2"):
            form = "s" if agree and agree.singular else "base"
        return inflect.verb(self.english, form or "base")


def _person(who: Both, side: str, form: str) -> str:
    if form == "pro":
        return who.pronoun.english if side == "en" else who.pronoun.chinese
    if form == "poss":
        return who.pronoun.possessive if side == "en" else who.pronoun.chinese
    if form == "obj":
        return who.pronoun.object if side == "en" else who.pronoun.chinese
    return who.english if side == "en" else who.chinese


@cache
def weights(target: str = "zh") -> tuple[int, ...]:
    """How often each pattern is drawn for translations into `target`, cumulated."""
    return tuple(accumulate(pattern.weight if pattern.into in ("", target) else 0 for pattern in sentences()))


def pair(rng: random.Random, target: str) -> tuple[str, str]:
    """One sentence, (English, Chinese); `target` ("en" or "zh") is the side with the preferred wording."""
    totals = weights(target)
    return realise(sentences()[bisect(totals, rng.random() * totals[-1])], rng, target)


def realise(pattern: Entry, rng: random.Random, target: str) -> tuple[str, str]:
    """One sentence of a pattern."""
    choose = Chooser(rng, target)
    scene = _Scene(choose, fronted="{F" in pattern.english[0])
    english = scene.fill(choose.wording(pattern.english, "en"), "en")
    chinese = scene.fill(choose.wording(pattern.chinese, "zh"), "zh")
    return _english(english, choose), _chinese(chinese)


def _english(text: str, choose: Chooser) -> str:
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r" ([,.?!])", r"\1", text)
    if choose.target == "en" or choose.chance(0.6):
        text = inflect.contract_not(text)
    if choose.target != "en" and choose.chance(0.35):
        text = inflect.contract_subject(text)
    return text[:1].upper() + text[1:]


def _chinese(text: str) -> str:
    # 在 of "just now" and 在 of a place are one; 了 is not said twice; 有 is denied with 没
    return text.replace(" ", "").replace("_", "").replace("在在", "在").replace("了了", "了").replace("不有", "没有")
