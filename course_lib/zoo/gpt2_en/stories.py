"""The texts gpt2-en is trained on: small everyday stories and notes in English."""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path

from course_lib.zoo import plots
from course_lib.zoo.bert_zh import corpus as everyday
from course_lib.zoo.held_out import read_items

DATA = Path(__file__).parent / "data"
HELD_OUT = Path(__file__).parent / "heldout.jsonl"
# Of every hundred texts: stories told by somebody about himself, and plain sentences from bert-zh's grammar.
FIRST_PERSON, PLAIN, SMALL_LETTERS = 0.2, 0.08, 0.04
PRONOUNS = {"boy": ("he", "his", "him"), "girl": ("she", "her", "her")}
PET_NAMES = ("Max", "Bella", "Lucky", "Snow", "Coco", "Rex", "Milo", "Daisy", "Star", "Teddy", "Ginger", "Shadow")
SHORTER_DAYS = ("autumn", "winter")
MANY = ("keys", "gloves", "glasses", "headphones")
_PROPER = re.compile(
    r"\b(i|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|april|june|july|august"
    r"|september|october|november|december|england|china|france|paris|london|beijing|english|chinese"
    r"|tom|anna|ben|lucy|jack|mary|peter|emma|sam|kate|lily|david|sarah|john)\b"
)
# What a verb after "I" is, where the story has it after "he".
_AFTER_I = {
    "is": "am", "has": "have", "likes": "like", "wants": "want", "takes": "take", "works": "work", "needs": "need",
    "visits": "visit", "thinks": "think", "plays": "play", "loves": "love", "gives": "give", "helps": "help",
    "reads": "read", "teaches": "teach", "starts": "start", "cooks": "cook",
}  # fmt: skip


@cache
def words() -> dict[str, tuple[str, ...]]:
    return {**plots.read_words(DATA / "words.txt", ","), "petname": PET_NAMES, "brosis": ("brother", "sister")}


@cache
def all_plots() -> tuple[plots.Plot, ...]:
    return plots.read_plots(*sorted(DATA.glob("plots_*.txt")))


def story(rng: random.Random) -> str:
    """One story: who, what he wants or what happens to him, and how it ends."""
    sex, other = rng.choice(("boy", "girl")), rng.choice(("boy", "girl"))
    name = rng.choice(words()[sex])
    friend = rng.choice([n for n in words()[other] if n != name])
    he, his, him = PRONOUNS[sex]
    if rng.random() < FIRST_PERSON:
        name, he, his, him = "I", "I", "my", "me"
    given = {"name": name, "he": he, "his": his, "him": him, "friend": friend}
    given |= {"friendhis": PRONOUNS[other][1], "friendhim": PRONOUNS[other][2]}
    cast = plots.Cast(words(), rng, given)
    told = plots.tell(rng.choice(all_plots()), rng, lambda line: _filled(line, cast))
    made = " ".join(told)
    return _in_first_person(made) if name == "I" else made


def _filled(line: str, cast: plots.Cast) -> str:
    """One line with its words, agreeing with each other, and a capital at the start of each sentence."""
    line = line.replace("{his_family}", "{his} {family}").replace("{him2}", "{friendhim}")
    line = line.replace("{a_sight}", "a {sight}").replace("{a_sight2}", "a {sight2}").replace("{dish_bare}", "{dish}")
    if "{longer}" in line:
        line = line.replace("{longer}", "shorter" if cast.word("season", "") in SHORTER_DAYS else "longer")
    if "{it}" in line or "{was}" in line or "{is}" in line:
        many = cast.word("small", "") in MANY
        line = line.replace("{it} {was}", "they were" if many else "it was").replace("{it}", "them" if many else "it")
        line = line.replace("{was}", "were" if many else "was").replace("{is}", "are" if many else "is")
    line = cast.fill(line)
    line = re.sub(r"\b(the|cold|his|her|my) an? ", r"\1 ", line, flags=re.IGNORECASE)
    line = _with_articles(line)
    line = re.sub(r"([.!?] )([a-z])", lambda match: match[1] + match[2].upper(), line)
    return line[:1].upper() + line[1:]


def _with_articles(made: str) -> str:
    return re.sub(r"\b([Aa]) (?=[aeiou])", r"\1n ", made)


def _in_first_person(made: str) -> str:
    made = made.replace("I's", "my").replace("I and my", "My").replace("my name", "the name")
    made = re.sub(r"\bI (\w+)\b", lambda match: "I " + _AFTER_I.get(match[1], match[1]), made)
    made = re.sub(r'(^|[.!?"] )my\b', r"\1My", made)
    return re.sub(r"\b(\w+ and) I\b(?= went| were)", r"\1 I", made)


def text(rng: random.Random) -> str:
    """A story, or one or two plain sentences; now and then all in small letters."""
    if rng.random() > PLAIN:
        made = story(rng)
    else:
        plain = [everyday.english().sentence(rng) for _ in range(rng.choice((1, 2)))]
        made = " ".join(sentence[:1].upper() + sentence[1:] for sentence in plain)
        made = _PROPER.sub(lambda match: match[0].capitalize(), made)  # that grammar is in small letters
        made = _with_articles(made)
    return made.lower() if rng.random() < SMALL_LETTERS else made


def texts(count: int, seed: int) -> list[str]:
    """`count` texts, the same for the same arguments; none holds a sentence that is kept for measuring."""
    rng = random.Random(seed)
    kept_back = held_out_sentences()
    found: list[str] = []
    while len(found) < count:
        made = text(rng)
        if not any(sentence in kept_back for sentence in sentences(made)):
            found.append(made)
    return found


def sentences(made: str) -> list[str]:
    """A text's sentences in small letters, without their closing marks."""
    return [part.strip().lower() for part in re.split(r'[.!?"]', made) if part.strip()]


@cache
def held_out_sentences() -> frozenset[str]:
    """Every sentence of the hand-written texts, but for those of two words that anybody would write."""
    found = (sentence for item in read_items(HELD_OUT) for sentence in sentences(item["text"]))
    return frozenset(sentence for sentence in found if sentence.count(" ") > 1)
