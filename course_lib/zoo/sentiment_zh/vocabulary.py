"""sentiment-zh's vocabulary: what it needs of bert-zh's, in the same order, and the rows of its embeddings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from course_lib.zoo.bert_zh.vocabulary import CHINESE_PUNCTUATION, FIRST_ORDINARY_ID, gb2312_hanzi

COMMON_HANZI = 3755  # level one of GB2312, ordered by pinyin


def trimmed(vocabulary: Mapping[str, int], texts: Iterable[str]) -> dict[str, int]:
    """Token -> new id: special tokens keep their ids; word pieces of English and rare hanzi go, unless in `texts`."""
    wanted = {
        *CHINESE_PUNCTUATION,
        *gb2312_hanzi()[:COMMON_HANZI],
        *(character for text in texts for character in text.lower()),
    }
    kept = [
        token
        for token, place in sorted(vocabulary.items(), key=lambda item: item[1])
        if place < FIRST_ORDINARY_ID or token in wanted or (len(token.removeprefix("##")) == 1 and token.isascii())
    ]
    return {token: place for place, token in enumerate(kept)}


def copy_weights(source: Any, target: Any, before: Mapping[str, int], after: Mapping[str, int]) -> None:
    """Give the classifier `target` the masked language model `source`'s encoder, and the kept rows of its words."""
    import torch

    rows = [before[token] for token in after]
    weights = {name: value for name, value in source.bert.state_dict().items() if name in target.bert.state_dict()}
    key = "embeddings.word_embeddings.weight"
    weights[key] = weights[key][torch.tensor(rows)]
    target.bert.load_state_dict(weights, strict=False)  # the masked language model has no pooler
