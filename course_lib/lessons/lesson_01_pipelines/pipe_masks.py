"""pipe-masks: a pipeline that fills gaps, and a text with some -> the text, one gap filled after the other."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.exercises.fresh import Fresh
from course_lib.exercises.properties import is_exactly
from course_lib.lessons.decisions import decision
from course_lib.lessons.lesson_01_pipelines.inputs import filler

MASK = "[MASK]"
SPECIAL = ("[MASK]", "[CLS]", "[SEP]", "[PAD]", "[UNK]")


#: What may be the likeliest: the special tokens (five are what the library gives unasked), a sign, a piece of a word.
ALL_SPECIAL = "[UNK] [PAD] [CLS] [SEP] [MASK]"
BRACKET, PIECE = "[", "##s"


@cache
def candidates(text: str, first: str = "") -> tuple[tuple[str, ...], ...]:
    """The likeliest words for each gap, each as if it were alone; `first`: what the model is made to prefer."""
    found = filler(first)(text, top_k=12)
    gaps = found if isinstance(found[0], list) else [found]
    return tuple(tuple(str(one["token_str"]) for one in gap) for gap in gaps)


def best(text: str, first: str = "", special: bool = False) -> tuple[str, ...]:
    """The likeliest word for each gap; a special token only where those are let in."""
    return tuple(next(word for word in gap if special or word not in SPECIAL) for gap in candidates(text, first))


def in_turn(text: str, which: int = 0, first: str = "") -> tuple[str, list[str]]:
    """The text, and the words that were put in; `which` gap is filled next, counted among those that are left."""
    words: list[str] = []
    for _ in range(text.count(MASK)):
        words.append(best(text, first)[which])
        text = at(text, which, words[-1])
    return text, words


def at(text: str, which: int, word: str) -> str:
    """The text with one of its gaps filled."""
    parts = text.split(MASK)
    which %= len(parts) - 1
    return MASK.join(parts[: which + 1]) + word + MASK.join(parts[which + 1 :])


def each_alone(text: str, first: str = "") -> str:
    for word in best(text, first):
        text = text.replace(MASK, word, 1)
    return text


def masks_case(kind: str, text: str, first: str = "") -> Case:
    expected, words = in_turn(text, first=first)
    alone, several = each_alone(text, first), text.count(MASK) > 1
    likeliest = candidates(text, first)[0]
    proposed = likeliest[: likeliest.index(words[0])]
    begin, *_, end = text.split(MASK)
    around = text.replace(MASK, "")
    regular = " ".join(around.split()).lower() == around

    def rest_changed(value: Any) -> bool:
        """Whether the same stands around the gaps but for spaces and capital letters, where `text` has some."""
        if regular or not isinstance(value, str) or "[CLS]" in value:
            return False
        squeezed = plainly(value)
        same = squeezed.startswith(plainly(begin)) and squeezed.endswith(plainly(end))
        return same and not (value.startswith(begin) and value.endswith(end))

    def special_in(value: Any) -> bool:
        if not isinstance(value, str) or not proposed:
            return False
        put_in = re.fullmatch("(.*?)".join(map(re.escape, text.split(MASK))), value)
        return MASK in value or (put_in is not None and any(word in "".join(put_in.groups()) for word in proposed))

    def more_passed_over(value: Any) -> bool:
        """Whether a word was put in because those before it are signs or pieces."""
        rest = likeliest[likeliest.index(words[0]) + 1 :]
        return not several and not words[0].isalnum() and any(value == text.replace(MASK, word) for word in rest)

    def spaced(value: Any) -> bool:
        if not isinstance(value, str):
            return False
        squeezed = value.replace("[CLS]", "").replace("[SEP]", "").replace(" ", "")
        return value != expected and (
            "[CLS]" in value or "[SEP]" in value or squeezed in (expected.replace(" ", ""), alone.replace(" ", ""))
        )

    wrong: dict[str, Any] = {
        "words-alone": lambda value: (
            value in (words, "".join(words), " ".join(words), tuple(words), list(best(text, first)))
        ),
        "dictionary-not-text": lambda value: isinstance(value, dict | list),
        "each-alone": lambda value: several and value == alone,
        "gap-left-empty": lambda value: bool(proposed) and value == text.replace(MASK, ""),
        "rest-changed": rest_changed,
        "piece-trimmed": lambda value: "##" in expected and value == expected.replace("##", ""),
        "more-passed-over": more_passed_over,
        "special-put-in": special_in,
        "sequence-taken": spaced,
        "gaps-left": lambda value: isinstance(value, str) and MASK in value,
        "one-word-everywhere": lambda value: several and value == text.replace(MASK, best(text, first)[0]),
        "from-the-end": lambda value: several and value == in_turn(text, -1, first)[0],
    }
    decide = decision(expected, lambda value: is_exactly(value, str), wrong)
    return Case(kind, (Fresh("filler", first), text), decide, expected=expected)


def plainly(text: str) -> str:
    """Without spaces and capital letters."""
    return "".join(text.split()).lower()


def told_apart(text: str) -> bool:
    """Whether the usual mistakes give another text here, and no word is a piece or a mark."""
    right, words = in_turn(text)
    others = {each_alone(text), in_turn(text, -1)[0], text.replace(MASK, best(text)[0])}
    return right not in others and all(word.isalpha() for word in words)


#: Texts in which the usual mistakes are seen with the course's model (`told_apart`).
TEXTS = (
    *(f"{who}每天早上[MASK][MASK]。" for who in ("我", "老师", "妈妈", "医生", "姐姐", "爸爸", "弟弟", "小明")),
    *(f"{who}的[MASK][MASK]在医院上班。" for who in ("我", "老师", "妈妈", "弟弟", "爸爸", "小明")),
    *(f"{who}晚上在[MASK]里[MASK][MASK]。" for who in ("我", "老师", "妈妈", "医生", "姐姐", "爸爸")),
    "we eat [MASK] [MASK] for breakfast.", "[MASK] [MASK] is very old.",
    "the [MASK] lives in a [MASK] near the [MASK].",
)  # fmt: skip


def cases(rng: random.Random) -> Iterator[Case]:
    yield masks_case("one", "巴黎是[MASK]国的首都。")
    yield masks_case("two", "我每天早上[MASK][MASK]。")
    yield masks_case("english", "it is [MASK] [MASK] today.")
    yield masks_case("three", "老师晚上在[MASK]里[MASK][MASK]。")
    yield masks_case("special", "妈妈昨天去了[MASK][MASK]。")
    yield masks_case("all-special", "妈妈昨天去了[MASK]。", ALL_SPECIAL)
    yield masks_case("sign", "她在门上写了一个[MASK]", BRACKET)
    yield masks_case("piece", "he has two old book[MASK].", PIECE)
    yield masks_case("spaces", " My sister  drinks [MASK] every\nmorning. ")
    yield masks_case("random", rng.choice(TEXTS))
