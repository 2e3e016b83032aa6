"""Chinese poems of four lines of five characters, which may have to do without a character; short English ones."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache

from course_lib.zoo.chat.phrases import capital, expand, pick, rows, sections

LINES = 4
# Characters that a poem may be asked to do without: the seasons, and what poems are full of.
AVOIDABLE = "春夏秋冬花月风雪雨山春夏秋冬花月风雪雨山水人云天夜日红白"


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


def poem(theme: Theme, lang: str, rng: random.Random, *, without: str = "") -> str:
    """Four lines, none of them with the character `without`."""
    if lang == "en":
        couplets = rng.sample(sections("poems_en")[theme.en], LINES // 2)
        return "\n".join(line.strip() for couplet in couplets for line in couplet.split("|"))
    lines: list[str] = []
    for phrase in rng.sample(sections("poems_zh")[theme.zh], len(sections("poems_zh")[theme.zh])):
        for _ in range(4):
            line = expand(phrase, rng)
            if not without or without not in line:
                lines.append(line)
                break
        if len(lines) == LINES:
            break
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
