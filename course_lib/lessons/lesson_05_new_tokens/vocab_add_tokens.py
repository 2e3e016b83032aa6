"""vocab-add-tokens: tokenizer, tokens -> how many were really new."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.exercises.properties import is_exactly
from course_lib.lessons.lesson_05_new_tokens.new_words import new_words, squeezed, with_words
from course_lib.lessons.library import BERT, library_tokenizer

_KNOWN = ["甲", "书", "a", "天", "book", "的", "1", "水"]
_RARE = ["囍", "龘", "㐂", "㸚", "䶮"]


def add_case(kind: str, tokens: Sequence[str], text: str) -> Case:
    tokenizer = library_tokenizer()
    size, vocabulary = len(tokenizer), tokenizer.get_vocab()
    new = list(dict.fromkeys(token for token in tokens if token not in vocabulary))
    in_pieces = [token for token in new if len(tokenizer.tokenize(token)) > 1]
    counted = library_tokenizer().add_tokens(list(tokens))
    tokenizer.add_tokens(new)
    read_back = squeezed(tokenizer.decode(tokenizer.encode(text), skip_special_tokens=True))

    def decide(seen: Mapping[str, Any]) -> str | None:
        number, added = seen["returned"], set(seen["added"])
        if problem := is_exactly(number, int):
            return problem
        if number == size + len(new):
            return "returns-the-length"
        if new and not added & set(new):
            if not added:
                return "adds-nothing"
            return "adds-characters" if added <= {*"".join(new)} else "adds-other-tokens"
        if number != len(new):
            if number == 0:
                return "vocab-size-stands-still"
            if number == counted:
                return "believes-the-count"
            if number == len(tokens):
                return "counts-the-list"
            if number == len([token for token in tokens if token not in vocabulary]):
                return "counts-twice-what-comes-twice"
            return "one-piece-means-known" if number == len(in_pieces) else "differs"
        if added != set(new):
            more = added - set(new)
            return "adds-what-was-there" if more and more <= set(vocabulary) else "adds-other-tokens"
        return None if squeezed(seen["read back"]) == read_back else "special-not-ordinary"

    probe = {
        "returned": "returned",
        "added": "[t for t in args[0].get_added_vocab() if t[0] + t[-1] != '[]']",
        "read back": f"args[0].decode(args[0].encode({text!r}), skip_special_tokens=True)",
    }
    return Case(kind, (BERT, list(tokens)), decide, probe, expected=len(new))


def cases(rng: random.Random) -> Iterator[Case]:
    yield add_case("mixed", ["天干", "甲", "地支", "天干", "a"], "天干 and 地支, a cat")
    yield add_case("nothing", [], "a cat and a table")
    yield add_case("pieces", ["天干", *pieces_only()[:2]], "天干 and a table")
    yield add_case("known", ["a", "天", "a"], "a cat and a table, 今天")
    yield add_case("character", [unknown_character(), "干支"], f"{unknown_character()}，干支")
    yield add_case("character", [unknown_character(), unknown_character(), "甲"], f"{unknown_character()}，a cat")
    for _ in range(3):
        tokens = mixed_tokens(rng)
        yield add_case("random", tokens, with_words(rng, tokens))


def unknown_character() -> str:
    """A character that the vocabulary lacks, so that it is one piece, [UNK], and yet not known."""
    vocabulary = library_tokenizer().get_vocab()
    return next(character for character in _RARE if character not in vocabulary)


def pieces_only() -> list[str]:
    """Words that the vocabulary has as pieces only, with ## in front, and not as words; the first few by id."""
    vocabulary = library_tokenizer().get_vocab()
    by_id = sorted(vocabulary, key=vocabulary.__getitem__)
    pieces = (token[2:] for token in by_id if token.startswith("##") and len(token) > 4)
    return [word for word in pieces if word.isalpha() and word.isascii() and word not in vocabulary][:6]


def mixed_tokens(rng: random.Random) -> list[str]:
    """New tokens, known ones and one that is there twice, shuffled."""
    new = new_words(rng, rng.randint(2, 4))
    tokens = [*new, rng.choice(new), *rng.sample(_KNOWN, 2)]
    return rng.sample(tokens, len(tokens))
