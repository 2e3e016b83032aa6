"""A user's text as people type it."""

from __future__ import annotations

import random


def untidy(text: str, rng: random.Random) -> str:
    """`text` as people type: without the last mark, in small letters, with a slip of the finger."""
    if text[-1:] in "？。！?.!" and rng.random() < 0.3:
        text = text[:-1]
    if not any("a" <= c.lower() <= "z" for c in text):
        if rng.random() < 0.08:
            text = text.replace("，", rng.choice(("", " ", ",")))
        return text.replace("？", "?") if rng.random() < 0.1 else text
    if rng.random() < 0.3:
        text = text.lower()
    if rng.random() < 0.1:
        text = text.replace("'", "").replace(",", "").replace('"', "")
    if rng.random() < 0.05:
        text = slip(text, rng)
    return text


def slip(text: str, rng: random.Random) -> str:
    """One longer word with two letters swapped, one left out, or one doubled."""
    words = text.split(" ")
    long = [number for number, word in enumerate(words) if len(word) > 4 and word.isalpha() and word.isascii()]
    if not long:
        return text
    number = rng.choice(long)
    word, at, kind = words[number], rng.randrange(1, len(words[number]) - 1), rng.random()
    if kind < 0.4:
        word = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    else:
        word = word[:at] + (word[at + 1 :] if kind < 0.7 else word[at] + word[at:])
    return " ".join([*words[:number], word, *words[number + 1 :]])
