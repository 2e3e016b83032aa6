"""embed's vocabulary: Chinese characters and whole English words in small letters, in one table."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterable
from typing import Any

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
# A word outside the vocabulary still keeps its stem where it only has another ending.
ENDINGS = ("##s", "##es", "##ed", "##d", "##ing", "##er", "##est", "##ly", "##y", "##r", "##n")
CHINESE_PUNCTUATION = "，。！？、；：“”（）《》"
_WORD = re.compile(r"[a-z]+")


def build_vocabulary(texts: Iterable[str], words: Iterable[str]) -> dict[str, int]:
    """Token -> id: every hanzi and English word of `texts` and `words`, sorted, behind the special ones."""
    found: Counter[str] = Counter()
    for text in (*texts, *words):
        found.update(_WORD.findall(text.lower()))
        found.update(character for character in text if "一" <= character <= "鿿")
    tokens = [*SPECIAL, *string.punctuation, *string.digits, *string.ascii_lowercase, *CHINESE_PUNCTUATION, *ENDINGS]
    return {token: index for index, token in enumerate(dict.fromkeys([*tokens, *sorted(found)]))}


def build_tokenizer(vocabulary: dict[str, int], max_length: int) -> Any:
    """A `BertTokenizer` that lower-cases English and takes Chinese apart into characters."""
    from transformers import BertTokenizer

    return BertTokenizer(vocab=dict(vocabulary), do_lower_case=True, model_max_length=max_length)
