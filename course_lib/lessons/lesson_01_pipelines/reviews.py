"""Short reviews in English and Chinese, for what classifies them."""

from __future__ import annotations

import random

_THINGS = ["lamp", "soup", "hotel", "battery", "coat", "film", "chair", "phone", "waiter", "book"]
_SAID = ["is wonderful", "is awful", "was a great surprise", "broke on the first day", "is worth every penny",
         "was a waste of money", "is very good", "was a disappointment"]  # fmt: skip
_THINGS_ZH = ["菜", "房间", "手机", "椅子", "电影", "衣服", "服务", "包装"]
_SAID_ZH = ["很好，很满意", "太差了，很失望", "非常不错", "质量很差", "让人惊喜，下次还来", "糟透了，再也不来了"]


def english(rng: random.Random) -> str:
    """A review like ``The lamp broke on the first day.``."""
    return f"The {rng.choice(_THINGS)} {rng.choice(_SAID)}."


def chinese(rng: random.Random) -> str:
    """A review like ``房间太差了，很失望。``."""
    return f"{rng.choice(_THINGS_ZH)}{rng.choice(_SAID_ZH)}。"
