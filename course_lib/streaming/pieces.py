"""Ids in, text out, each piece as soon as nothing that follows can change it.

The pieces together are ``tokenizer.decode(ids, skip_special_tokens=True)``, to the letter, and a token costs the same
whether it is the tenth or the thousandth. Two ways lead there, by what the tokenizer's tokens are:

- bytes (GPT-2's kind, "ByteLevel"): every token is some bytes, and Python's own UTF-8 decoder keeps a half character
  until it is whole. Source: RFC 3629, and `codecs.IncrementalDecoder`.
- anything else: the last tokens are decoded again with each new one. What stands at the left edge of such a window may
  come out otherwise than in the whole text (a space less, a half character), what stands at its right does not: so
  counted is how many characters at the end are still to come.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable
from functools import cache
from typing import Any, Protocol

_ONE_BYTE = re.compile(r"<0x[0-9A-Fa-f]{2}>")
#: A window is cut back to the shorter length when it has the longer one.
_WINDOW, _LONGEST = 16, 32
#: Tidying up spaces (``clean_up_tokenization_spaces``) may reach so many characters back: " n ' t" becomes "n't".
_TIDIED = 8


class Pieces(Protocol):
    """What turns ids into text, one after the other; for one text each."""

    def feed(self, id: int) -> str:
        """What this id makes final: often a word, sometimes nothing, sometimes more than one token's text."""

    def end(self) -> str:
        """What was still held back. Nothing is fed afterwards."""


def pieces_of(tokenizer: Any) -> Pieces:
    """The way that suits `tokenizer`, for one text.

    >>> from transformers import AutoTokenizer
    >>> from course_lib.models import checkpoint
    >>> tokenizer = AutoTokenizer.from_pretrained(checkpoint("chat"))
    >>> pieces = pieces_of(tokenizer)
    >>> ids = tokenizer("你好🤗").input_ids
    >>> [pieces.feed(id) for id in ids], pieces.end()
    (['你', '好', '', '', '', '🤗'], '')
    """
    return BytePieces(tokenizer) if is_byte_level(tokenizer) else WindowPieces(tokenizer)


def is_byte_level(tokenizer: Any) -> bool:
    """Whether the tokens of `tokenizer` are bytes, written as characters: GPT-2's kind, and nothing done after."""
    backend = getattr(tokenizer, "backend_tokenizer", None)
    if backend is None or backend.decoder is None or _tidies(tokenizer):
        return False
    return bool(json.loads(backend.decoder.__getstate__())["type"] == "ByteLevel")


class BytePieces:
    """Pieces for tokens that are bytes. A token's bytes are looked up when it is first met."""

    def __init__(self, tokenizer: Any) -> None:
        backend, skipped = tokenizer.backend_tokenizer, frozenset(tokenizer.all_special_ids)
        of_character = {character: byte for byte, character in _byte_characters().items()}

        @cache
        def bytes_of(id: int) -> bytes:
            token = None if id in skipped else backend.id_to_token(id)
            if token is None:
                return b""
            if all(character in of_character for character in token):
                return bytes(of_character[character] for character in token)
            return str(token).encode()  # an added token stands for itself

        self._bytes_of: Callable[[int], bytes] = bytes_of
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def feed(self, id: int) -> str:
        return self._decoder.decode(self._bytes_of(id))

    def end(self) -> str:
        return self._decoder.decode(b"", final=True)


class WindowPieces:
    """Pieces for any other tokenizer: WordPiece, Unigram, byte fallback, or written in Python."""

    def __init__(self, tokenizer: Any) -> None:
        backend, tidied = getattr(tokenizer, "_tokenizer", None), _tidies(tokenizer)
        self._skipped = frozenset(tokenizer.all_special_ids)
        self._held = _TIDIED if tidied else 0
        self._decode: Callable[[list[int]], str]
        if backend is None or tidied:
            self._decode = lambda ids: str(tokenizer.decode(ids, skip_special_tokens=True))
        else:  # the same without what the Python around it costs
            self._decode = lambda ids: str(backend.decode(ids, skip_special_tokens=True))

        @cache
        def is_byte(id: int) -> bool:
            return bool(_ONE_BYTE.fullmatch(str(tokenizer.convert_ids_to_tokens(id))))

        self._is_byte: Callable[[int], bool] = is_byte
        self._window: list[int] = []
        self._given = 0  # characters of the window's text that were handed over

    def feed(self, id: int) -> str:
        if id in self._skipped:
            return ""
        self._window.append(id)
        if self._is_byte(id):  # one byte more may turn the whole run of them into another text
            return ""
        text = self._decode(self._window)
        # The last "�" may be a character of which bytes are missing.
        final = max(self._given, len(text) - max(self._held, text.endswith("\ufffd")))
        piece, self._given = text[self._given : final], final
        if len(self._window) >= _LONGEST:
            to_come = len(text) - self._given
            self._window = self._window[-_WINDOW:]
            self._given = len(self._decode(self._window)) - to_come
        return piece

    def end(self) -> str:
        return self._decode(self._window)[self._given :]


def _tidies(tokenizer: Any) -> bool:
    """Whether decoding ends with tidying up the spaces before punctuation; the library leaves BPE alone."""
    if not getattr(tokenizer, "clean_up_tokenization_spaces", False):
        return False
    model = getattr(getattr(tokenizer, "backend_tokenizer", None), "model", None)
    anyway = getattr(tokenizer, "clean_up_tokenization_spaces_for_bpe_even_though_it_will_corrupt_output", False)
    return type(model).__name__ != "BPE" or bool(anyway)


@cache
def _byte_characters() -> dict[int, str]:
    """Which character stands for each byte: itself where it shows, else one from 256 on (GPT-2, Radford 2019)."""
    shown = [*range(33, 127), *range(161, 173), *range(174, 256)]
    hidden = [byte for byte in range(256) if byte not in shown]
    return {byte: chr(byte) for byte in shown} | {byte: chr(256 + place) for place, byte in enumerate(hidden)}
