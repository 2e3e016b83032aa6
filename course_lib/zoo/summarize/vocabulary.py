"""The summariser's tokenizer: T5's kind and layout, over words and pieces of made-up news."""

from __future__ import annotations

import json
import math
import string
from collections import Counter
from collections.abc import Iterable
from typing import Any

SPECIAL = ("<pad>", "</s>", "<unk>")
EXTRA_IDS = 100
ALPHABET = (*string.ascii_letters, *string.digits, *string.punctuation, "▁")
SPELLING = -8.0  # what a piece costs more than a whole word, so that words known whole are not spelled


def build_tokenizer(texts: Iterable[str], words: int, pieces: int, max_length: int) -> Any:
    """A `T5Tokenizer`: <pad> 0, </s> 1, <unk> 2, unigram pieces, then <extra_id_99> ... <extra_id_0>.

    The commonest `words` are tokens whole; of the others, names above all, `pieces` are learnt. Every ASCII sign is a
    piece, so any English name can be spelled.
    """
    from transformers import T5Tokenizer

    counts = Counter(part for text in texts for part in _parts(text))
    whole = [part for part, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:words]]
    total = counts.total()
    scores = {part: math.log(counts[part] / total) for part in whole}
    rest = {part: count for part, count in counts.items() if part not in scores}
    for piece, score in _learn(rest, pieces):
        scores.setdefault(piece, score + SPELLING)
    lowest = min(scores.values())
    for sign in ALPHABET:
        scores.setdefault(sign, lowest)
    vocabulary = [*((piece, 0.0) for piece in SPECIAL), *scores.items()]
    vocabulary += [(f"<extra_id_{number}>", 0.0) for number in reversed(range(EXTRA_IDS))]
    return T5Tokenizer(vocab=vocabulary, extra_ids=EXTRA_IDS, model_max_length=max_length)


def _parts(text: str) -> Iterable[str]:
    """``▁word`` for each word, its punctuation apart."""
    for word in text.split():
        bare = word.rstrip(".,;:!?\"'")
        yield f"▁{bare.lstrip(chr(34))}"
        yield from word[len(bare) :]


def _learn(counts: dict[str, int], size: int) -> list[tuple[str, float]]:
    from tokenizers import Tokenizer
    from tokenizers.models import Unigram
    from tokenizers.trainers import UnigramTrainer

    learner = Tokenizer(Unigram())
    trainer = UnigramTrainer(
        vocab_size=size,
        show_progress=False,
        initial_alphabet=list(ALPHABET),
        special_tokens=list(SPECIAL),
        unk_token="<unk>",
    )
    learner.train_from_iterator((part for part in sorted(counts) for _ in range(min(counts[part], 3))), trainer)
    learnt = json.loads(learner.to_str())["model"]["vocab"]
    return [(piece, score) for piece, score in learnt if piece not in SPECIAL]
