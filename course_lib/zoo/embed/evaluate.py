"""embed's held-out figures, from weights on disk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from course_lib.zoo.embed import corpus
from course_lib.zoo.embed.pooling import mean_pooled
from course_lib.zoo.figures import Figure


def evaluate(directory: Path) -> list[Figure]:
    """Every figure of the card, recomputed from the weights in `directory`; seconds on a CPU."""
    encode = Encoder(directory)
    figures = []
    pairs = corpus.held_out()
    if pairs:
        chinese, english = encode([zh for zh, _ in pairs]), encode([en for _, en in pairs])
        scores = chinese @ english.T
        one, count = 1 / len(pairs), len(pairs)
        figures += [
            Figure("zh_to_en_top1", _found(scores), one, count, 0.90, "hand-written Chinese: its English is nearest"),
            Figure("en_to_zh_top1", _found(scores.T), one, count, 0.90, "hand-written English: its Chinese is nearest"),
            Figure("separation", _separation(scores), 0.5, count * (count - 1), None,
                   "a pair that means the same is nearer than one that does not, over all such choices"),
        ]  # fmt: skip
    figures += _answers(encode)
    names = word_list()
    vectors = encode(names)
    for name, seen, meaning in (
        ("analogies", True, "king - man + woman: queen is the nearest word of the list but for the three"),
        ("analogies_unseen", False, "the same, where the pair asked for was never defined in training"),
    ):
        questions = list(analogies(seen))
        right = sum(answer(names, vectors, *q[:3]) == q[3] for q in questions) / len(questions)
        figures.append(Figure(name, right, 1 / len(names), len(questions), None, meaning))
    return figures


def _answers(encode: Encoder) -> list[Figure]:
    """Questions and the passages that answer them, written apart, within a language and from one to the other."""
    items = corpus.apart()
    read = {key: encode([item[key] for item in items]) for key in items[0]}
    one, count = 1 / len(items), len(items)

    def found(asked: str, told: str) -> float:
        return _found(read[f"question_{asked}"] @ read[f"passage_{told}"].T)

    same, across = (found("zh", "zh"), found("en", "en")), (found("zh", "en"), found("en", "zh"))
    return [
        Figure("answers_same_language", sum(same) / 2, one, 2 * count, 0.65,
               "a question, and the passage that answers it is the nearest of all: Chinese, and English"),
        Figure("answers_zh", same[0], one, count, None, "the Chinese half of it"),
        Figure("answers_en", same[1], one, count, None, "the English half of it"),
        Figure("answers_across", sum(across) / 2, one, 2 * count, 0.50,
               "a question in one language, the passages in the other"),
    ]  # fmt: skip


class Encoder:
    """Texts to unit vectors, as the card says: mean over the tokens, then length 1."""

    def __init__(self, directory: Path) -> None:
        import torch
        from transformers import AutoModel, AutoTokenizer

        self.tokenizer: Any = AutoTokenizer.from_pretrained(directory)
        self.model: Any = AutoModel.from_pretrained(directory, dtype=torch.float32).eval()

    def __call__(self, texts: Sequence[str]) -> Any:
        import torch
        from torch.nn.functional import normalize

        found = []
        for start in range(0, len(texts), 128):
            batch = self.tokenizer(list(texts[start : start + 128]), padding=True, truncation=True, return_tensors="pt")
            with torch.no_grad():
                states = self.model(**batch).last_hidden_state.float()
            found.append(normalize(mean_pooled(states, batch["attention_mask"]), dim=1))
        return torch.cat(found)


def word_list() -> list[str]:
    """The English words, one token each, among which an analogy has to find its answer; sorted."""
    single = {english for english, _ in corpus.words() if english.isalpha() and english.isascii()}
    return sorted(single | {word for relation in corpus.relations() for word in relation.words})


def analogies(seen: bool) -> Iterable[tuple[str, str, str, str]]:
    """(first, second, other first, other second): second - first + other first should give other second."""
    for one in corpus.relations():
        for other in corpus.relations():
            if one is not other and one.name == other.name and one.seen and other.seen == seen:
                yield *one.words, *other.words


def answer(names: Sequence[str], vectors: Any, first: str, second: str, other: str) -> str:
    """The word nearest to second - first + other, those three left out."""
    place = {name: index for index, name in enumerate(names)}
    wanted = vectors[place[second]] - vectors[place[first]] + vectors[place[other]]
    scores = vectors @ wanted
    scores[[place[first], place[second], place[other]]] = -2.0
    return names[int(scores.argmax())]


def _found(scores: Any) -> float:
    import torch

    return float((scores.argmax(1) == torch.arange(len(scores))).float().mean())


def _separation(scores: Any) -> float:
    import torch

    same = scores.diagonal()
    others = scores[~torch.eye(len(scores), dtype=torch.bool)]
    return float((same[:, None] > others[None, :]).float().mean())
