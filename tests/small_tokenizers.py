"""One small tokenizer of each kind, built in a moment, for the tests that must hold for all of them."""

from __future__ import annotations

import io
import json
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

SENTENCES = ["我爱北京天安门", "the cat sat on the mat", "playing with cats and dogs", "你好 世界", "🙂 smile"] * 3
WORDS = "[PAD] [UNK] [CLS] [SEP] [MASK] 我 爱 北 京 天 安 门 the cat dog play ##ing ##s , ."


def wordpiece() -> Any:
    """BERT's kind: 20 tokens, 我 = 5, 爱 = 6, cat = 13."""
    from transformers import BertTokenizer

    return BertTokenizer(vocab={token: id for id, token in enumerate(WORDS.split())})


def byte_level() -> Any:
    """GPT-2's kind: every byte has a token, and nothing is unknown."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import GPT2Tokenizer

    trained = Tokenizer(models.BPE())
    trained.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    trained.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    options = {"vocab_size": 300, "special_tokens": ["<|endoftext|>"], "show_progress": False}
    trained.train_from_iterator(SENTENCES, trainers.BpeTrainer(initial_alphabet=alphabet, **options))
    model = json.loads(trained.to_str())["model"]
    return GPT2Tokenizer(vocab=model["vocab"], merges=[tuple(pair) for pair in model["merges"]])


def unigram() -> Any:
    """T5's kind: sentencepiece's Unigram, run by the tokenizers library."""
    from transformers import T5Tokenizer

    pieces = ["<pad>", "</s>", "<unk>", "▁", "▁the", "▁cat", "s", "th", "e", "c", "a", "t", "我", "爱"]
    return T5Tokenizer(vocab=[(piece, -float(place)) for place, piece in enumerate(pieces)], extra_ids=2)


def byte_fallback() -> Any:
    """Llama's kind: a character that the vocabulary lacks falls into pieces of one byte, such as <0xE9>."""
    from tokenizers import Tokenizer, decoders, models, normalizers
    from transformers import PreTrainedTokenizerFast

    pieces = ["<unk>", *(f"<0x{byte:02X}>" for byte in range(256)), "▁", "c", "a", "t"]
    vocabulary = {piece: id for id, piece in enumerate(pieces)}
    tokenizer = Tokenizer(models.BPE(vocabulary, [], unk_token="<unk>", byte_fallback=True, fuse_unk=True))
    tokenizer.normalizer = normalizers.Replace(" ", "▁")
    tokenizer.decoder = decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()])
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, unk_token="<unk>")


def without_unknown() -> Any:
    """A tokenizer that has no unknown token: a token that it lacks has the id None."""
    from tokenizers import Tokenizer, models
    from transformers import PreTrainedTokenizerFast

    return PreTrainedTokenizerFast(tokenizer_object=Tokenizer(models.WordLevel({"cat": 0})))


def raw_bytes() -> Any:
    """ByT5's kind, in Python: the tokens are the bytes themselves."""
    from transformers import ByT5Tokenizer

    return ByT5Tokenizer(extra_ids=2)


def python_sentencepiece(folder: Path) -> Any:
    """Marian's kind, in Python: sentencepiece splits, a vocabulary of its own gives the ids."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # sacremoses, which it recommends, would only tidy punctuation
        import sentencepiece
        from transformers import MarianTokenizer

        model = io.BytesIO()
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(SENTENCES),
            model_writer=model,
            vocab_size=60,
            hard_vocab_limit=False,
            minloglevel=2,
            num_threads=1,
        )
        splitter = folder / "source.spm"
        splitter.write_bytes(model.getvalue())
        processor = sentencepiece.SentencePieceProcessor(model_file=str(splitter))
        pieces = [processor.id_to_piece(id) for id in range(3, processor.get_piece_size())]
        words = folder / "vocab.json"
        tokens = ["</s>", "<unk>", *pieces, "<pad>"]
        words.write_text(json.dumps({token: id for id, token in enumerate(tokens)}), encoding="utf-8")
        return MarianTokenizer(str(splitter), str(splitter), str(words))


KINDS: dict[str, Callable[[Path], Any]] = {
    "wordpiece": lambda folder: wordpiece(),
    "byte_level": lambda folder: byte_level(),
    "unigram": lambda folder: unigram(),
    "byte_fallback": lambda folder: byte_fallback(),
    "raw_bytes": lambda folder: raw_bytes(),
    "python_sentencepiece": python_sentencepiece,
}
