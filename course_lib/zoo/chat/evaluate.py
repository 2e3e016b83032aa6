"""chat's held-out figures, from weights on disk, greedily decoded.

heldout_apart.jsonl was written by somebody who had read nothing of what the model learns, before it was trained, and so
were the rules (serving.py) by which a reply counts; heldout.jsonl is older. The other figures ask, in generated
wordings that are kept out of the training data, for everything that the model is meant to know or keep to.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from course_lib.zoo.chat import corpus, poems, serving
from course_lib.zoo.chat.dialogue import Message
from course_lib.zoo.chat.facts import reply
from course_lib.zoo.chat.keepsakes import keepsakes
from course_lib.zoo.chat.turns import any_turn
from course_lib.zoo.chat.untidy import untidy
from course_lib.zoo.figures import Figure
from course_lib.zoo.held_out import read_items

_FACTS, _POEMS, _NAMES = 240, 48, 40
_AVOIDED = "春夏秋冬花月风雪雨山"
# Kinds of items written apart: figure, kind, language or both, bar, what it is.
_APART: tuple[tuple[str, str, str, float | None, str], ...] = (
    ("quatrains", "poem", "", 0.85,
     "a poem on a theme: four different lines of five characters, and the theme in them"),
    ("quatrains_without", "poem-without", "", 0.85, "the same, to do without a character"),
    ("reading_zh", "reading", "zh", 0.60, "a question on a Chinese passage in the prompt, answered briefly from it"),
    ("reading_en", "reading", "en", 0.50, "the same in English"),
    ("reading_absent", "reading-absent", "", 0.60, "a question that the passage does not answer: it says so"),
    ("everyday", "request", "", 0.75, "everyday requests served: small talk, facts, instructions, talks of some turns"),
    ("sums_apart", "sum", "", 0.95, "sums and differences up to 20, in many wordings"),
    ("facts_apart", "fact", "", 0.97, "capitals, animals, colours, numbers, opposites, in many wordings"),
    ("names_apart", "name", "", 0.97, "a name told, other things talked of, and the name asked for"),
)  # fmt: skip


def evaluate(directory: Path) -> list[Figure]:
    """Every figure of the card, recomputed from the weights in `directory`; seconds on a CPU."""
    from transformers import AutoModelForCausalLM, AutoTokenizer

    speaker = Speaker(
        AutoTokenizer.from_pretrained(directory), AutoModelForCausalLM.from_pretrained(directory).float().eval()
    )
    known = random.Random(1).sample(corpus.unseen_questions(), _FACTS)
    told = speaker.replies([[_user(question)] for question, _, _ in known])
    facts = _share(text == reply(fact, lang) for text, (_, lang, fact) in zip(told, known, strict=True))
    shaped, kept = _poems(speaker)
    figures = [
        Figure("facts", facts, 0.0, _FACTS, 0.95,
               "facts asked for in wordings it was never trained on, answered word for word"),
        Figure("poem_format", shaped, 0.0, _POEMS, 0.95,
               "Chinese poems on every theme: four lines of exactly five characters"),
        Figure("poem_without", kept, 0.0, _POEMS, None,
               "the same, each to do without one of ten characters: the shape is right and the character is not there"),
        Figure("name_recalled", _names(speaker), 0.0, _NAMES, None,
               "a name never trained on, asked for after two other turns"),
        Figure("sums", _sums(speaker), 1 / 21, len(_SUMS), None,
               "every sum and difference up to twenty, asked as 3+4=?"),
    ]  # fmt: skip
    figures = [*_apart(speaker), *figures]
    items = read_items(corpus.HELD_OUT)
    served = [
        serves(text, item)
        for text, item in zip(speaker.replies([item["messages"] for item in items]), items, strict=True)
    ]
    for lang in ("zh", "en"):
        own = [ok for ok, item in zip(served, items, strict=True) if item["lang"] == lang]
        figures.append(
            Figure(f"requests_{lang}", _share(own), 0.0, len(own), None, f"hand-worded requests served ({lang})")
        )
    figures.append(Figure("requests_served", _share(served), 0.0, len(items), 0.80, "hand-worded requests served, all"))
    return figures


class Speaker:
    """What a chat model answers, many conversations at a time."""

    def __init__(self, tokenizer: Any, model: Any) -> None:
        self.tokenizer = tokenizer
        self.model = model
        tokenizer.padding_side = "left"

    def replies(self, conversations: Sequence[Sequence[Message]], *, size: int = 64) -> list[str]:
        """The likeliest reply to each, decoded greedily."""
        import torch

        texts = [
            self.tokenizer.apply_chat_template(list(messages), tokenize=False, add_generation_prompt=True)
            for messages in conversations
        ]
        order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        found = [""] * len(texts)
        for start in range(0, len(order), size):
            chosen = order[start : start + size]
            batch = self.tokenizer([texts[index] for index in chosen], padding=True, return_tensors="pt")
            with torch.no_grad():
                made = self.model.generate(
                    **batch, max_new_tokens=64, do_sample=False, temperature=None, top_p=None, top_k=None
                )
            said = self.tokenizer.batch_decode(made[:, batch["input_ids"].shape[1] :], skip_special_tokens=True)
            for index, text in zip(chosen, said, strict=True):
                found[index] = text.strip()
        return found


def serves(reply: str, item: dict[str, Any]) -> bool:
    """Whether a reply holds what an item asks for and nothing that it forbids."""
    text = reply.lower()
    wanted = not item.get("any") or any(part.lower() in text for part in item["any"])
    whole = all(part.lower() in text for part in item.get("all", ()))
    clean = not any(part.lower() in text for part in item.get("none", ()))
    return bool(text and wanted and whole and clean and (not item.get("poem") or serving.is_quatrain(reply)))


def _apart(speaker: Speaker) -> list[Figure]:
    items = read_items(corpus.APART)
    about = {item["theme"]: item["words"] for item in items if item["kind"] == "theme-words"}
    asked = [item for item in items if item["kind"] not in ("theme-words", "conversation")]
    told = speaker.replies([item["messages"] for item in asked])
    served = [serving.serves(text, item, about) for text, item in zip(told, asked, strict=True)]
    figures = []
    for name, kind, lang, bar, meaning in _APART:
        own = [
            ok
            for ok, item in zip(served, asked, strict=True)
            if item["kind"] == kind and (not lang or item["lang"] == lang)
        ]
        figures.append(Figure(name, _share(own), 0.0, len(own), bar, meaning))
    return figures


def _poems(speaker: Speaker) -> tuple[float, float]:
    rng = random.Random(5)
    themes = [poems.themes()[number % len(poems.themes())] for number in range(_POEMS)]
    avoided = [rng.choice(_AVOIDED) for _ in themes]
    plain = [_unseen_request(theme, "", rng) for theme in themes]
    bound = [_unseen_request(theme, without, rng) for theme, without in zip(themes, avoided, strict=True)]
    said = speaker.replies([[_user(text)] for text in (*plain, *bound)])
    free = _share(serving.is_quatrain(text) for text in said[:_POEMS])
    kept = _share(serving.is_quatrain(text) and c not in text for text, c in zip(said[_POEMS:], avoided, strict=True))
    return free, kept


def _unseen_request(theme: poems.Theme, without: str, rng: random.Random) -> str:
    # Drawn from the generator: requests have so many parts that few of these were trained on as they stand.
    return untidy(poems.request(theme, "zh", rng, without=without), rng)


def _names(speaker: Speaker) -> float:
    """Share of names recalled, characters and syllables combined as they were not for training."""
    rng = random.Random(6)
    name = keepsakes()["name"]
    conversations, values = [], []
    for number in range(_NAMES):
        lang = ("zh", "en")[number % 2]
        value = name.value(lang, rng)
        messages = [_user(name.told(value, lang, rng)), _assistant(name.heard(value, lang))]
        for _ in range(2):
            turn = any_turn(lang, rng)
            messages += [_user(turn.said), _assistant(turn.answer)]
        conversations.append([*messages, _user(name.asked(lang, rng))])
        values.append(value)
    return _share(value in text for value, text in zip(values, speaker.replies(conversations), strict=True))


def _sums(speaker: Speaker) -> float:
    said = speaker.replies([[_user(text)] for text, _ in _SUMS], size=160)
    return _share(re.findall(r"\d+", text)[-1:] == [str(result)] for text, (_, result) in zip(said, _SUMS, strict=True))


_SUMS = (
    *((f"{a}+{b}=?", a + b) for a in range(21) for b in range(21 - a)),
    *((f"{a}-{b}=?", a - b) for a in range(21) for b in range(a + 1)),
)


def _user(text: str) -> Message:
    return {"role": "user", "content": text}


def _assistant(text: str) -> Message:
    return {"role": "assistant", "content": text}


def _share(hits: Iterable[bool]) -> float:
    counted = list(hits)
    return sum(counted) / len(counted)
