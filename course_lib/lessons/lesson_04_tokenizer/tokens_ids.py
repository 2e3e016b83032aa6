"""tokens-ids: tokens -> ids, looked up by hand."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from course_lib.exercises.exercise import Case
from course_lib.lessons import sentences
from course_lib.lessons.decisions import decision, leaves_alone, list_of
from course_lib.lessons.library import BERT, library_tokenizer


def ids_case(kind: str, tokens: Sequence[str], slow: str = "") -> Case:
    tokenizer, given = library_tokenizer(), list(tokens)
    expected = tokenizer.convert_tokens_to_ids(given)
    vocab = tokenizer.get_vocab()
    found = [vocab.get(token) for token in given]
    # What a dictionary lacks and the id 0 are both false: `vocab.get(token) or …` takes one for the other.
    either = [id or tokenizer.unk_token_id for id in found]
    wrong = {
        "zero-is-false": either,
        "unknown-becomes-padding": [0 if id is None else id for id in found],
        "unknown-is-left-out": [id for id in found if id is not None],
        "unknown-is-none": found,
        "lower-cases-first": [vocab.get(token.lower(), tokenizer.unk_token_id) for token in given],
        "unknown-is-a-text": lambda value: (
            isinstance(value, list)
            and any(isinstance(id, str) for id in value)
            and any(isinstance(id, int) for id in value)
        ),
        "adds-special-tokens": [tokenizer.cls_token_id, *expected, tokenizer.sep_token_id],
        "tokens-not-ids": given,
    }
    decide = decision(expected, list_of(int), wrong)
    return leaves_alone(Case(kind, (BERT, given), decide, expected=expected, slow=slow), 1)


def cases(rng: random.Random) -> Iterator[Case]:
    yield ids_case("known", ["今", "天", "天", "气", "很", "好", "。"])
    yield ids_case("unknown", ["我", "爱", "GPT", "和", "甲骨文", "!"])
    yield ids_case("special", ["[MASK]", "[PAD]", "##ing", "##", "[SEP]", "不存在"])
    yield ids_case("none", [])
    for _ in range(3):
        tokens = library_tokenizer().tokenize(sentences.lower_case(rng))
        tokens.insert(rng.randrange(len(tokens)), sentences.unknown_word(rng))
        yield ids_case("random", tokens)
    # Long enough for whoever fetches the vocabulary once for every token to run out of time, on any machine.
    yield ids_case("many", ["天", "气", "##ing", "GPT"] * 2500, slow="fetches-every-time")
