"""Chinese poems of four lines of five characters, which may have to do without a character; short English ones."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache

from course_lib.zoo.chat.phrases import capital, pick, rows, sections

LINES = 4
# Characters that a poem is often asked to do without: the seasons, and what poems are full of.
AVOIDABLE = "春夏秋冬花月风雪雨山水人云天夜日红白叶树海茶"
WHOLE = 0.6
"""How often a poem stands as it was written; the others take each of their lines from another."""
Quatrain = tuple[str, str, str, str]


@dataclass(frozen=True)
class Theme:
    """A theme in both languages and the other names that people have for it."""

    zh: str
    en: str
    names: dict[str, tuple[str, ...]]


@cache
def themes() -> tuple[Theme, ...]:
    return tuple(
        Theme(zh, en, {"zh": tuple(zh_names.split()), "en": tuple(name.strip() for name in en_names.split(","))})
        for zh, en, zh_names, en_names in rows("themes")
    )


@cache
def quatrains() -> dict[str, tuple[Quatrain, ...]]:
    """Theme, in Chinese -> its poems."""
    found: dict[str, tuple[Quatrain, ...]] = {}
    for theme, poems in sections("quatrains").items():
        first, second, third, fourth = zip(*(poem.split() for poem in poems), strict=True)
        found[theme] = tuple(zip(first, second, third, fourth, strict=True))
    return found


@cache
def characters(theme: str) -> tuple[str, ...]:
    """The characters of a theme's poems, each as often as it stands there: what one may be asked to do without."""
    return tuple(character for poem in quatrains()[theme] for line in poem for character in line)


@cache
def every_character() -> tuple[str, ...]:
    """Each character that some poem has, once."""
    return tuple(sorted({character for theme in quatrains() for character in characters(theme)}))


def poem(theme: Theme, lang: str, rng: random.Random, *, without: str = "") -> str:
    """Four different lines, none of them with the character `without`.

    A line keeps its place: what opens a poem never closes one. So a model that always takes the likeliest next line
    does not say one twice.
    """
    if lang == "en":
        couplets = rng.sample(sections("poems_en")[theme.en], LINES // 2)
        return "\n".join(line.strip() for couplet in couplets for line in couplet.split("|"))
    known = quatrains()[theme.zh]
    whole = [poem for poem in known if not without or without not in "".join(poem)]
    if whole and rng.random() < WHOLE:
        lines: tuple[str, ...] = rng.choice(whole)
    else:
        places = ([poem[place] for poem in known] for place in range(LINES))
        lines = tuple(rng.choice([line for line in own if not without or without not in line]) for own in places)
    return "\n".join(line + "，。"[number % 2] for number, line in enumerate(lines))


def request(theme: Theme | None, lang: str, rng: random.Random, *, without: str = "") -> str:
    """A poem asked for; with no theme, any poem."""
    phrases = sections("requests")
    if theme is None:
        if without:
            text = pick(phrases["without_any_zh"], rng, c=without)
        else:
            text = pick(phrases[f"poem_any_{lang}"], rng)
    else:
        text = pick(phrases[f"poem_{lang}"], rng, t=rng.choice(theme.names[lang]))
        if without and rng.random() < 0.25:
            text = pick(phrases["without_before_zh"], rng, c=without) + text
        elif without:
            text += pick(phrases["without_after_zh"], rng, c=without)
    if lang == "en":
        return capital(text) + rng.choice(("", ".", "!", ", please.", "?"))
    before = rng.choice(("", "", "", "请", "小千，", "你好，", "麻烦你"))
    return before + text + rng.choice(("", "", "。", "。", "！", "，谢谢。"))
