"""text-by-hand: a tokenizer, a model and texts -> their translations: ids, generate, decode."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.lessons.decisions import decision, leaves_alone, list_of
from course_lib.lessons.lesson_02_text_to_text.everyday import sentence
from course_lib.lessons.lesson_02_text_to_text.inputs import tokenizer_of
from course_lib.lessons.lesson_02_text_to_text.text_models import TRANSLATORS, of, written, written_ids


def hand_case(kind: str, language: str, texts: Sequence[str]) -> Case:
    name, given = TRANSLATORS[language], list(texts)
    tokenizer, expected = tokenizer_of(name), [*written(name, tuple(given))]

    def strings(value: Any) -> bool:
        return isinstance(value, list) and all(isinstance(one, str) for one in value)

    def numbers(value: Any) -> bool:
        """Ids in whatever form: lists of them, or tensors, whose numbers are not seen here."""
        rows = value if isinstance(value, list) and value else [value]
        return all(_is_tensor(row) or _are_ids(row) for row in rows)

    def its_pieces(value: Any) -> bool:
        rows = [tokenizer.convert_ids_to_tokens(row) for row in written_ids(name, given).tolist()]
        return bool(value in (rows, [" ".join(row) for row in rows]))

    def input_decoded(value: Any) -> bool:
        ids = tokenizer(given, padding=True)["input_ids"]
        return bool(value == tokenizer.batch_decode(ids, skip_special_tokens=True))

    def with_special_tokens(value: Any) -> bool:
        return bool(value == tokenizer.batch_decode(written_ids(name, given)))

    def padding_read(value: Any) -> bool:
        ids = written_ids(name, given, attention_mask=None)
        return bool(value == tokenizer.batch_decode(ids, skip_special_tokens=True))

    wrong: dict[str, Any] = {
        "keeps-special-tokens": with_special_tokens,
        "ids-not-text": numbers,
        "pieces-not-text": its_pieces,
        "only-the-first": lambda value: len(expected) > 1 and value in (expected[0], expected[:1]),
        "decodes-what-went-in": input_decoded,
        "stops-too-early": lambda value: (
            strings(value)
            and len(value) == len(expected)
            and all(whole.startswith(part) for part, whole in zip(value, expected, strict=True))
        ),
        "mask-missing": padding_read,
        "another-search": lambda value: value == [*written(name, tuple(given), num_beams=1)],
        "order-lost": lambda value: strings(value) and sorted(value) == sorted(expected),
    }
    return leaves_alone(Case(kind, (*of(name), given), decision(expected, list_of(str), wrong), expected=expected), 2)


def _are_ids(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(type(item) is int for item in value)


def _is_tensor(value: Any) -> bool:
    return getattr(value, "type_name", "") == "torch.Tensor"


def cases(rng: random.Random) -> Iterator[Case]:
    yield hand_case("one", "en", ["Where is the library?"])
    yield hand_case("lengths", "en", ["Can you help me?", "My sister is reading an old book in the kitchen."])
    yield hand_case("beams", "en", ["I forgot to buy milk.", "Can you help me?"])
    yield hand_case(
        "three", "en", ["Please close the window.", sentence(rng, "en"), "We drink green tea every morning."]
    )
    yield hand_case("random", "en", [sentence(rng, "en") for _ in range(3)])
