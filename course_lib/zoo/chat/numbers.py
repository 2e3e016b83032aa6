"""Numbers up to a hundred: their words, and what may be asked of them."""

from __future__ import annotations

import random

from course_lib.zoo.chat.phrases import capital, marked, pick

ZH = "zh"
_ZH_DIGITS = "零一二三四五六七八九"
_EN_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_EN_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def in_words(number: int, lang: str) -> str:
    """A number from 0 to 100 in words.

    >>> in_words(12, "zh"), in_words(21, "en"), in_words(40, "zh")
    ('十二', 'twenty-one', '四十')
    """
    tens, ones = divmod(number, 10)
    if lang == ZH:
        if number == 100:
            return "一百"
        if tens == 0:
            return _ZH_DIGITS[ones]
        return ("" if tens == 1 else _ZH_DIGITS[tens]) + "十" + (_ZH_DIGITS[ones] if ones else "")
    if number == 100:
        return "one hundred"
    if number < 20:
        return _EN_SMALL[number]
    return _EN_TENS[tens] + (f"-{_EN_SMALL[ones]}" if ones else "")


def question(lang: str, rng: random.Random) -> tuple[str, str]:
    """What is asked and what is answered: the larger, the smaller, the next, the one before, odd or even."""
    kind = rng.choice(list(marked("numbers")))
    phrases = marked("numbers")[kind]
    low, high = sorted(rng.sample(range(1, 101), 2))
    number = rng.randrange(1, 100)
    first, second = (low, high) if rng.random() < 0.5 else (high, low)
    as_words = rng.random() < 0.25

    def shown(value: int) -> str:
        return in_words(value, lang) if as_words else str(value)

    said = pick(phrases[f"{lang}?"], rng, a=shown(first), b=shown(second), n=shown(number))
    even = {"zh": ("双数", "单数"), "en": ("even", "odd")}[lang][number % 2]
    places = {"low": low, "high": high, "next": number + 1, "last": number - 1, "n": number, "even": even}
    (answer,) = phrases[f"{lang}="]
    for place, value in places.items():
        answer = answer.replace("{" + place + "}", str(value))
    mark = rng.choice("？？。") if lang == ZH else rng.choice("??.")
    return capital(said) + mark, capital(answer)
