"""The exercises of lesson 04: their ids, points, minutes and difficulty, and their public cases.

A ``…_case`` function takes inputs, asks the library what is right, and lists what typical mistakes look
like on the same inputs; `decision` turns that into a verdict on a student's values. The judge uses the
same functions on inputs that no student sees.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from course_lib.exercises import random_text as texts
from course_lib.exercises.calls import fresh_from_checkpoint
from course_lib.exercises.exercise import Case, Decide, Exercise, Fresh
from course_lib.exercises.properties import is_exactly, is_list_of, is_tensor
from course_lib.exercises.wire_values import Opaque

BERT = Fresh("tokenizer", "bert-zh")
AFTERWARDS = "the list afterwards"

Form = Callable[[Any], str | None]


def library_tokenizer() -> Any:
    """The tokenizer that the exercises are about, untouched by any student."""
    return fresh_from_checkpoint(BERT)


def decision(expected: Any, form: Form, wrong: Mapping[str, Any], given: Any = None) -> Decide:
    """The decision on one case: a mistake that is recognised, the form, the content, and then the input.

    `wrong` says by misconception what it returns here: a value, or a test of the value. Where a mistake
    makes no difference (no padding in a batch that needs none) it is no mistake. `given` is the list that
    went in: it should still be what it was.
    """

    def decide(seen: Mapping[str, Any]) -> str | None:
        value = comparable(seen["returned"])
        if value != expected:
            for name, mistake in wrong.items():
                if mistake(value) if callable(mistake) else value == mistake:
                    return name
        if problem := form(value):
            return problem
        if value != expected:
            return "differs"
        return "changes-its-input" if given is not None and seen[AFTERWARDS] != given else None

    return decide


def comparable(value: Any) -> Any:
    """`value` with every tensor in it replaced: comparing one with a list is an error, not False."""
    if isinstance(value, list | tuple):
        return type(value)(comparable(part) for part in value)
    return Opaque("torch.Tensor") if hasattr(value, "dtype") else value


def list_of(kind: type) -> Form:
    return lambda value: is_list_of(value, kind)


# tokens-split: text -> tokens


def split_case(kind: str, text: str) -> Case:
    tokenizer = library_tokenizer()
    expected = tokenizer.tokenize(text)
    wrong = {
        "ids-not-tokens": tokenizer.convert_tokens_to_ids(expected),
        "special-tokens-too-early": [tokenizer.cls_token, *expected, tokenizer.sep_token],
        "every-character": list(text),
        "splits-at-spaces": text.split(),
    }
    return Case(kind, (BERT, text), decision(expected, list_of(str), wrong), expected=expected)


def split_cases(rng: random.Random) -> Iterator[Case]:
    yield split_case("chinese", "今天天气很好。")
    yield split_case("english", "Tokenizers are unbelievable!")
    for _ in range(4):
        yield split_case("random", texts.sentence(rng))


# tokens-ids: tokens -> ids, looked up by hand


def ids_case(kind: str, tokens: Sequence[str]) -> Case:
    tokenizer, given = library_tokenizer(), list(tokens)
    expected = tokenizer.convert_tokens_to_ids(given)
    vocab = tokenizer.get_vocab()
    found = [vocab.get(token) for token in given]
    wrong = {
        "unknown-becomes-padding": [0 if id is None else id for id in found],
        "unknown-is-left-out": [id for id in found if id is not None],
        "unknown-is-none": found,
        "unknown-is-a-text": lambda value: (
            isinstance(value, list)
            and any(isinstance(id, str) for id in value)
            and any(isinstance(id, int) for id in value)
        ),
        "adds-special-tokens": [tokenizer.cls_token_id, *expected, tokenizer.sep_token_id],
        "tokens-not-ids": given,
    }
    decide = decision(expected, list_of(int), wrong, given)
    return Case(kind, (BERT, given), decide, {"returned": "returned", AFTERWARDS: "args[1]"}, expected)


def ids_cases(rng: random.Random) -> Iterator[Case]:
    yield ids_case("known", ["今", "天", "天", "气", "很", "好", "。"])
    yield ids_case("unknown", ["我", "爱", "GPT", "和", "甲骨文", "!"])
    for _ in range(3):
        tokens = library_tokenizer().tokenize(texts.lower_case(rng))
        tokens.insert(rng.randrange(len(tokens)), texts.unknown_word(rng))
        yield ids_case("random", tokens)


# tokens-encode: tokens -> ids between [CLS] and [SEP]


def encode_case(kind: str, text: str) -> Case:
    tokenizer = library_tokenizer()
    tokens, expected = tokenizer.tokenize(text), tokenizer(text)["input_ids"]
    (cls, *ids, sep), alone = expected, [tokenizer(token)["input_ids"] for token in tokens]
    again = [tokenizer(glue.join(tokens))["input_ids"] for glue in (" ", "")]
    wrong = {
        "forgets-special-tokens": ids,
        "only-one-special-token": lambda value: value in ([cls, *ids], [*ids, sep]),
        "strings-among-ids": [tokenizer.cls_token, *ids, tokenizer.sep_token],
        "tokens-not-ids": lambda value: value in (tokens, [tokenizer.cls_token, *tokens, tokenizer.sep_token]),
        "every-token-alone": lambda value: value in (alone, [id for each in alone for id in each]),
        "splits-again": lambda value: value in again,
    }
    decide = decision(expected, list_of(int), wrong, tokens)
    return Case(kind, (BERT, tokens), decide, {"returned": "returned", AFTERWARDS: "args[1]"}, expected)


def encode_cases(rng: random.Random) -> Iterator[Case]:
    yield encode_case("pieces", "我喜欢 unbelievable stories。")
    yield encode_case("chinese", "今天天气很好。")
    for _ in range(3):
        yield encode_case("random", texts.sentence(rng))


# tokens-pair: two texts -> ids and token types


def pair_case(kind: str, first: str, second: str) -> Case:
    tokenizer = library_tokenizer()
    encoding = tokenizer(first, second)
    ids, types = expected = (encoding["input_ids"], encoding["token_type_ids"])
    a, b = (tokenizer(text)["input_ids"] for text in (first, second))
    ones = sum(types)
    wrong_ids = {
        "second-has-cls": [*a, *b],
        "no-final-sep": ids[:-1],
        "no-sep-between": [*a[:-1], *b[1:]],
    }
    wrong_types = {
        "types-all-zero": [0] * len(ids),
        "first-sep-in-second": [0] * (len(ids) - ones - 1) + [1] * (ones + 1),
        "last-sep-in-first": [*types[:-1], 0],
    }
    batch = tokenizer([first, second])

    def form(value: Any) -> str | None:
        if isinstance(value, dict):
            return "returns-the-encoding"
        if not isinstance(value, tuple | list) or len(value) != 2:
            return "returns-nothing" if value is None else "wrong-type"
        for name, mistake in wrong_ids.items():
            if value[0] == mistake:
                return name
        if problem := next(filter(None, (is_list_of(part, int) for part in value)), None):
            return problem
        if value[0] == ids and len(value[1]) != len(ids):
            return "one-type-for-each-id"
        return next((name for name, mistake in wrong_types.items() if value[1] == mistake), None)

    wrong = {
        "batch-not-pair": lambda value: value in ([a, b], (a, b), (batch["input_ids"], batch["token_type_ids"])),
        "types-before-ids": (types, ids),
    }
    decide = decision(expected, form, wrong)
    as_tuple = "tuple(returned) if isinstance(returned, list) else returned"
    return Case(kind, (BERT, first, second), decide, {"returned": as_tuple}, expected)


def pair_cases(rng: random.Random) -> Iterator[Case]:
    yield pair_case("chinese", "天气怎么样？", "很好！")
    yield pair_case("english", "how are you?", "very well, thanks.")
    for _ in range(3):
        yield pair_case("random", texts.sentence(rng), texts.sentence(rng))


# tokens-decode: ids -> text for a reader


def without_gaps(text: str) -> str:
    """`text` without the spaces that touch a character outside ASCII: what `readable` is to do."""
    return re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", text)


def decode_case(kind: str, text: str, pair: str | None = None, padding: int = 0) -> Case:
    tokenizer = library_tokenizer()
    ids = tokenizer(text, pair)["input_ids"] + [tokenizer.pad_token_id] * padding
    frame = (tokenizer.cls_token_id, tokenizer.sep_token_id, tokenizer.pad_token_id)
    spaced = tokenizer.decode([id for id in ids if id not in frame])
    expected, known = without_gaps(spaced), tokenizer.decode(ids, skip_special_tokens=True)

    def like(text: str) -> Callable[[Any], bool]:
        return lambda value: isinstance(value, str) and value.split() == text.split()

    wrong = {
        "tokens-not-text": lambda value: isinstance(value, list),
        "keeps-special-tokens": lambda value: any(t in str(value) for t in tokenizer.convert_ids_to_tokens(frame)),
        "keeps-hashes": lambda value: "##" in str(value) and "##" not in expected,
        "spaces-everywhere": lambda value: like(spaced)(value) and not like(expected)(value),
        "all-spaces-gone": lambda value: (
            " " in expected and value in (expected.replace(" ", ""), known.replace(" ", ""))
        ),
        "drops-unknown": lambda value: like(without_gaps(known))(value) and not like(expected)(value),
        "spaces-left-over": like(expected),
        "spaces-elsewhere": lambda value: str(value).replace(" ", "") == expected.replace(" ", ""),
    }
    return Case(kind, (BERT, ids), decision(expected, lambda value: is_exactly(value, str), wrong), expected=expected)


def decode_cases(rng: random.Random) -> Iterator[Case]:
    yield decode_case("chinese", "今天天气很好。")
    yield decode_case("english", "we rewrite unbelievable stories, too.")
    yield decode_case("unknown", "我用 GPT 写信。")
    yield decode_case("pair", "你好", "how are you?", padding=3)
    for _ in range(2):
        yield decode_case("random", texts.chinese(rng), texts.english(rng), rng.randrange(4))


# tokens-batch: texts -> two tensors


def batch_case(kind: str, batch: Sequence[str], length: int) -> Case:
    tokenizer, given = library_tokenizer(), list(batch)
    library = tokenizer(given, padding="max_length", truncation=True, max_length=length, return_tensors="pt")
    expected = {name: library[name] for name in ("input_ids", "attention_mask")}
    ids, mask = (expected[name].tolist() for name in expected)
    whole = [tokenizer(text, truncation=True)["input_ids"] for text in given]  # as much as the model takes
    pad = tokenizer.pad_token_id

    def filled(rows: list[list[int]]) -> list[list[int]]:
        return [row[:length] + [pad] * (length - len(row)) for row in rows]

    wrong_ids = {
        "cuts-off-sep": filled(whole),
        "forgets-special-tokens": filled([row[1:-1] for row in whole]),
        "pads-on-the-left": [[pad] * (length - sum(m)) + row[: sum(m)] for row, m in zip(ids, mask, strict=True)],
        "another-padding-id": lambda rows: all(
            r[: sum(m)] == row[: sum(m)] for r, row, m in zip(rows, ids, mask, strict=True)
        ),
    }
    special = set(tokenizer.all_special_ids) - {tokenizer.unk_token_id}
    wrong_mask = {
        "mask-all-ones": [[1] * length for _ in given],
        "mask-upside-down": [[1 - m for m in row] for row in mask],
        "mask-hides-special-tokens": [[int(id not in special) for id in row] for row in ids],
    }

    def form(value: Any) -> str | None:
        if not isinstance(value, dict):
            return is_exactly(value, dict)
        if not set(expected) <= set(value):
            return "entry-missing"
        for name in expected:
            if isinstance(value[name], list):
                return "lists-not-tensors"
            problem = is_tensor(value[name], "int64", (len(given), length))
            longest = tuple(getattr(value[name], "shape", ())) == (len(given), max(map(len, whole)))
            if problem:
                return "pads-to-the-longest" if problem == "wrong-shape" and longest else problem
        return None

    def decide(seen: Mapping[str, Any]) -> str | None:
        value = seen["returned"]
        if problem := form(value):
            return problem
        return decision(ids, lambda _: None, wrong_ids)({"returned": value["input_ids"].tolist()}) or decision(
            mask, lambda _: None, wrong_mask, given
        )({**seen, "returned": value["attention_mask"].tolist()})

    probe = {"returned": "returned", AFTERWARDS: "args[1]"}
    return Case(kind, (BERT, given, length), decide, probe, expected)


def batch_cases(rng: random.Random) -> Iterator[Case]:
    yield batch_case("padding", ["你好", "天气很好。"], 9)
    yield batch_case("truncation", ["我们今天在公园下棋。", "早"], 6)
    for _ in range(3):
        yield batch_case("random", [texts.sentence(rng) for _ in range(rng.randint(1, 3))], rng.randint(5, 16))


# tokens-unknown: what the vocabulary lacks


def unknown_case(kind: str, text: str) -> Case:
    tokenizer = library_tokenizer()
    encoding = tokenizer(text, add_special_tokens=False, return_offsets_mapping=True)
    unknown, vocab = tokenizer.unk_token_id, tokenizer.get_vocab()
    spans = zip(encoding["input_ids"], encoding["offset_mapping"], strict=True)
    expected = [text[start:end] for id, (start, end) in spans if id == unknown]
    single = [character for character in text if character not in vocab and not character.isspace()]

    def is_known(part: str) -> bool:
        return unknown not in tokenizer(part)["input_ids"]

    wrong: dict[str, Callable[[Any], bool]] = {
        "unk-tokens": lambda value: tokenizer.unk_token in value,
        "positions-not-text": lambda value: bool(value) and not any(isinstance(part, str) for part in value),
        "cuts-at-spaces": lambda value: (
            value in ([w for w in text.split() if not is_known(w)], [w for w in text.split() if w not in vocab])
        ),
        "single-characters": lambda value: [part for part in value if not str(part).isspace()] == single,
        "known-words-too": lambda value: any(isinstance(part, str) and is_known(part) for part in value),
        "each-once": lambda value: set(map(str, value)) == set(expected) and len(value) < len(expected),
        "order-lost": lambda value: sorted(map(str, value)) == sorted(expected),
    }
    of_lists = {name: lambda value, test=test: isinstance(value, list) and test(value) for name, test in wrong.items()}
    return Case(kind, (BERT, text), decision(expected, list_of(str), of_lists), expected=expected)


def unknown_cases(rng: random.Random) -> Iterator[Case]:
    yield unknown_case("pieces", "GPT和tokenization很有用，NASA也知道。")
    yield unknown_case("repeated", "𠮷野家 is not 吉野家, Tom. ask Alice, not Tom.")
    yield unknown_case("known", "今天天气很好，we are happy.")
    for _ in range(3):
        yield unknown_case("random", texts.with_unknown(rng))


# tokens-wordpiece: one word -> the longest pieces, from the left


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


def wordpiece_cases(rng: random.Random) -> Iterator[Case]:
    letters = {*"unhapies", *(f"##{letter}" for letter in "unhapies")}
    yield wordpiece_case("whole", "cat", {"c", "cat", "##a", "##t", "##at"})
    yield wordpiece_case("pieces", "unhappiness", {*letters, "un", "happiness", "##happi", "##ness"})
    yield wordpiece_case("missing", "football", {"f", "foot", "##b", "##bal", "##o"})
    yield wordpiece_case("dead-end", "abc", {"a", "ab", "##b", "##bc"})
    yield wordpiece_case("own", "rewriting", own_pieces("rewriting"))
    for _ in range(5):
        yield wordpiece_case("random", *texts.word_and_pieces(rng))


EXERCISES = (
    Exercise("tokens-split", "split", 1, 3, "warm-up", split_cases),
    Exercise("tokens-ids", "to_ids", 1, 4, "warm-up", ids_cases),
    Exercise("tokens-encode", "encode", 1, 5, "core", encode_cases),
    Exercise("tokens-pair", "encode_pair", 2, 6, "core", pair_cases),
    Exercise("tokens-decode", "readable", 2, 8, "core", decode_cases),
    Exercise("tokens-batch", "make_batch", 2, 8, "core", batch_cases),
    Exercise("tokens-unknown", "unknown_parts", 2, 6, "core", unknown_cases),
    Exercise("tokens-wordpiece", "wordpiece", 3, 12, "stretch", wordpiece_cases, seconds_per_call=3.0),
)
