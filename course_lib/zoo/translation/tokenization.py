"""Marian's tokenizer: a sentencepiece model for each language and one vocabulary over both."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from course_lib.zoo.translation import corpus
from course_lib.zoo.translation.alignment import translations

# The real opus-mt-en-zh takes a code like this in front of a sentence, to choose among its kinds of Chinese.
TO_CHINESE = ">>cmn_Hans<<"
_MARK = "\t"
MAX_LENGTH = 128
# How often the learner of pieces sees each word of the lexicon beyond the sentences, so that it becomes one piece.
WORD_COPIES = 30


def make_tokenizer(pairs: Sequence[tuple[str, str]], source: str, target: str, sizes: dict[str, int]) -> Any:
    """A `MarianTokenizer` learnt from (source, target) pairs; `sizes` gives each language's number of pieces."""
    from transformers import MarianTokenizer

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        vocabulary = {"</s>": 0, "<unk>": 1}
        for side, language, texts in (
            ("source", source, [a for a, _ in pairs]), ("target", target, [b for _, b in pairs])
        ):  # fmt: skip
            model = learn_pieces(texts, language, sizes[language])
            (folder / f"{side}.spm").write_bytes(model)
            for piece in pieces_of(model):
                vocabulary.setdefault(piece, len(vocabulary))
        if target == "zh":
            vocabulary[TO_CHINESE] = len(vocabulary)
        vocabulary["<pad>"] = len(vocabulary)
        (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
        return MarianTokenizer(
            source_spm=str(folder / "source.spm"),
            target_spm=str(folder / "target.spm"),
            vocab=str(folder / "vocab.json"),
            source_lang=source,
            target_lang=target,
            model_max_length=MAX_LENGTH,
        )


def learn_pieces(texts: Iterable[str], language: str, size: int) -> bytes:
    """A serialized unigram model; Chinese pieces do not reach over the lexicon's words."""
    import sentencepiece

    lines = list(texts)
    if language == "zh":
        lines = [_MARK + corpus.cut(text, _MARK) for text in lines]
        words = {chinese for _, chinese in translations()}
        lines += [_MARK + word for word in sorted(words) if len(word) <= 3] * WORD_COPIES
    else:
        words = {form for forms, _ in translations() for form in forms if " " not in form}
        lines += sorted(words) * WORD_COPIES
    out = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines), model_writer=out, model_type="unigram", vocab_size=size, hard_vocab_limit=False,
        character_coverage=1.0, normalization_rule_name="identity", pretokenization_delimiter=_MARK,
        # Marian's own ids: end 0, unknown 1; no beginning, padding outside the model
        bos_id=-1, eos_id=0, unk_id=1, pad_id=-1, num_threads=1, minloglevel=2,
    )  # fmt: skip
    return out.getvalue()


def pieces_of(model: bytes) -> list[str]:
    """The pieces of a serialized model, by id."""
    import sentencepiece

    processor = sentencepiece.SentencePieceProcessor(model_proto=model)
    return [processor.id_to_piece(index) for index in range(processor.get_piece_size())]
