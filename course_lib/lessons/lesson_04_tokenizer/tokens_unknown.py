"""tokens-unknown: what the vocabulary lacks."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.lessons import sentences
from course_lib.lessons.decisions import decision, list_of
from course_lib.lessons.library import BERT, library_tokenizer


def _as_tuple(place: Any) -> Any:
    return tuple(place) if isinstance(place, list) else place


def unknown_case(kind: str, text: str) -> Case:
    tokenizer = library_tokenizer()
    encoding = tokenizer(text, add_special_tokens=False, return_offsets_mapping=True)
    unknown, vocab = tokenizer.unk_token_id, tokenizer.get_vocab()
    spans = [*zip(encoding["input_ids"], encoding["offset_mapping"], strict=True)]
    places = [(start, end) for id, (start, end) in spans if id == unknown]
    numbers = [number for number, (id, _) in enumerate(spans) if id == unknown]
    positions = [places, *([end[at] for end in places] for at in (0, 1)), numbers, [number + 1 for number in numbers]]
    expected = [text[start:end] for id, (start, end) in spans if id == unknown]
    single = [character for character in text if character not in vocab and not character.isspace()]

    def neighbours(by: int) -> list[str]:
        """What stands beside the unknown parts, so many tokens further on."""
        offsets, ids = encoding["offset_mapping"], encoding["input_ids"]
        places = [place + by for place, id in enumerate(ids) if id == unknown]
        return [text[slice(*offsets[place])] for place in places if 0 <= place < len(offsets)]

    def is_known(part: str) -> bool:
        return unknown not in tokenizer(part)["input_ids"]

    wrong: dict[str, Callable[[Any], bool]] = {
        "unk-tokens": lambda value: tokenizer.unk_token in value,
        "positions-not-text": lambda value: bool(value) and [*map(_as_tuple, value)] in positions,
        "cuts-at-spaces": lambda value: (
            value in ([w for w in text.split() if not is_known(w)], [w for w in text.split() if w not in vocab])
        ),
        "single-characters": lambda value: [part for part in value if not str(part).isspace()] == single,
        "letters-changed": lambda value: any(value == [*map(change, expected)] for change in (str.lower, str.upper)),
        "places-shifted": lambda value: bool(value) and value in (neighbours(1), neighbours(-1)),
        "known-words-too": lambda value: any(
            isinstance(part, str) and bool(part.strip()) and is_known(part) for part in value
        ),
        "each-once": lambda value: set(map(str, value)) == set(expected) and len(value) < len(expected),
        "order-lost": lambda value: sorted(map(str, value)) == sorted(expected),
    }
    of_lists = {name: lambda value, test=test: isinstance(value, list) and test(value) for name, test in wrong.items()}
    return Case(kind, (BERT, text), decision(expected, list_of(str), of_lists), expected=expected)


def cases(rng: random.Random) -> Iterator[Case]:
    yield unknown_case("pieces", "GPT和tokenization很有用，NASA也知道。")
    yield unknown_case("repeated", "𠮷野家 is not 吉野家, Tom. ask Alice, not Tom.")
    yield unknown_case("known", "今天天气很好，we are happy.")
    yield unknown_case("lines", "Zebra!\n今天 NASA\tZebra?\n")
    yield unknown_case("empty", "")
    for _ in range(3):
        yield unknown_case("random", sentences.with_unknown(rng))
