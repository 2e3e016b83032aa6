"""gpt2-en's tokenizer: byte-level BPE as GPT-2's, which can write any text; <|endoftext|> is its only special token."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

END_OF_TEXT = "<|endoftext|>"
MAX_LENGTH = 512
PIECES = 2400


def build_tokenizer(texts: Iterable[str], *, size: int = PIECES) -> Any:
    """A `transformers.GPT2Tokenizer` of at most `size` tokens, learnt from `texts`."""
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers
    from transformers import GPT2Tokenizer

    learner = Tokenizer(models.BPE())
    learner.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    trainer = trainers.BpeTrainer(
        vocab_size=size - 1,
        min_frequency=3,
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    learner.train_from_iterator(texts, trainer)
    learnt = json.loads(learner.to_str())["model"]
    vocabulary = {**learnt["vocab"], END_OF_TEXT: len(learnt["vocab"])}
    merges = [tuple(merge) for merge in learnt["merges"]]
    return GPT2Tokenizer(vocab=vocabulary, merges=merges, pad_token=END_OF_TEXT, model_max_length=MAX_LENGTH)
