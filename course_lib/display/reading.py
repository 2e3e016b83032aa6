"""What a tokenizer's tokens mean: special or unknown, which marks they carry, which text their bytes make.

Everything here asks the tokenizer itself, so that it holds for WordPiece, byte-level BPE and
sentencepiece, in Rust and in Python.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from course_lib.display.chips import Chip, Group, Part
from course_lib.display.words import words

_BYTE_PIECE = re.compile(r"<0x[0-9A-Fa-f]{2}>")
_LOST = "\ufffd"  # what decoding writes for bytes that are no whole character
_LONGEST_RUN = 12
_OTHER_ROLES = ("bos_token", "eos_token", "pad_token", "cls_token", "sep_token", "mask_token")


@dataclass(frozen=True)
class Vocabulary:
    """What has to be asked of a tokenizer once, before any number of its tokens are pictured."""

    special: frozenset[str]
    unknown_token: str | None
    unknown_id: int | None
    unknown_is_other: bool
    byte_level: bool
    continuing: str
    to_text: Callable[[list[str]], str]

    def is_unknown(self, token: str, id: int | None) -> bool:
        """Whether `token` has no id of its own. GPT-2's unknown token is its end token too: no gap."""
        if id is None:
            return True
        return id == self.unknown_id and not (token == self.unknown_token and self.unknown_is_other)

    def chip(self, token: str | None, id: int | None, part: Part = "") -> Chip:
        if token is None:  # an id that stands for nothing
            return Chip("?", id, unknown=True, part=part)
        return Chip(token, id, special=token in self.special, unknown=self.is_unknown(token, id), part=part)


def vocabulary_of(tokenizer: Any) -> Vocabulary:
    """The facts about `tokenizer`'s vocabulary that its pictures need."""
    added = getattr(tokenizer, "added_tokens_decoder", None) or {}
    # A separator that was replaced is no longer in all_special_tokens, but decoding still skips it.
    special = {
        *tokenizer.all_special_tokens,
        *(str(t) for t in added.values() if getattr(t, "special", False)),
    }
    unknown = getattr(tokenizer, "unk_token", None)
    backend = getattr(tokenizer, "backend_tokenizer", None)
    model = getattr(backend, "model", None)
    kind = type(model).__name__
    continuing = getattr(model, "continuing_subword_prefix", None) or ""
    if model is None and (hasattr(tokenizer, "wordpiece_tokenizer") or hasattr(tokenizer, "subword_tokenizer")):
        continuing = "##"
    parts = repr(getattr(backend, "decoder", None)) + repr(getattr(backend, "pre_tokenizer", None))
    return Vocabulary(
        special=frozenset(special),
        unknown_token=unknown,
        unknown_id=None if unknown is None else tokenizer.convert_tokens_to_ids(unknown),
        unknown_is_other=any(getattr(tokenizer, role, None) == unknown for role in _OTHER_ROLES),
        byte_level=(kind == "BPE" and "ByteLevel" in parts) or hasattr(tokenizer, "byte_decoder"),
        continuing=continuing,
        to_text=tokenizer.convert_tokens_to_string,
    )


def grouped(
    vocabulary: Vocabulary, chips: Sequence[Chip], unknown_texts: dict[int, str] | None = None
) -> tuple[Group, ...]:
    """`chips` with those brought together whose bytes make one text, and that text beside them.

    `unknown_texts` gives, by position, the text that an unknown token stands for.
    """
    texts = unknown_texts or {}
    groups: list[Group] = []
    start = 0
    while start < len(chips):
        known = (start + 1, texts[start]) if start in texts else None
        stop, text = known or _reading(vocabulary, chips, start)
        groups.append(Group(tuple(chips[start:stop]), text))
        start = stop
    return tuple(groups)


def _reading(vocabulary: Vocabulary, chips: Sequence[Chip], start: int) -> tuple[int, str | None]:
    """Where the text that begins at `start` ends, and what it reads, where the tokens alone do not say."""
    first = chips[start]
    if first.special or first.unknown:
        return start + 1, None
    text = _text(vocabulary, [first.token])
    if text is None:
        return start + 1, None
    if not _incomplete(first.token, text):
        as_bytes = vocabulary.byte_level or _BYTE_PIECE.fullmatch(first.token)
        differs = text.strip(" ") != first.token.replace("Ġ", " ").strip(" ")
        return start + 1, text if as_bytes and differs else None
    run = [first.token]
    for stop in range(start + 1, min(start + _LONGEST_RUN, len(chips))):
        if chips[stop].special or chips[stop].unknown:
            break
        run.append(chips[stop].token)
        together = _text(vocabulary, run)
        if together and _LOST not in together:
            return stop + 1, together
    return start + 1, _LOST


def _incomplete(token: str, text: str) -> bool:
    if _LOST in text:
        return _LOST not in token
    return not text and bool(token.strip("▁Ġ "))


def _text(vocabulary: Vocabulary, tokens: list[str]) -> str | None:
    try:
        return vocabulary.to_text(tokens)
    except Exception:  # a tokenizer of somebody else's may refuse parts of a word; the picture does without
        return None


def legend_of(vocabulary: Vocabulary, groups: Sequence[Group], pair: bool = False) -> tuple[str, ...]:
    """One line for each kind of mark that occurs in `groups`; of a `pair` also which colour is which text."""
    chips = [chip for group in groups for chip in group.chips]
    ordinary = [chip.token for chip in chips if not chip.special and not chip.unknown]
    lines = [words("legend.first"), words("legend.second")] if pair else []
    if any(chip.special and not chip.unknown and not chip.left_out for chip in chips):
        lines.append(words("legend.special"))
    if any(chip.left_out for chip in chips):
        lines.append(words("legend.left-out"))
    if any(chip.unknown and not chip.left_out for chip in chips):
        lines.append(words("legend.unknown"))
    if vocabulary.continuing and any(token.startswith(vocabulary.continuing) for token in ordinary):
        lines.append(words("legend.joins", mark=vocabulary.continuing))
    if vocabulary.byte_level and any(token.startswith("Ġ") for token in ordinary):
        lines.append(words("legend.space-before"))
    if not vocabulary.byte_level and any("▁" in token for token in ordinary):
        lines.append(words("legend.word-starts"))
    if any(token.endswith("</w>") for token in ordinary):
        lines.append(words("legend.word-ends"))
    if any(group.text is not None and not group.chips[0].unknown for group in groups):
        lines.append(words("legend.bytes"))
    if any(group.text == _LOST for group in groups):
        lines.append(words("legend.part-of-character", lost=_LOST))
    if any(group.text is not None and group.chips[0].unknown for group in groups):
        lines.append(words("legend.stood-there"))
    return tuple(lines)
