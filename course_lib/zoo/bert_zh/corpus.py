"""The sentences bert-zh is trained on: everyday Chinese and some English.

Chinese comes from templates over a lexicon and from the capitals of countries; English from templates, from the
sentences that the translation models learn, and from what several people wrote (data/written_*.txt). In both languages
it borrows what people wrote for other models of the zoo. One capital frame is held out for each country;
`unseen_capitals` gives those.
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from course_lib.zoo import written
from course_lib.zoo.grammar import Grammar, read_lexicon, read_templates
from course_lib.zoo.near_copies import Known
from course_lib.zoo.translation import lexicon, parallel

DATA = Path(__file__).parent / "data"
HELD_OUT = Path(__file__).parent / "heldout.jsonl"
APART = Path(__file__).parent / "heldout_apart.jsonl"
ZOO = Path(__file__).parents[1]
CLOSING = "。！？，.!?"
SHORTEST = {"zh": 5, "en": 15}
"""Characters of a borrowed sentence, at least."""
_END = re.compile(r"[^。！？.!?]+(?:[。！？]+|[.!?]+(?=\s|$)|$)")

# Shares: of English among all sentences; of its sources; of borrowed sentences among Chinese ones; of English sentences
# that start with a capital.
ENGLISH = 0.35
WRITTEN, BORROWED, TRANSLATED = 0.38, 0.2, 0.2
BORROWED_CHINESE = 0.16
CAPITAL = 0.25

CAPITALS = (
    ("法国", "巴黎"), ("中国", "北京"), ("英国", "伦敦"), ("日本", "东京"),
    ("德国", "柏林"), ("俄罗斯", "莫斯科"), ("意大利", "罗马"), ("西班牙", "马德里"),
    ("埃及", "开罗"), ("韩国", "首尔"), ("泰国", "曼谷"), ("印度", "新德里"),
    ("希腊", "雅典"), ("美国", "华盛顿"), ("加拿大", "渥太华"), ("澳大利亚", "堪培拉"),
    ("越南", "河内"), ("古巴", "哈瓦那"), ("荷兰", "阿姆斯特丹"), ("瑞士", "伯尔尼"),
    ("瑞典", "斯德哥尔摩"), ("挪威", "奥斯陆"), ("波兰", "华沙"), ("土耳其", "安卡拉"),
)  # fmt: skip
CAPITAL_FRAMES = (
    "{city}是{country}的首都。",
    "{country}的首都是{city}。",
    "{country}首都{city}是一座美丽的城市。",
    "我去过{country}的首都{city}。",
    "{city}位于{country}，是{country}的首都。",
    "{country}的首都叫{city}。",
    "去年夏天，我们去{country}旅行，在首都{city}住了三天。",
    "你知道吗？{city}就是{country}的首都。",
    "老师问：“{country}的首都是哪里？”我说：“是{city}。”",
    "从这里飞到{country}首都{city}要十个小时。",
    "他住在{country}，家在{city}。",
    "{city}是{country}最有名的城市。",
)


@dataclass(frozen=True)
class CapitalFact:
    """One sentence on a country's capital, and where its country stands in it."""

    text: str
    country: str


@cache
def chinese() -> Grammar:
    return Grammar(
        read_lexicon(*sorted(DATA.glob("words_*.txt"))), read_templates(*sorted(DATA.glob("sentences_*.txt")))
    )


@cache
def english() -> Grammar:
    return Grammar(read_lexicon(DATA / "english_words.txt"), read_templates(DATA / "english_sentences.txt"))


def held_out_frame(country_index: int) -> int:
    """Which frame a country is never trained on: the first for France, the second for China, and so on."""
    return country_index % len(CAPITAL_FRAMES)


def capital_sentence(rng: random.Random) -> str:
    """A country, its capital, and any frame but the one held out for that country."""
    index = rng.randrange(len(CAPITALS))
    country, city = CAPITALS[index]
    frame = rng.choice([f for number, f in enumerate(CAPITAL_FRAMES) if number != held_out_frame(index)])
    return frame.format(country=country, city=city)


def unseen_capitals() -> list[CapitalFact]:
    """One sentence for each country, in the frame it was never trained on."""
    return [
        CapitalFact(CAPITAL_FRAMES[held_out_frame(index)].format(country=country, city=city), country)
        for index, (country, city) in enumerate(CAPITALS)
    ]


def sentence(rng: random.Random) -> str:
    """One training sentence, or two short ones in a row."""
    draw = rng.random()
    if draw < 0.12:
        return capital_sentence(rng)
    if draw < 0.12 + ENGLISH:
        return english_sentence(rng)
    if borrowed("zh") and rng.random() < BORROWED_CHINESE:
        return rng.choice(borrowed("zh"))
    text = chinese().sentence(rng)
    if len(text) < 14 and rng.random() < 0.2:
        text += chinese().sentence(rng)
    # People leave the last full stop out: the model has to meet that too, though not as often as it meets the stop.
    if rng.random() < 0.08:
        text = text.rstrip("。！？")
    return text


def english_sentence(rng: random.Random) -> str:
    """An English sentence; some start with a capital, which is [UNK] to this vocabulary."""
    draw = rng.random()
    if draw < WRITTEN:
        text = rng.choice(written.lines(DATA))
    elif draw < WRITTEN + BORROWED and borrowed("en"):
        text = rng.choice(borrowed("en"))
    elif draw < WRITTEN + BORROWED + TRANSLATED:
        pattern = rng.choices(lexicon.sentences(), cum_weights=parallel.weights())[0]
        text = parallel.realise(pattern, rng, "en")[0].lower()
    else:
        text = english().sentence(rng)
    return text[:1].upper() + text[1:] if rng.random() < CAPITAL else text


@cache
def borrowed(lang: str) -> tuple[str, ...]:
    """Sentences that people wrote for other models, each once; none is nearly one that this model is measured on.

    They are the passages and questions of `embed`, the passages that `chat` reads and the reviews of one language,
    sentence by sentence; English comes in small letters.
    """
    pairs = [json.loads(line) for line in written.lines(ZOO / "embed" / "data")]
    texts = [pair[f"{part}_{lang}"] for pair in pairs for part in ("passage", "question")]
    passages = [json.loads(line) for line in written.lines(ZOO / "chat" / "data", "reading")]
    texts += [passage["passage"] for passage in passages if passage["lang"] == lang]
    texts += [line[2:] for line in written.lines(ZOO / f"sentiment_{lang}" / "data")]
    parts = (part.strip() for text in texts for part in _END.findall(text.lower() if lang == "en" else text))
    known = Known(held_out_sentences())
    return tuple(part for part in dict.fromkeys(parts) if len(part) > SHORTEST[lang] and not known.like(part))


def sentences(count: int, seed: int) -> list[str]:
    """`count` sentences, the same for the same arguments; none holds a sentence that is kept for measuring."""
    rng = random.Random(seed)
    kept_back = held_out_sentences()
    found: list[str] = []
    while len(found) < count:
        text = sentence(rng)
        # Everyday grammar now and then makes the very sentence that somebody else wrote down to measure it with.
        if not any(held_out in text for held_out in kept_back):
            found.append(text)
    return found


@cache
def held_out_sentences() -> tuple[str, ...]:
    """The hand-written sentences that the model is measured on, whole, without their closing stop."""
    items = [json.loads(line) for path in (HELD_OUT, APART) for line in path.read_text(encoding="utf-8").splitlines()]
    return tuple(item["text"].replace("[MASK]", item["answer"]).rstrip(CLOSING) for item in items)
