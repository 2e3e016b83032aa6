"""gpt2-zh's tokenizer: BERT's for Chinese, one character a token, as the real model has it.

Special tokens have bert-base-chinese's ids: [PAD] 0, [UNK] 100, [CLS] 101, [SEP] 102, [MASK] 103.
"""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Iterable
from typing import Any

from course_lib.zoo.bert_zh.vocabulary import CHINESE_PUNCTUATION, SPECIAL, UNUSED

MAX_LENGTH = 512


def build_tokenizer(texts: Iterable[str]) -> Any:
    """A `transformers.BertTokenizer` over every character of `texts`, the commonest first."""
    from transformers import BertTokenizer

    counts = Counter(character for text in texts for character in text if not character.isspace())
    tokens = ["[PAD]", *(f"[unused{number}]" for number in range(1, UNUSED + 1)), *SPECIAL]
    tokens += [*CHINESE_PUNCTUATION, *string.punctuation, *string.digits, *string.ascii_lowercase]
    tokens += sorted(counts, key=lambda character: (-counts[character], character))
    vocabulary = {token: index for index, token in enumerate(dict.fromkeys(tokens))}
    return BertTokenizer(vocab=vocabulary, do_lower_case=False, model_max_length=MAX_LENGTH)
