"""bert-zh's vocabulary, laid out as bert-base-chinese lays out its own.

Special tokens have the same ids ([PAD] 0, [UNK] 100, [CLS] 101, [SEP] 102, [MASK] 103); then come ASCII
punctuation, digits and small letters, Chinese punctuation, every hanzi of GB2312, and English word pieces.

Capitals are left out on purpose, and the tokenizer does not lower-case: so it is in bert-base-chinese, where
``GPT`` is [UNK] and ``gpt`` is not. A lesson on unknown words is then true on both.
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping
from typing import Any

UNUSED = 99
SPECIAL = ("[UNK]", "[CLS]", "[SEP]", "[MASK]")
FIRST_ORDINARY_ID = 1 + UNUSED + len(SPECIAL)
CHINESE_PUNCTUATION = "，。！？、；：“”‘’（）《》〈〉【】「」『』…—～·￥℃％"
ENGLISH_PIECES = 3400


def gb2312_hanzi() -> list[str]:
    """The 6,763 hanzi of GB2312, in the standard's own order: common ones by pinyin, then rarer by radical."""
    found = []
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                found.append(bytes([row, cell]).decode("gb2312"))
            except UnicodeDecodeError:
                continue  # the standard leaves five cells at the end of row 55 empty
    return found


def build_vocabulary(word_counts: Mapping[str, int], stems: Iterable[str] = ()) -> dict[str, int]:
    """Token -> id, given the English words to learn pieces from, each with its weight, and pieces to have anyway."""
    tokens = ["[PAD]", *(f"[unused{number}]" for number in range(1, UNUSED + 1)), *SPECIAL]
    tokens += [*string.punctuation, *string.digits, *string.ascii_lowercase]
    tokens += [*CHINESE_PUNCTUATION, *gb2312_hanzi()]
    tokens += [f"##{character}" for character in string.digits + string.ascii_lowercase]
    tokens += sorted({*english_pieces(word_counts), *stems}, key=lambda piece: (piece.startswith("##"), piece))
    return {token: index for index, token in enumerate(dict.fromkeys(tokens))}


def english_pieces(word_counts: Mapping[str, int], size: int = ENGLISH_PIECES) -> list[str]:
    """Word pieces learnt by the tokenizers library's own trainer, sorted."""
    from tokenizers import Tokenizer, pre_tokenizers
    from tokenizers.models import WordPiece
    from tokenizers.trainers import WordPieceTrainer

    learner = Tokenizer(WordPiece({}, unk_token="[UNK]"))
    learner.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    # Named first, the letters have fixed ids; the trainer breaks ties by id, and would differ from run to run.
    letters = [*string.ascii_lowercase, *(f"##{letter}" for letter in string.ascii_lowercase)]
    trainer = WordPieceTrainer(vocab_size=size, min_frequency=8, show_progress=False, special_tokens=letters)
    words = sorted(word for word in word_counts if word.isascii() and word.isalpha())
    learner.train_from_iterator((" ".join([word] * word_counts[word]) for word in words), trainer)
    return sorted(learner.get_vocab())


def build_tokenizer(vocabulary: Mapping[str, int], max_length: int) -> Any:
    """The tokenizer around a vocabulary: a `transformers.BertTokenizer`."""
    from transformers import BertTokenizer

    return BertTokenizer(vocab=dict(vocabulary), do_lower_case=False, model_max_length=max_length)
