"""The tokenizer: byte-level BPE learnt from the phrases, then the special tokens in Whisper's order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from course_lib.zoo.speech.phrases import Phrase

END = "<|endoftext|>"
START = "<|startoftranscript|>"
NO_TIMESTAMPS = "<|notimestamps|>"
SPECIAL = (
    END, START, "<|en|>", "<|zh|>", "<|translate|>", "<|transcribe|>", "<|startoflm|>", "<|startofprev|>",
    "<|nospeech|>", NO_TIMESTAMPS,
)  # fmt: skip
MAX_TOKENS = 40


def make_tokenizer(known: Sequence[Phrase], size: int = 1100) -> Any:
    """A `WhisperTokenizer` of about `size` ordinary tokens: one for nearly every hanzi and word of the phrases."""
    import json

    from tokenizers import Tokenizer, models, pre_tokenizers, trainers
    from transformers import WhisperTokenizer

    learner = Tokenizer(models.BPE())
    learner.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    trainer = trainers.BpeTrainer(
        vocab_size=size, initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()), show_progress=False
    )
    # Each hanzi for itself, so that no token spans two: rare phrases share their characters with frequent ones.
    texts = [piece for phrase in known for piece in (*phrase.zh * 2, " " + phrase.en)]
    learner.train_from_iterator(texts, trainer)
    learnt = json.loads(learner.to_str())["model"]
    vocab = dict(learnt["vocab"])
    vocab |= {token: len(vocab) + number for number, token in enumerate(SPECIAL)}
    return WhisperTokenizer(
        vocab=vocab,
        merges=[tuple(pair) for pair in learnt["merges"]],
        extra_special_tokens=list(SPECIAL[1:]),
        unk_token=END,
        bos_token=END,
        eos_token=END,
        pad_token=END,
        model_max_length=MAX_TOKENS,
    )


def prompt(tokenizer: Any, language: str, task: str) -> list[int]:
    """The four tokens before the text: start, language, task, no timestamps."""
    ids: list[int] = tokenizer.convert_tokens_to_ids([START, f"<|{language}|>", f"<|{task}|>", NO_TIMESTAMPS])
    return ids


def text_ids(tokenizer: Any, phrase: Phrase, language: str) -> list[int]:
    """The text's tokens; English starts with a space, as Whisper's does."""
    text = phrase.zh if language == "zh" else " " + phrase.en
    ids: list[int] = tokenizer(text, add_special_tokens=False).input_ids
    return ids


def generation_config(tokenizer: Any) -> Any:
    """What `generate` has to know to turn ``language=`` and ``task=`` into those tokens."""
    from transformers import GenerationConfig

    ids = {token: tokenizer.convert_tokens_to_ids(token) for token in SPECIAL}
    return GenerationConfig(
        decoder_start_token_id=ids[START],
        pad_token_id=ids[END],
        bos_token_id=ids[END],
        eos_token_id=ids[END],
        max_length=MAX_TOKENS,
        is_multilingual=True,
        lang_to_id={f"<|{language}|>": ids[f"<|{language}|>"] for language in ("en", "zh")},
        task_to_id={task: ids[f"<|{task}|>"] for task in ("translate", "transcribe")},
        # Without a task `generate` would leave its token out, and words come out twice.
        task="transcribe",
        no_timestamps_token_id=ids[NO_TIMESTAMPS],
        prev_sot_token_id=ids["<|startofprev|>"],
        return_timestamps=False,
        alignment_heads=[[1, 0]],
    )
