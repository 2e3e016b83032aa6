"""ner's own vocabulary: the hanzi of its sentences and cased English word pieces.

Names are split into pieces on purpose: ``Pemberton`` is none of the pieces, and only an aggregation of them gives the
name back. Every ASCII letter is a piece, so that no English name is [UNK]; a hanzi that the sentences lack is.
"""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
CHINESE_PUNCTUATION = "，。！？、；：“”‘’（）《》·—…￥％"
ENGLISH_PIECES = 2700
_HANZI = re.compile(r"[一-鿿]")
_WORD = re.compile(r"[A-Za-z]+")


def build_vocabulary(texts: Iterable[str], pieces: int = ENGLISH_PIECES) -> dict[str, int]:
    """Token -> id; the hanzi and the word pieces are learnt from `texts`."""
    hanzi: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for text in texts:
        hanzi.update(_HANZI.findall(text))
        words.update(_WORD.findall(text))
    letters = string.ascii_lowercase + string.ascii_uppercase
    tokens = [*SPECIAL, *string.punctuation, *string.digits, *CHINESE_PUNCTUATION, *letters]
    tokens += [f"##{character}" for character in string.digits + letters]
    tokens += sorted(character for character, count in hanzi.items() if count > 2)
    tokens += english_pieces(words, pieces)
    return {token: index for index, token in enumerate(dict.fromkeys(tokens))}


def english_pieces(counts: Mapping[str, int], size: int) -> list[str]:
    """Cased word pieces learnt by the tokenizers library's own trainer, sorted."""
    from tokenizers import Tokenizer, pre_tokenizers
    from tokenizers.models import WordPiece
    from tokenizers.trainers import WordPieceTrainer

    learner = Tokenizer(WordPiece({}, unk_token="[UNK]"))
    learner.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    # Named first, the letters have fixed ids; the trainer breaks ties by id, and would differ from run to run.
    letters = string.ascii_letters
    known = [*letters, *(f"##{letter}" for letter in letters)]
    trainer = WordPieceTrainer(vocab_size=size, min_frequency=4, show_progress=False, special_tokens=known)
    # The square root makes rare names lose their whole-word pieces less often to the words of frequent templates.
    lines = (" ".join([word] * (1 + int(counts[word] ** 0.5 * 2))) for word in sorted(counts))
    learner.train_from_iterator(lines, trainer)
    return sorted(learner.get_vocab(), key=lambda piece: (piece.startswith("##"), piece))


def build_tokenizer(vocabulary: Mapping[str, int], max_length: int) -> Any:
    """A `transformers.BertTokenizer` that keeps case, as the real model's does."""
    from transformers import BertTokenizer

    return BertTokenizer(vocab=dict(vocabulary), do_lower_case=False, model_max_length=max_length)
