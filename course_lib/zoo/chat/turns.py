"""One turn of a talk: what a user may ask for, of each kind, and what is answered."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from course_lib.zoo.chat import facts, numbers, poems, reading, translations
from course_lib.zoo.chat.phrases import capital, marked, pick, rows, sections

ZH, EN = "zh", "en"
ME = {ZH: "小千", EN: "Xiaoqian"}
DONT_KNOW = {ZH: "对不起，这个我不知道。", EN: "I am sorry, I don't know that."}
SWITCHED = ("opposite", "word", "meaning", "body", "sound")  # kinds that are about a language's own words


@dataclass(frozen=True)
class Turn:
    """What a user says and what is answered; `topic` is what a short follow-up may refer to."""

    said: str
    answer: str
    topic: object = None


def language(rng: random.Random) -> str:
    return ZH if rng.random() < 0.53 else EN


def fact_turn(lang: str, rng: random.Random) -> Turn:
    fact = some_fact(lang, rng)
    return Turn(facts.question(fact, lang, rng), facts.reply(fact, lang), fact)


def some_fact(lang: str, rng: random.Random, kind: str | None = None) -> facts.Fact:
    """Any fact; a kind with many facts comes up more often, though not in proportion."""
    table = facts.facts()
    if kind is None:
        kinds, weights = kind_weights()
        kind = rng.choices(kinds, weights)[0]
    while True:
        fact = rng.choice(table[kind])
        if lang in fact.subject:
            return fact


@cache
def kind_weights() -> tuple[list[str], list[float]]:
    table = facts.facts()
    return list(table), [len(found) ** 0.7 for found in table.values()]


def single_turn(lang: str, rng: random.Random) -> Turn:
    phrases = rng.choice(list(marked("single").values()))
    (answer,) = phrases[f"{lang}="]
    return Turn(facts.ask(phrases, sections("manners"), lang, rng), answer)


def switched_turn(lang: str, rng: random.Random) -> Turn:
    """A question that asks to be answered in the other language."""
    while True:
        fact = some_fact(lang, rng)
        if fact.kind not in SWITCHED and len(fact.subject) == 2:
            break
    other, manner = (EN, "zh_to_english") if lang == ZH else (ZH, "en_to_chinese")
    phrases = [p for p in marked("questions")[fact.kind][f"{lang}?"] if "{xs}" not in p and "{ns}" not in p]
    asked = pick(phrases, rng, **facts.places(fact.subject[lang], lang))
    text = pick(sections("manners")[manner], rng, q=asked)
    return Turn(capital(text), facts.reply(fact, other))


def talk_turn(lang: str, rng: random.Random, *, me: str | None = None, intent: str | None = None) -> Turn:
    phrases = marked("talk")[intent or rng.choice(list(marked("talk")))]
    said = pick(phrases[f"{lang}?"], rng)
    if said[-1].isalnum() and rng.random() < 0.6:
        said += rng.choice("？。！") if lang == ZH else rng.choice("?.!")
    return Turn(capital(said), pick(phrases[f"{lang}="], rng, me=me or ME[lang]))


def unknown_turn(lang: str, rng: random.Random) -> Turn:
    """Something that it cannot know, and that it says so of."""
    lists = sections("unknown")
    text = pick(lists[lang], rng)
    for place, name in (("p", "people"), ("c", "countries"), ("place", "places")):
        lines = lists[name if lang == ZH else name + "_en"]
        while "{" + place + "}" in text:
            names = " ".join(lines).split() if lang == ZH else "|".join(lines).split("|")
            text = text.replace("{" + place + "}", rng.choice(names), 1)
    manner = rng.random()
    if lang == ZH:
        text = (
            rng.choice(("请问", "你知道", "告诉我", "我想知道", "请问，", "小千，")) + text if manner < 0.25 else text
        )
        return Turn(text + rng.choice("？？？。"), DONT_KNOW[ZH])
    text = (
        rng.choice(("please, ", "hi, ", "so ", "tell me, ", "do you know ", "Xiaoqian, ")) + text
        if manner < 0.2
        else text
    )
    return Turn(capital(text) + rng.choice("???."), DONT_KNOW[EN])


def poem_turn(lang: str, rng: random.Random) -> Turn:
    theme = rng.choice(poems.themes())
    without = avoided(theme, rng) if lang == ZH and rng.random() < 0.5 else ""
    named = rng.random() > 0.08
    return Turn(
        poems.request(theme if named else None, lang, rng, without=without),
        poems.poem(theme, lang, rng, without=without),
        theme,
    )


def avoided(theme: poems.Theme, rng: random.Random) -> str:
    """A character that a poem on a theme has to do without: its own, one of its poems', or a usual one."""
    draw = rng.random()
    if draw < 0.3:  # the hard case: the very character of the theme
        return rng.choice([c for c in theme.zh if c in poems.AVOIDABLE] or poems.AVOIDABLE)
    return rng.choice(poems.characters(theme.zh) if draw < 0.7 else poems.AVOIDABLE)


