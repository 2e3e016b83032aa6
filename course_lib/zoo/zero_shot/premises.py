"""Premises: sentences about one topic, from whole sentences, acts and things, in shapes that all topics share.

Only the words of the topic tell it, because every shape occurs with every topic; now and then a word of another
topic strays in, so that one word alone decides nothing.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from course_lib.zoo.bert_zh.english import plural
from course_lib.zoo.zero_shot.topics import EN, ZH, Topic, chinese, shared, topics
from course_lib.zoo.zero_shot.verbs import forms

HELD_OUT = Path(__file__).parent / "heldout.jsonl"
APART = Path(__file__).parent / "heldout_apart.jsonl"

ACT_SHAPES = (
    "{who} {past} {when}.", "{when} {who} {past}.", "{who} will {base} {when}.", "{who} wants to {base}.",
    "{who} is going to {base} {when}.", "do you like to {base}?", "{going} is what {who} likes best.",
    "{who} is {going}.", "{who} was {going} when it happened.", "it is not easy to {base}.", "have you ever {past}?",
    "{who} {third} {when}.", "it took {who} an hour to {base}.", "why did {who} {base}?", "how can I {base}?",
    "{who} told me how to {base}.", "{who} {past} and then {past2}.", "after that {who} {past}.",
    "let us {base} {when}!",
    "{who} never {third}.", "{who} had to {base} because there was no other way.", "{who} learnt to {base}.",
    "please {base} before you leave.", "instead of {going}, {who} {past2}.", "{who} loves {going} and {going2}.",
    "{who} cannot {base} {when}.", "before we {base}, we should {base2}.", "{who} dreams of {going}.",
    "{going} takes a lot of time.", "{who} {past}, but {who2} did not.", "{who} helped me to {base}.",
)  # fmt: skip
THING_SHAPES = (
    "the {noun} was {adj}.", "{who} likes the {noun}.", "what a {adj} {noun}!", "there is a {noun} and a {noun2}.",
    "{who} {say} that the {noun} is {adj}.", "this {noun} is {adj}, but that one is not.", "where is the {noun}?",
    "{who} talked about the {noun} and the {noun2}.", "there was a problem with the {noun}.", "{nouns} are {adj}.",
    "{who} has a {adj} {noun}.", "{who} needs a {noun} {when}.", "I have never seen such a {adj} {noun}.",
    "the {noun} and the {noun2} are {adj}.", "without a {noun} it will not work.", "{who} knows a lot about {nouns}.",
    "we have too many {nouns} and not enough {nouns2}.", "do you know anything about {nouns}?", "{noun}",
    "{noun}, {noun2} and {noun3}", "the {adj} {noun} belongs to {who}.", "{who} showed us the {noun}.",
    "everything depends on the {noun}.", "it was the most {adj} {noun} of all.", "{who} is worried about the {noun}.",
    "a {noun} costs more than a {noun2}.", "who is responsible for the {noun}?", "{adj} {nouns} and {nouns2}",
    "{when} there was a {noun} near the {noun2}.", "the {noun} is ready {when}.", "{who} asked for a {adj} {noun}.",
)  # fmt: skip
MIXED_SHAPES = (
    "{who} {past} with the {noun}.", "{who} {past}, and the {noun} was {adj}.", "the {noun} helped {who} to {base}.",
    "when {who} {past}, the {noun} was {adj}.", "{going} without a {noun} is hard.", "use the {noun} to {base}.",
    "{who} needs a {noun} to {base}.", "because of the {noun}, {who} had to {base}.", "{noun}: how to {base}",
    "the {noun} is {adj}, so {who} can {base} {when}.", "{who} {past} {when}. the {noun} was {adj}.",
)  # fmt: skip
STRAYS = (
    "near the {noun}", "next to the {noun}", "despite the {noun}", "after the {noun}", "as well as the {noun}",
    "not far from the {noun}", "in spite of a {noun}", "with my {noun}", "like a {noun}", "before the {noun}",
)  # fmt: skip
OPENINGS = ("I think that ", "In my opinion, ", "Yesterday, ", "You know, ", "Unfortunately, ", "At last, ", "Well, ",
    "Guess what: ", "He said: ", "It turns out that ", "This year, ", "To my surprise, ", "As always, ")  # fmt: skip

# How often an adjective is one of the topic; how often a Chinese premise is one that somebody wrote; how often it says
# when.
TRAIT = 0.4
WRITTEN = 0.5
DATED = 0.8


@dataclass(frozen=True)
class Premise:
    """A text, its topic (an index into `topics()`), and the things named in it, where they are known."""

    text: str
    topic: int
    things: tuple[str, ...]
    lang: str = EN


def premise(topic: int, rng: random.Random) -> Premise:
    """A text about one topic: one sentence, now and then two."""
    found = _one(topic, rng)
    if rng.random() < 0.15:
        second = _one(topic, rng)
        found = Premise(f"{found.text} {second.text}", topic, found.things + second.things)
    text = found.text
    if rng.random() < 0.14:
        text = _with_stray(text, topic, rng)
    if rng.random() < 0.1:
        text = rng.choice(OPENINGS) + text
    return Premise(text, topic, found.things)


def chinese_premise(topic: int, rng: random.Random) -> Premise:
    """The same in Chinese: half of them are what people wrote."""
    found = _one_chinese(topic, rng)
    text = found.text
    if rng.random() < 0.15:
        text += _one_chinese(topic, rng).text
    elif rng.random() < 0.14:
        other = rng.choice([each for each in range(len(chinese())) if each != topic])
        stray = rng.choice(shared(ZH)["strays"]).format(noun=rng.choice(chinese()[other].nouns))
        text = text.rstrip("。！？") + stray + "。"
    return Premise(text, topic, found.things, ZH)


def _one_chinese(index: int, rng: random.Random) -> Premise:
    topic, lists = chinese()[index], shared(ZH)
    if topic.sentences and rng.random() < WRITTEN:
        text = rng.choice(topic.sentences)
        return Premise(text, index, tuple(noun for noun in topic.nouns if len(noun) > 1 and noun in text), ZH)
    (shapes,) = rng.choices((lists["acts"], lists["things"], lists["mixed"]), (4, 4, 2))
    things, (first, second) = rng.sample(topic.nouns, 3), rng.sample(topic.acts, 2)
    text = rng.choice(shapes).format(
        who=rng.choice(lists["who"]), when=rng.choice(lists["when"]) if rng.random() < DATED else "",
        how=rng.choice(lists["how"]), act=first, act2=second, noun=things[0], noun2=things[1], noun3=things[2],
    )  # fmt: skip
    return Premise(text, index, tuple(thing for thing in things if thing in text), ZH)


def _one(index: int, rng: random.Random) -> Premise:
    topic, draw = topics()[index], rng.random()
    if draw < 0.3:
        return Premise(rng.choice(topic.sentences), index, ())
    shapes = ACT_SHAPES if draw < 0.55 else THING_SHAPES if draw < 0.82 else MIXED_SHAPES
    return _fill(rng.choice(shapes), topic, index, rng)


def _fill(shape: str, topic: Topic, index: int, rng: random.Random) -> Premise:
    first, second = (forms(act) for act in rng.sample(topic.acts, 2))
    things = rng.sample(_things(index), 3)
    lists = shared()
    who, who2 = rng.sample(lists["who"], 2)
    adjective = rng.choice(topic.traits if rng.random() < TRAIT else lists["adj"])
    text = shape.format(
        who=who, who2=who2, when=rng.choice(lists["when"]), adj=adjective, say=rng.choice(lists["say"]),
        base=first.base, past=first.past, third=first.third, going=first.going,
        base2=second.base, past2=second.past, going2=second.going,
        noun=things[0], noun2=things[1], noun3=things[2], nouns=plural(things[0]), nouns2=plural(things[1]),
    )  # fmt: skip
    return Premise(text, index, tuple(thing for thing in things if f" {thing} " in f" {text.rstrip('.?!')} "))


@cache
def _things(index: int) -> tuple[str, ...]:
    topic = topics()[index]
    return (*topic.nouns, topic.unseen, *topic.labels)


def _with_stray(text: str, topic: int, rng: random.Random) -> str:
    other = rng.choice([index for index in range(len(topics())) if index != topic])
    phrase = rng.choice(STRAYS).format(noun=rng.choice(topics()[other].nouns))
    return f"{phrase}, {text}" if rng.random() < 0.3 else f"{text.rstrip('.?!')} {phrase}."


def premises(count: int, seed: int) -> list[Premise]:
    """`count` premises, topics and languages in turn, the same for the same arguments.

    None holds a sentence kept for measuring.
    """
    rng, kept_back = random.Random(seed), held_out_sentences()
    found: list[Premise] = []
    while len(found) < count:
        topic, language = len(found) % len(topics()), len(found) // len(topics()) % 2
        made = (premise, chinese_premise)[language](topic, rng)
        if not any(text in made.text.lower() for text in kept_back):
            found.append(made)
    return found


@cache
def held_out_sentences() -> tuple[str, ...]:
    """The sentences that the model is measured on, in small letters, without their closing stop."""
    items = [json.loads(line) for path in (HELD_OUT, APART) for line in path.read_text(encoding="utf-8").splitlines()]
    return tuple(item["text"].lower().rstrip(".!?。！？") for item in items)
