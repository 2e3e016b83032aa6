"""The phrases that speech hears: one list, Chinese and English side by side."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
LANGUAGES = ("zh", "en")
_PAIRS = {"zh": "Z", "ch": "C", "sh": "S", "th": "T", "ng": "N"}
SIGNS = "abcdefghijklmnopqrstuvwxyzü12345" + "".join(_PAIRS.values())
"""What `Phrase.letters` is made of."""


@dataclass(frozen=True)
class Phrase:
    """The same thing said in both languages, and how the Chinese is pronounced."""

    zh: str
    pinyin: str
    en: str

    def text(self, language: str) -> str:
        return self.zh if language == "zh" else self.en

    def sound(self, language: str) -> str:
        """What a synthesizer is given to read."""
        return self.pinyin if language == "zh" else self.en

    def letters(self, language: str) -> str:
        """The sound in few signs: pinyin with tones, or English in small letters; ``sh`` and such are one sign."""
        spelled = "".join(sign for sign in self.sound(language).lower() if sign.isalnum())
        for pair, sign in _PAIRS.items():
            spelled = spelled.replace(pair, sign)
        return spelled


@cache
def phrases(name: str = "phrases") -> tuple[Phrase, ...]:
    """The phrases of data/phrases.txt, or of ``"unseen_phrases"``, in the order of the file."""
    lines = (DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    rows = ([cell.strip() for cell in line.split("|")] for line in lines if line.strip() and not line.startswith("#"))
    return tuple(Phrase(zh, pinyin, en) for zh, pinyin, en in rows)


def other(language: str) -> str:
    """The other one of the two.

    >>> other("zh")
    'en'
    """
    return "en" if language == "zh" else "zh"


def target(language: str, task: str) -> str:
    """The language that the model writes for ``language=`` and ``task=``, whichever is spoken.

    >>> target("zh", "transcribe"), target("zh", "translate"), target("en", "translate")
    ('zh', 'en', 'zh')
    """
    return language if task == "transcribe" else other(language)
