"""A text as a tokenizer sees it: its tokens, their ids, and which text of a pair each comes from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from course_lib.display.chips import Chip, Part, TokenRow
from course_lib.display.reading import grouped, legend_of, vocabulary_of
from course_lib.display.text_argument import want_text
from course_lib.display.words import words


def show_tokens(tokenizer: Any, text: str, pair: str | None = None) -> TokenRow:
    """What ``tokenizer(text, pair)`` makes of a text, or of a pair of texts, special tokens and all.

    Raises CourseError when `text` or `pair` is not a str.

    >>> from transformers import BertTokenizer
    >>> tokens = "[PAD] [UNK] [CLS] [SEP] [MASK] 我 爱".split()
    >>> show_tokens(BertTokenizer(vocab={token: id for id, token in enumerate(tokens)}), "我", "爱")
    token  [CLS]    我  [SEP]    爱  [SEP]
    id     2        5   3        6   3
    mark   special  A   special  B   special
    """
    want_text(text, "text")
    if pair is not None:
        want_text(pair, "pair")
    return encoded_row(tokenizer, text, pair, encode(tokenizer, text, pair))


def encode(tokenizer: Any, text: str, pair: str | None) -> Any:
    """The library's own encoding of one text or one pair."""
    return tokenizer(text) if pair is None else tokenizer(text, pair)


def split_row(tokenizer: Any, text: str, tokens: Sequence[str]) -> TokenRow:
    """`tokens`, which are `text` split, above their ids."""
    vocabulary = vocabulary_of(tokenizer)
    # An added token may come back with spaces around it, under which the vocabulary does not know it:
    # the ids are those that encoding writes.
    inside = tokenizer(text, add_special_tokens=False)
    same = inside.is_fast and inside.tokens() == list(tokens)
    ids = inside["input_ids"] if same else tokenizer.convert_tokens_to_ids(list(tokens))
    chips = [vocabulary.chip(token, id) for token, id in zip(tokens, ids, strict=True)]
    unknown = _unknown_texts(chips, inside, text, None) if same else {}
    groups = grouped(vocabulary, chips, unknown)
    title = words.counted("token", len(chips))
    return TokenRow(title, groups, legend_of(vocabulary, groups), "tokenizer.tokenize(text)")


def ids_row(tokenizer: Any, tokens: Sequence[str], ids: Sequence[int | None]) -> TokenRow:
    """Each of `tokens` above the id that the vocabulary gives it."""
    vocabulary = vocabulary_of(tokenizer)
    groups = grouped(vocabulary, [vocabulary.chip(token, id) for token, id in zip(tokens, ids, strict=True)])
    legend = legend_of(vocabulary, groups)
    if any(chip.unknown for group in groups for chip in group.chips):
        name = vocabulary.unknown_token
        legend += (words("row.unknown-id", name=name) if name else words("row.no-unknown-id"),)
    return TokenRow(words.counted("id", len(ids)), groups, legend, "tokenizer.convert_tokens_to_ids(tokens)")


def encoded_row(tokenizer: Any, text: str, pair: str | None, encoding: Any) -> TokenRow:
    """The ids of an encoding under their tokens; the two texts of a pair told apart."""
    vocabulary = vocabulary_of(tokenizer)
    ids = list(encoding["input_ids"])
    tokens = tokenizer.convert_ids_to_tokens(ids)
    if encoding.is_fast:
        members = encoding.sequence_ids(0)
        chips = [vocabulary.chip(t, i, _part(m, pair)) for t, i, m in zip(tokens, ids, members, strict=True)]
        unknown = _unknown_texts(chips, encoding, text, pair)
    else:
        chips, unknown = _placed(tokenizer, vocabulary.chip, tokens, ids, text, pair)
    groups = grouped(vocabulary, chips, unknown)
    special = sum(chip.special and not chip.unknown for chip in chips)
    title = words.counted("id", len(ids))
    if special:
        title = words("row.some-special", ids=title, special=special)
    call = "tokenizer(text)" if pair is None else "tokenizer(text, pair)"
    return TokenRow(title, groups, legend_of(vocabulary, groups, pair is not None), f'{call}["input_ids"]')


def _part(member: int | None, pair: str | None) -> Part:
    return "" if pair is None or member is None else "B" if member else "A"


def _unknown_texts(chips: Sequence[Chip], encoding: Any, text: str, pair: str | None) -> dict[int, str]:
    """The piece of the text behind each unknown token of a fast encoding."""
    offsets = encoding.encodings[0].offsets
    sources = {"": text, "A": text, "B": pair or ""}
    found = {place: sources[chip.part][slice(*offsets[place])] for place, chip in enumerate(chips) if chip.unknown}
    return {place: piece for place, piece in found.items() if piece != chips[place].token and piece}


def _placed(
    tokenizer: Any, chip: Any, tokens: Sequence[str], ids: Sequence[int], text: str, pair: str | None
) -> tuple[list[Chip], dict[int, str]]:
    """For a tokenizer in Python, which keeps no record: the texts' own ids are looked for among all."""
    parts: list[Part] = [""] * len(ids)
    unknown: dict[int, str] = {}
    start = 0
    for name, source in (("A", text), ("B", pair)):
        if source is None:
            continue
        pieces = tokenizer.tokenize(source)
        wanted = tokenizer.convert_tokens_to_ids(pieces)
        at = next(
            (i for i in range(start, len(ids) - len(wanted) + 1) if list(ids[i : i + len(wanted)]) == wanted),
            None,
        )
        if at is None or not wanted:
            continue
        for place, piece in enumerate(pieces, at):
            if pair is not None:
                parts[place] = "A" if name == "A" else "B"
            unknown[place] = piece
        start = at + len(wanted)
    chips = [chip(token, id, part) for token, id, part in zip(tokens, ids, parts, strict=True)]
    return chips, {i: piece for i, piece in unknown.items() if chips[i].unknown and piece != chips[i].token}
