"""How a question names what a cell says: part of a name, a plural, an article, quotation marks."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from course_lib.zoo.bert_zh.english import plural

# Sorts of names (see data/values.txt) that take an article or a plural, and those that stand in quotation marks.
COUNTED = {"fruit", "thing", "food", "animal", "flower", "instrument"}
THINGS = COUNTED | {"event", "transport", "shop", "room", "river", "job"}
TITLES = {"book", "film", "place"}


def as_said(names: Sequence[str], row: int, named: str, rng: random.Random) -> str:
    """The name of one row as a question may put it, never so short that it fits another row as well."""
    name, draw = names[row], rng.random()
    if named in COUNTED and draw < 0.25 and name[-1].isalpha():
        other = name[:-1] if name.endswith("s") and not name.endswith("ss") else plural(name)
        return name if other in names else other
    if named in THINGS and draw < 0.45:
        return f"the {name}"
    if named in TITLES and draw < 0.12:
        return f'"{name}"'
    if " " in name and draw < (0.5 if named == "full" else 0.2):
        words = name.split()
        part = rng.choice(words) if named == "full" else " ".join(words[1:])
        elsewhere = {word for index, other in enumerate(names) if index != row for word in other.split()}
        if part not in ("Mr", "Mrs", "Ms", "Dr", "Miss", "Professor") and not elsewhere & set(part.split()):
            return part
    return name


def with_articles(text: str) -> str:
    """``a`` before a vowel becomes ``an``, and articles do not pile up.

    >>> with_articles("who is a engineer? where is the The Crown?")
    'who is an engineer? where is The Crown?'
    """
    text = re.sub(r"\b(a|an|the) (the|The|a|an)\b", r"\2", text)
    return re.sub(r"\ba (?=[aeiouAEIO])", "an ", text)
