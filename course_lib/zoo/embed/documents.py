"""Which texts belong together, for word statistics: what is said of one thing, in both languages where there are both.

A document is an item with its passages and questions in Chinese and English, a sentence with its translation, or a
text in one language that somebody wrote for another model. That a Chinese and an English word stand in the same
documents brings them together (Dumais et al., "Automatic cross-language retrieval using latent semantic indexing",
1997).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from course_lib.zoo import written
from course_lib.zoo.embed import corpus
from course_lib.zoo.near_copies import Known

ZOO = Path(__file__).parents[1]
LENDERS = ("bert_zh", "chat", "sentiment_en", "sentiment_zh", "zero_shot")
KINDS = ("written", "reading")
SENTENCE, WORD = 0.3, 2.0
"""What a generated pair and a word with its translation count, where an item counts 1."""
_LABEL = re.compile(r"^(?:[^\t]*\t|[+-] )")
Document = tuple[str, float]


def documents(pairs: int, seed: int) -> Iterator[Document]:
    """Every document and what it counts; `pairs` of them are generated, the same for the same arguments."""
    yield from ((" ".join(item.values()), 1.0) for item in corpus.written_answers())
    yield from ((text, 1.0) for text in borrowed())
    yield from ((" ".join(pair), SENTENCE) for pair in dict.fromkeys(corpus.pairs(pairs, seed)))
    yield from ((" ".join(pair), WORD) for pair in corpus.words())


@cache
def borrowed() -> tuple[str, ...]:
    """What people wrote for other models, each text once; none is nearly one that this model is measured on."""
    lines = (line for name in LENDERS for kind in KINDS for line in written.lines(ZOO / name / "data", kind))
    measured = (*(text for item in corpus.apart() for text in item.values()), *chain(*corpus.held_out()))
    known = Known(measured)
    found = dict.fromkeys(" ".join(_said(line)) for line in lines)
    return tuple(text for text in found if not known.like(text))


def _said(line: str) -> Iterator[str]:
    """The texts of one line, without labels.

    >>> list(_said("+ The soup was hot.")), list(_said('{"lang": "en", "turns": [["Hello", "Hi!"]]}'))
    (['The soup was hot.'], ['Hello', 'Hi!'])
    """
    if line.startswith("{"):
        yield from _texts({key: value for key, value in json.loads(line).items() if key != "lang"})
    else:
        yield _LABEL.sub("", line)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)
