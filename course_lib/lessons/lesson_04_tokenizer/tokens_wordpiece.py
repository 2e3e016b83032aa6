"""tokens-wordpiece: one word -> the longest pieces, from the left."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.exercises.properties import is_list_of
from course_lib.lessons.decisions import decision
from course_lib.lessons.library import library_tokenizer


def longest_match_first(word: str, vocab: set[str] | dict[str, int]) -> list[str]:
    """What the library's own WordPiece makes of `word`, however long it is."""
    from tokenizers.models import WordPiece

    ids = {token: id for id, token in enumerate(sorted({*vocab, "[UNK]"}))}
    model = WordPiece(vocab=ids, unk_token="[UNK]", max_input_chars_per_word=len(word) + 1)
    return [token.value for token in model.tokenize(word)]


def wordpiece_case(kind: str, word: str, vocab: set[str] | dict[str, int]) -> Case:
    expected = longest_match_first(word, vocab)
    lacking = expected == ["[UNK]"]

    def covers(pieces: list[str]) -> bool:
        return "".join(piece.removeprefix("##") for piece in pieces) == word

    wrong: dict[str, Callable[[list[str]], bool]] = {
        "gives-up-too-early": lambda pieces: pieces == ["[UNK]"],
        "half-word-and-unknown": lambda pieces: lacking and "[UNK]" in pieces,
        "forgets-hashes": lambda pieces: any(not piece.startswith("##") for piece in pieces[1:]),
        "pieces-not-in-the-vocabulary": lambda pieces: any(piece not in vocab for piece in pieces),
        "tries-shorter-pieces": lambda pieces: lacking and covers(pieces),
        "skips-what-it-cannot-find": lambda pieces: lacking,
        "shortest-match": covers,
    }

    def form(value: Any) -> str | None:
        if value == "[UNK]":
            return "unknown-not-in-a-list"
        if problem := is_list_of(value, str):
            return problem
        return None if value == expected else next((name for name, test in wrong.items() if test(value)), None)

    return Case(kind, (word, vocab), decision(expected, form, {}), expected=expected)


def own_pieces(word: str) -> dict[str, int]:
    """The tokenizer's own vocabulary, but only what could matter for `word`: a report can show that."""
    vocab = library_tokenizer().get_vocab()
    return {token: id for token, id in vocab.items() if token.removeprefix("##") in word}


def word_and_pieces(rng: random.Random, letters: str = "abcd", size: int = 12) -> tuple[str, set[str]]:
    """A made-up word and a made-up WordPiece vocabulary; it may or may not be enough for the word."""
    word = "".join(rng.choices(letters, k=rng.randint(3, 9)))
    vocabulary = {prefix + letter for prefix in ("", "##") for letter in letters if rng.random() < 0.85}
    for _ in range(size):
        start = rng.randrange(len(word))
        vocabulary.add(("##" if start else "") + word[start : start + rng.randint(1, 4)])
        vocabulary.add(rng.choice(("", "##")) + "".join(rng.choices(letters, k=rng.randint(1, 4))))
    return word, vocabulary


def cases(rng: random.Random) -> Iterator[Case]:
    letters = {*"unhapies", *(f"##{letter}" for letter in "unhapies")}
    yield wordpiece_case("whole", "cat", {"c", "cat", "##a", "##t", "##at"})
    yield wordpiece_case("pieces", "unhappiness", {*letters, "un", "happiness", "##happi", "##ness"})
    yield wordpiece_case("missing", "football", {"f", "foot", "##b", "##bal", "##o"})
    yield wordpiece_case("dead-end", "abc", {"a", "ab", "##b", "##bc"})
    yield wordpiece_case("hashes", "a#b", {"a", "#", "##", "##b"})
    yield wordpiece_case("capital", "iPad", {"i", "p", "##p", "##Pad", "##pa", "##ad", "##d"})
    yield wordpiece_case("own", "rewriting", own_pieces("rewriting"))
    for _ in range(5):
        yield wordpiece_case("random", *word_and_pieces(rng))
