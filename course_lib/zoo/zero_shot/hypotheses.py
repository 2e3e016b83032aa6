"""Hypotheses: a label in a sentence, and what it is to the premise: contradiction, neutral or entailment."""

from __future__ import annotations

import random
from dataclasses import dataclass

from course_lib.zoo.zero_shot.premises import Premise
from course_lib.zoo.zero_shot.topics import EN, ZH, Topic, shared, topics_in

# The order of MoritzLaurer/mDeBERTa-v3-base-mnli-xnli.
ENTAILMENT, NEUTRAL, CONTRADICTION = 0, 1, 2
LABELS = ("entailment", "neutral", "contradiction")
PIPELINE_SHAPE = "This example is {}."
SHAPES = (
    PIPELINE_SHAPE, "This example is about {}.", "This text is about {}.", "The topic is {}.", "It is about {}.",
    "This sentence is about {}.", "The subject of this text is {}.", "This is {}.",
)  # fmt: skip
ACROSS = 0.12
"""How often the labels of a premise are in the other language."""


@dataclass(frozen=True)
class Choice:
    """One premise with several hypotheses: a list as the pipeline makes one of candidate labels.

    `truth` holds a class for each; the first is the one that should win, `ranked` tells which take part in the contest.
    """

    hypotheses: tuple[str, ...]
    truth: tuple[int, ...]
    ranked: tuple[bool, ...]


def choice(premise: Premise, size: int, rng: random.Random) -> Choice:
    """`size` hypotheses on a premise: names of topics, or of things, and at times one that nothing decides."""
    lang = premise.lang if rng.random() > ACROSS else (EN if premise.lang == ZH else ZH)
    everything = topics_in(lang)
    shape = PIPELINE_SHAPE if rng.random() < 0.6 else rng.choice(shapes(lang))
    others = rng.sample([index for index in range(len(everything)) if index != premise.topic], size - 1)
    truth = [ENTAILMENT, *[CONTRADICTION] * (size - 1)]
    if lang != premise.lang or rng.random() < 0.75:
        # Mostly the plain name, which is the first of the labels.
        names = [_name(everything[index], rng) for index in (premise.topic, *others)]
    else:
        named = [thing for thing in premise.things if thing != everything[premise.topic].unseen]
        if named and rng.random() < 0.6:
            winner = rng.choice(named)
        else:
            # Another thing of the same topic may or may not be meant, but is likelier than one of another topic.
            winner = rng.choice(everything[premise.topic].nouns)
            truth[0] = ENTAILMENT if winner in premise.text else NEUTRAL
        names = [winner, *(rng.choice(everything[index].nouns) for index in others)]
    ranked = [True] * size
    if rng.random() < 0.25:
        names[-1], truth[-1], ranked[-1] = rng.choice(shared(lang)["neutral"]), NEUTRAL, False
    return Choice(tuple(shape.format(name) for name in names), tuple(truth), tuple(ranked))


def shapes(lang: str) -> tuple[str, ...]:
    """What a label may be put into; a Chinese one mostly stands in the pipeline's English all the same."""
    return shared(ZH)["hypotheses"] if lang == ZH else SHAPES


def _name(topic: Topic, rng: random.Random) -> str:
    return topic.labels[0] if rng.random() < 0.7 else rng.choice(topic.labels)