def sum_turn(lang: str, rng: random.Random) -> Turn:
    """A sum or difference with a result of at most twenty."""
    if rng.random() < 0.45:
        a = rng.randrange(21)
        b = rng.randrange(a + 1)
        form, result, sign = "minus", a - b, {ZH: "减", EN: "minus"}[lang]
    else:
        result = rng.randrange(21)
        a = rng.randrange(result + 1)
        b = result - a
        form, sign = "plus", {ZH: "加", EN: "plus"}[lang]
    shown = [str(a), str(b)] if rng.random() < 0.55 else [numbers.in_words(n, lang) for n in (a, b)]
    text = pick(sections("requests")[f"{form}_{lang}"], rng, a=shown[0], b=shown[1])
    end = rng.choice("？？。") if lang == ZH else rng.choice("??.")
    if lang == ZH:
        counted = re.sub(r"(?<!十)二(?=[个支颗本只块元])", "两", text)
        return Turn(rng.choice(("", "", "", "请问", "小千，", "你知道")) + counted + end, f"{a}{sign}{b}等于{result}。")
    return Turn(capital(text) + end, f"{a} {sign} {b} is {result}.")


def number_turn(lang: str, rng: random.Random) -> Turn:
    """Something about the numbers up to a hundred: which is larger, what comes next, odd or even."""
    return Turn(*numbers.question(lang, rng))


def reading_turn(lang: str, rng: random.Random) -> Turn:
    """A passage and a question that it answers, or does not."""
    return Turn(*reading.exercise(lang, rng))


def translation_turn(lang: str, rng: random.Random) -> Turn:
    """A word or a short everyday sentence, asked for in the other language."""
    english, chinese = translations.pair(rng)
    other = rng.choice(("english", "chinese"))
    said = pick(sections("requests")[f"to_{other}_{lang}"], rng, s=chinese if other == "english" else english)
    mark = "" if said[-1] in "。？！.?!" else rng.choice(("", "。", "？") if lang == ZH else ("", ".", "?"))
    return Turn(capital(said) + mark, english if other == "english" else chinese)


def list_turn(lang: str, rng: random.Random) -> Turn:
    zh, en, zh_members, en_members = rng.choice(rows("lists"))
    members = (zh_members if lang == ZH else en_members).split()
    count = rng.choice((2, 3, 3, 3, 4, 5))
    phrases = sections("requests")
    measure = "个" if zh in ("国家", "城市") else rng.choice("种种个")
    if rng.random() < 0.15:
        count, text = 3, pick(phrases[f"list_any_{lang}"], rng, s=zh if lang == ZH else en, k=measure)
    else:
        number = rng.choice((str(count), numbers.in_words(count, lang).replace("二", "两")))
        sort = zh if lang == ZH else en.replace("_", " ")
        text = pick(phrases[f"list_{lang}"], rng, n=number, k=measure, s=sort)
    text = text.replace("_", " ")
    if lang == ZH:
        return Turn(text + rng.choice(("", "。", "。", "？")), "、".join(members[:count]) + "。")
    return Turn(capital(text) + rng.choice(("", ".", "?")), capital(_joined(members[:count])) + ".")


def _joined(words: list[str]) -> str:
    return ", ".join(words[:-1]) + " and " + words[-1]


TURNS: tuple[tuple[Callable[[str, random.Random], Turn], float], ...] = (
    (fact_turn, 0.26), (single_turn, 0.05), (switched_turn, 0.02), (talk_turn, 0.10), (unknown_turn, 0.06),
    (poem_turn, 0.15), (sum_turn, 0.10), (number_turn, 0.05), (list_turn, 0.03), (reading_turn, 0.25),
    (translation_turn, 0.07),
)  # fmt: skip


LATER: Mapping[Callable[[str, random.Random], Turn], float] = {
    reading_turn: 0.36, sum_turn: 0.18, number_turn: 0.05, fact_turn: 0.12, poem_turn: 0.13,
}  # fmt: skip
"""The shares of later corpora, of what takes longest to learn; of the other kinds they hold half as many."""


def any_turn(lang: str, rng: random.Random, *, later: int = 0) -> Turn:
    makers, weights = zip(*TURNS, strict=True)
    if later:
        weights = tuple(LATER.get(maker, share / 2) for maker, share in TURNS)
    turn: Turn = rng.choices(makers, weights)[0](lang, rng)
    return turn


def follow_up(last: Turn, lang: str, rng: random.Random) -> Turn | None:
    """A short request that only the turn before makes clear: "那德国呢？"."""
    phrases, manners = sections("requests"), sections("manners")
    if isinstance(last.topic, facts.Fact) and last.topic.kind not in ("day_before", "month_before"):
        fact = some_fact(lang, rng, last.topic.kind)
        text = pick(manners[f"{lang}_next"], rng, x=fact.subject[lang])
        return Turn(capital(text + rng.choice(("？", "？", "")) if lang == ZH else text), facts.reply(fact, lang), fact)
    if isinstance(last.topic, poems.Theme):
        theme, without = last.topic, ""
        draw = rng.random()
        if draw < 0.35:
            text = pick(phrases[f"again_{lang}"], rng)
        elif draw < 0.7 or lang == EN:
            theme = rng.choice(poems.themes())
            text = pick(phrases[f"again_theme_{lang}"], rng, t=rng.choice(theme.names[lang]))
        else:
            without = avoided(theme, rng)
            text = pick(phrases["again_without_zh"], rng, c=without)
        return Turn(
            capital(text) + rng.choice(("", "。" if lang == ZH else ".")),
            poems.poem(theme, lang, rng, without=without),
            theme,
        )
    return None
