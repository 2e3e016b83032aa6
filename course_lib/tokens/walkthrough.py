"""From text to tokens to ids and back, and new tokens: the library's own steps, with pictures.

>>> from transformers import BertTokenizer
>>> tokens = "[PAD] [UNK] [CLS] [SEP] [MASK] 我 爱".split()
>>> walk = Walkthrough(BertTokenizer(vocab={token: id for id, token in enumerate(tokens)}))
>>> walk.split("我爱")
['我', '爱']
>>> walk.encode("我爱")
[2, 5, 6, 3]
>>> walk.decode([2, 5, 6, 3])
'[CLS] 我 爱 [SEP]'
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

from course_lib.display import markup
from course_lib.display.decoding import Decoded, DecodedBatch, decoded
from course_lib.display.growth import AddedToken, Growth
from course_lib.display.reading import vocabulary_of
from course_lib.display.saving import saved
from course_lib.display.shown import ShownCount, ShownList, ShownText, ShownTuple
from course_lib.display.text_argument import want_text
from course_lib.display.tokens import encode, encoded_row, ids_row, split_row
from course_lib.ownership import refuse_foreign_files, remember_written
from course_lib.tokens.arguments import (
    as_ids,
    is_batch,
    new_tokens,
    roles_of,
    want_directory,
    want_tokens,
)
from course_lib.tokens.words import words

_NEEDED = ("tokenize", "convert_tokens_to_ids", "convert_ids_to_tokens", "decode", "save_pretrained")


class Walkthrough:
    """A tokenizer, one step at a time. Every step returns what the library returns, and shows a picture.

    The values are lists, texts, numbers and paths like the library's own; as the last line of a notebook
    cell they show themselves: tokens above their ids, special tokens outlined, unknown ones in red.

    It works on the tokenizer that it is given, any of transformers: ``add_tokens`` and
    ``add_special_tokens`` change that very tokenizer, as they do in the library. Load it again where the
    old one is wanted.

    Raises CourseError when `tokenizer` is no tokenizer, and in every step when it is given something that
    the step cannot use.
    """

    def __init__(self, tokenizer: Any) -> None:
        missing = [name for name in _NEEDED if not callable(getattr(tokenizer, name, None))]
        if missing or not callable(tokenizer) or isinstance(tokenizer, type):
            if isinstance(tokenizer, type):
                seen = words("walkthrough.class", name=tokenizer.__name__)
            else:
                seen = words("walkthrough.value", kind=type(tokenizer).__name__, value=f"{tokenizer!r:.60}")
            raise words.error("no-tokenizer", seen=seen)
        self.tokenizer = tokenizer

    def split(self, text: str) -> list[str]:
        """The tokens of `text`, without special tokens: ``tokenizer.tokenize(text)``."""
        want_text(text, "text")
        tokens = self.tokenizer.tokenize(text)
        return ShownList(tokens, split_row(self.tokenizer, text, tokens))

    def convert_tokens_to_ids(self, tokens: Sequence[str]) -> list[int]:
        """The id of each token; one that the vocabulary lacks gets the unknown token's id.

        Where a tokenizer has no unknown token, the library gives None for it, and so does this.
        """
        want_tokens(tokens)
        ids = self.tokenizer.convert_tokens_to_ids(list(tokens))
        return ShownList(ids, ids_row(self.tokenizer, tokens, ids))

    def encode(self, text: str, pair: str | None = None) -> list[int]:
        """The ids of a text or a pair, with special tokens: ``tokenizer(text, pair)["input_ids"]``."""
        want_text(text, "text")
        if pair is not None:
            want_text(pair, "pair")
        encoding = encode(self.tokenizer, text, pair)
        return ShownList(encoding["input_ids"], encoded_row(self.tokenizer, text, pair, encoding))

    def decode(self, ids: Any, skip_special_tokens: bool = False) -> Any:
        """The text of `ids`: one id, a list of ids, or a tensor of shape (length,).

        As in the library, a batch (a list of lists, a tensor of shape (rows, length)) gives a list of texts.
        An id that the vocabulary lacks is a CourseError: the library would drop it silently, or fail.
        """
        if is_batch(ids):
            rows = [self._decode(row, skip_special_tokens) for row in ids]
            return ShownList([row.text for row in rows], DecodedBatch(tuple(rows)))
        one = isinstance(ids, int) or getattr(ids, "ndim", 1) == 0
        row = self._decode([ids] if one else ids, skip_special_tokens)
        return ShownText(row.text, row)

    def _decode(self, ids: Any, skipping: bool) -> Decoded:
        numbers = as_ids(ids, self.tokenizer)
        text = self.tokenizer.decode(numbers, skip_special_tokens=skipping)
        return decoded(self.tokenizer, numbers, text, skipping)

    def add_tokens(self, tokens: Any) -> int:
        """Add ordinary tokens to the tokenizer itself: ``tokenizer.add_tokens(tokens)``; how many were new.

        `tokens` is a list of str or of ``AddedToken``, or a single one.
        """
        wanted = [(token, "") for token in new_tokens(tokens)]
        return self._grown(wanted, lambda: self.tokenizer.add_tokens(tokens), "tokenizer.add_tokens(tokens)")

    def add_special_tokens(self, mapping: Mapping[str, Any]) -> int:
        """Give tokens special roles, in the tokenizer itself; how many of them were new to the vocabulary.

        `mapping` goes from role to token, ``{"sep_token": "<sep>"}``, and for ``extra_special_tokens`` to a
        list of tokens. The same as ``tokenizer.add_special_tokens(mapping)``.
        """
        wanted = roles_of(mapping, self.tokenizer)
        call = "tokenizer.add_special_tokens(mapping)"
        return self._grown(wanted, lambda: self.tokenizer.add_special_tokens(dict(mapping)), call)

    def _grown(self, wanted: Sequence[tuple[str, str]], add: Callable[[], int], call: str) -> int:
        known, before = set(self.tokenizer.get_vocab()), len(self.tokenizer)
        number = add()
        vocabulary = vocabulary_of(self.tokenizer)
        tokens = []
        for token, role in dict.fromkeys(wanted):
            chip = vocabulary.chip(token, self.tokenizer.convert_tokens_to_ids(token))
            tokens.append(AddedToken(chip, token not in known, role))
        return ShownCount(number, Growth(tuple(tokens), before, len(self.tokenizer), call, number))

    def save_pretrained(self, directory: str | PathLike[str], *, force: bool = False) -> tuple[str, ...]:
        """Write the tokenizer's files into `directory`, and return their paths as the library does.

        A folder with files that were not written here, or were changed since, is refused with a CourseError;
        `force` writes all the same.
        """
        want_directory(directory)
        folder = Path(directory)
        if folder.exists() and not folder.is_dir():
            raise words.error("file-for-folder", folder=folder)
        try:
            if not force:
                refuse_foreign_files(folder, force_hint=words("walkthrough.force"))
            paths = tuple(self.tokenizer.save_pretrained(directory))
            remember_written(folder, [Path(path) for path in paths if Path(path).is_file()])
        except OSError as error:
            raise words.error("not-saved", folder=folder, why=error.strerror or error) from error
        return ShownTuple(paths, saved(folder, paths))

    def __repr__(self) -> str:
        return f"Walkthrough({type(self.tokenizer).__name__}, {words.counted('token', len(self.tokenizer))})"

    def _repr_html_(self) -> str:
        rows = [
            (words("walkthrough.tokenizer"), type(self.tokenizer).__name__),
            (words("walkthrough.vocabulary"), words.counted("token", len(self.tokenizer))),
            *self.tokenizer.special_tokens_map.items(),
        ]
        body = markup.grid([[name, markup.code(value)] for name, value in rows])
        return markup.card(words("walkthrough.title"), body, legend=[words("walkthrough.note")])
