"""A head start for a small translator: a word and its translation begin with like embeddings.

Marian keeps one table of embeddings for both languages and for the output. Where ``▁coffee`` and ``咖啡`` start near
each other, attention only has to learn where to look, and not every word for itself. Training is free to change it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from course_lib.zoo.translation.english import verb
from course_lib.zoo.translation.lexicon import entries

VERB_FORMS = ("base", "s", "past", "pp", "ing")
# Categories whose entries are bare verbs.
_VERBS = ("obj_verb", "buy_eat", "like_verb", "state_s", "activity", "happening", "weather_verb")


def translations() -> Iterator[tuple[tuple[str, ...], str]]:
    """(English forms of one word, a Chinese word for it), over the lexicon."""
    for category, members in entries().items():
        for entry in members:
            if entry.is_pattern:
                continue
            for chinese in entry.chinese:
                for index, english in enumerate(entry.english):
                    if category in _VERBS:
                        yield tuple(verb(english, form) for form in VERB_FORMS), chinese.replace("_", "")
                    else:
                        yield (english, *entry.plurals[index : index + 1]), chinese


def start_aligned(model: Any, tokenizer: Any, english_side: Any, chinese_side: Any, share: float = 0.8) -> int:
    """Overwrite embeddings in place; gives the number of Chinese pieces that now lie near an English one.

    `english_side` and `chinese_side` are the tokenizer's sentencepiece models. `share` is how much of a vector comes
    from its translations, or of a plural from its singular.
    """
    import torch

    weights = model.model.shared.weight
    near: dict[int, list[int]] = {}
    forms: dict[int, int] = {}
    for english, chinese in translations():
        heads = [_one_piece(tokenizer, english_side, form) for form in english]
        target = _one_piece(tokenizer, chinese_side, chinese)
        if heads[0] is None:
            continue
        forms.update({form: heads[0] for form in heads[1:] if form is not None and form != heads[0]})
        if target is not None:
            near.setdefault(target, []).append(heads[0])
    with torch.no_grad():
        own = (1 - share**2) ** 0.5
        for form, head in forms.items():
            weights[form] = share * weights[head] + own * weights[form]
        for target, heads_of in near.items():
            mean = weights[sorted(set(heads_of))].mean(0)
            weights[target] = share * mean * (weights[target].norm() / mean.norm()) + own * weights[target]
    return len(near)


def _one_piece(tokenizer: Any, side: Any, text: str) -> int | None:
    """The id of `text` where it is one piece of the vocabulary, else None."""
    pieces = [piece for piece in side.encode(text, out_type=str) if piece != "▁"]
    return tokenizer.encoder.get(pieces[0]) if len(pieces) == 1 else None
