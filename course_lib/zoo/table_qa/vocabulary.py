"""table-qa's vocabulary: small-letter words of its world, numbers and years, and syllables for names it has not met."""

from __future__ import annotations

import re
import string
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from course_lib.zoo.table_qa.tables import all_texts
from course_lib.zoo.zero_shot.topics import topics

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "[EMPTY]")
CONSONANTS, VOWELS = "bcdfghjklmnpqrstvwxyz", "aeiouy"
SIGNS = "°€£¥–—’“”½é"
NUMBERS = (*map(str, range(201)), *map(str, range(1900, 2031)))


@cache
def words() -> tuple[str, ...]:
    """Whole words: all that tables and questions are made of, and one-word things of the zero-shot model's topics."""
    texts = [*all_texts(), *(noun for topic in topics() for noun in topic.nouns if " " not in noun)]
    found = {word for text in texts for word in re.findall(r"[a-z]+", re.sub(r"\{.\}", "", text).lower())}
    # A plural is its singular and ##s, so that "apples" in a question meets "apple" in a cell.
    return tuple(sorted(word for word in found if not (word[-1] == "s" and len(word) > 3 and word[:-1] in found)))


@cache
def build_vocabulary() -> tuple[str, ...]:
    """The tokens in order of their ids."""
    syllables = [first + second for first in CONSONANTS for second in VOWELS]
    pieces = [*string.ascii_lowercase, *string.digits, *syllables]
    tokens = [*SPECIAL, *string.punctuation, *SIGNS, *NUMBERS, *pieces, *(f"##{piece}" for piece in (*pieces, *SIGNS))]
    tokens += words()
    return tuple(dict.fromkeys(tokens))


def build_tokenizer(max_rows: int, max_columns: int, max_length: int) -> Any:
    """A `transformers.TapasTokenizer`; it wants its vocabulary in a file, and keeps no hold on it."""
    from transformers import TapasTokenizer

    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "vocab.txt"
        path.write_text("".join(f"{token}\n" for token in build_vocabulary()), encoding="utf-8")
        return TapasTokenizer(
            vocab_file=str(path), model_max_length=max_length, max_row_id=max_rows, max_column_id=max_columns
        )
