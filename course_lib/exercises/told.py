"""What is told of a wrong answer where a lesson has no words of its own: a name, and what fills its sentence.

A name has its sentences in ``texts/common.LANGUAGE.toml``: under ``[told]`` the one that a student reads in the
notebook, under ``[told-hidden]`` one for feedback pages that may say a position or a count, and under ``[wrong]`` the
plain one that says neither: a class's report counts names under it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from string import Formatter

from course_lib.exercises.texts import common_texts
from course_lib.exercises.what_it_is import Kind

#: What a feedback page may say in numbers. A larger one could carry an input: whoever returns a list of 20013 items…
MOST_SAID = 12


@dataclass(frozen=True)
class Code:
    """A piece of a value, shown as code and in the notebook only."""

    text: str


@dataclass(frozen=True)
class Behind:
    """A place in a text: behind this piece of it."""

    text: str


Word = int | str | Kind | Code | Behind | tuple[Kind, ...]
#: Sentences about what was returned, which say so; of a part of it they say what is there.
_RETURNED = frozenset(["another-type", "items-of-another-type", "whole-not-part"])


@dataclass(frozen=True)
class Told:
    """One true sentence about one answer.

    ``words`` fill its braces: numbers, kinds of values, keys of ``[phrases]`` (plain texts), and `Code`, which no
    feedback page shows. ``path`` says in which part of the value it is so (``[1]``); ``repair`` is a key of
    ``[repairs]``; ``probe`` names the value, where it is not what was returned.
    """

    name: str
    words: Mapping[str, Word] = field(default_factory=dict)
    path: str = ""
    repair: str = ""
    probe: str = ""

    def sentence(self, language: str, *, hidden: bool = False, label: str = "") -> str:
        """The sentence; with `hidden`, one that shows no piece of an input and of no value.

        `label`: what a lesson calls the probe's value that it is about, where that is not what was returned.
        """
        said = self._sentence(language, hidden)
        return f"{label}{'：' if language == 'zh' else ': '}{said}" if label else said

    def _sentence(self, language: str, hidden: bool) -> str:
        common = common_texts(language)
        if hidden:
            template = common["told-hidden"].get(self.name, "")
            said = template if self._may_be_said(template) else common["wrong"][self.name]
            text = self._filled(said, language, hidden)
            return common["phrases"]["in-part-hidden"].format(sentence=text) if self.path else text
        inside = (self.path or self.probe) and self.name in _RETURNED
        text = self._filled(common["told"]["part-is" if inside else self.name], language)
        if self.repair:
            # Chinese full stops bring their own room.
            text += ("" if language == "zh" else " ") + common["repairs"][self.repair]
        return common["phrases"]["in-part"].format(path=self.path, sentence=text) if self.path else text

    def _may_be_said(self, template: str) -> bool:
        """Whether there is a sentence for a feedback page, and every number in it is a small one."""
        counts = [self.words.get(name or "") for _, name, _, _ in Formatter().parse(template)]
        return bool(template) and all(1 <= count <= MOST_SAID for count in counts if isinstance(count, int))

    def _filled(self, text: str, language: str, hidden: bool = False) -> str:
        phrases = common_texts(language)["phrases"]
        words: dict[str, str] = {}
        for name, word in self.words.items():
            if isinstance(word, Kind):
                words[name] = word.said(language, hidden=hidden)
            elif isinstance(word, tuple):
                words[name] = phrases["or"].join(kind.said(language, hidden=hidden) for kind in word)
            elif isinstance(word, Behind):
                words[name] = "…" if hidden else phrases["behind"].format(piece=as_code(word.text))
            elif isinstance(word, Code):
                words[name] = "…" if hidden else as_code(word.text)
            else:
                words[name] = phrases.get(word, "") if isinstance(word, str) else str(word)
        said = text.format(**words)
        return _spaced(said) if language == "zh" else said if self.path else said[:1].upper() + said[1:]


_WIDE = "[\u2018-\u201d\u2026\u3000-\u9fff\uff00-\uffef]"
_HANZI = "[\u4e00-\u9fff]"


def _spaced(text: str) -> str:
    """Chinese with room between hanzi and Latin letters, digits or code, and none elsewhere; code stays as it is."""
    parts = text.split("`")
    for place in range(0, len(parts), 2):
        part = re.sub(f"(?<={_WIDE}) +(?={_WIDE})", "", parts[place])
        part = re.sub(f"(?<={_HANZI})(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?={_HANZI})", " ", part)
        behind, before = place > 0 and re.match(_HANZI, part), place < len(parts) - 1 and re.search(f"{_HANZI}$", part)
        parts[place] = " " * bool(behind) + part + " " * bool(before)
    return "`".join(parts)


def as_code(text: str) -> str:
    """`text` between backticks; a backtick of its own would end them early."""
    return f"`{text.replace('`', 'ˋ')}`"
