"""Words and markers that the vocabulary lacks, and texts to put them in."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from course_lib.lessons.library import library_tokenizer

_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ENGLISH = ["lunisolar", "almanac", "zodiacal", "sexagenary", "intercalary", "leapyear", "sundial"]
PLAIN = ("a cat sat on a mat", "we like 2 old books", "今天天气很好。", "我在学校看书。", "你喜欢 music 吗？")


def new_words(rng: random.Random, count: int) -> list[str]:
    """Distinct words that the vocabulary lacks: pairs like 甲子, and now and then an English one."""
    vocabulary = library_tokenizer().get_vocab()
    pairs = [stem + branch for stem in _STEMS for branch in _BRANCHES]
    words = rng.sample(pairs, count) + rng.sample(_ENGLISH, 2)
    return [word for word in rng.sample(words, len(words)) if word not in vocabulary][:count]


def with_words(rng: random.Random, words: Sequence[str]) -> str:
    """A text that both vocabularies can write, with every one of `words` in it, apart from its neighbours."""
    return "，".join(rng.sample([*words, *rng.sample(PLAIN, 2)], len(words) + 2))


def new_markers(rng: random.Random, count: int) -> list[str]:
    """Distinct markers like ``<poem>`` or ``[诗]``."""
    names = ["poem", "year", "stem", "branch", "speaker", "诗", "年", "月", "日", "干支"]
    return [rng.choice(("<{}>", "[{}]", "<|{}|>")).format(name) for name in rng.sample(names, count)]


def squeezed(text: Any) -> Any:
    """A text without its spaces; anything else as it is."""
    return "".join(text.split()) if isinstance(text, str) else text
