"""Sentences nobody has seen before: fresh inputs for checks and judges, Chinese, English and both at once."""

from __future__ import annotations

import random

_WHO = ["我", "你", "她", "老师", "妈妈", "朋友", "邻居", "小明", "医生", "弟弟"]
_WHEN = ["今天", "明天", "昨天", "早上", "晚上", "周末", "春天", "现在"]
_WHERE = ["学校", "公园", "家里", "北京", "图书馆", "车站", "海边", "厨房"]
_WHAT = ["喝茶", "看书", "唱歌", "下棋", "写信", "做饭", "踢足球", "听音乐", "学习", "画画"]
_NAMES = ["Alice", "Bob", "GPT", "Paris", "Python", "Monday", "Linux", "Tom"]
_VERBS = ["reads", "writes", "likes", "sees", "paints", "cooks", "finds", "remembers"]
_THINGS = ["books", "letters", "songs", "pictures", "noodles", "trains", "flowers", "stories"]
_ADJECTIVES = ["small", "old", "quiet", "beautiful", "unbelievable", "green", "tokenized", "wonderful"]
_UNKNOWN = ["GPT", "NASA", "WiFi", "iPhone", "YouTube", "Tom", "𠮷", "𡃁"]


def chinese(rng: random.Random) -> str:
    """A sentence like ``今天老师在公园下棋。``."""
    return f"{rng.choice(_WHEN)}{rng.choice(_WHO)}在{rng.choice(_WHERE)}{rng.choice(_WHAT)}{rng.choice('。！？')}"


def english(rng: random.Random) -> str:
    """A sentence like ``Alice paints 12 green trains.``."""
    return f"{rng.choice(_NAMES)} {rng.choice(_VERBS)} {rng.randint(2, 99)} " + (
        f"{rng.choice(_ADJECTIVES)} {rng.choice(_THINGS)}."
    )


def mixed(rng: random.Random) -> str:
    """A sentence like ``周末 Bob 喜欢 old songs，你呢？``."""
    return f"{rng.choice(_WHEN)} {rng.choice(_NAMES)} 喜欢 {rng.choice(_ADJECTIVES)} {rng.choice(_THINGS)}，你呢？"


def sentence(rng: random.Random) -> str:
    """One of the three kinds."""
    return rng.choice((chinese, english, mixed))(rng)


def lower_case(rng: random.Random) -> str:
    """An English sentence without capitals, like ``we find 7 unbelievable letters.``."""
    what = f"{rng.choice(_ADJECTIVES)} {rng.choice(_THINGS)}"
    return f"{rng.choice(('we', 'they', 'you'))} {rng.choice(('find', 'like', 'paint'))} {rng.randint(2, 99)} {what}."


def unknown_word(rng: random.Random) -> str:
    """A word that neither bert-zh nor bert-base-chinese has: with capitals, or a rare hanzi."""
    return rng.choice(_UNKNOWN)


def with_unknown(rng: random.Random) -> str:
    """Two unknown words among known ones, one of them twice: ``𠮷在公园喝茶，Tom says: we like 9 old songs, 𠮷.``."""
    first, second = rng.sample(_UNKNOWN, 2)
    return f"{first}在{rng.choice(_WHERE)}{rng.choice(_WHAT)}，{second} says: {lower_case(rng)[:-1]}, {first}."
