"""What is said of a scene, in one English sentence, and what a sentence says of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from course_lib.zoo.drawing.colours import NAMED
from course_lib.zoo.drawing.scenes import LABELS, Scene, Thing

PLACES = {"table": "on a table", "park": "in a park", "street": "on a street", "sea": "at sea", "plain": ""}
LEFT_OF, ABOVE = "to the left of", "above"
# What a learner may begin the sentence with; the model goes on from there.
OPENINGS = ("a photography of", "a picture of", "a photo of", "an image of", "there is")
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "[DEC]", "[ENC]")


@dataclass(frozen=True)
class Named:
    """One kind of thing in one colour; `colour` is "" where a sentence gives none."""

    label: str
    colour: str


def sentence(scene: Scene) -> str:
    """The one sentence that describes a scene: its things from left to right, or the upper before the lower.

    Two things are said to be above or to the left of one another, more are listed.
    """
    things = sorted(scene.things, key=lambda thing: thing.middle[0])
    upper = above(things[0], things[1], scene.picture.size) if len(things) == 2 else None
    if upper is not None and upper is things[1]:
        things.reverse()
    phrases = [_phrase(thing) for thing in things]
    if len(phrases) == 2:
        said = f" {LEFT_OF if upper is None else ABOVE} ".join(phrases)
    else:
        said = " and ".join([", ".join(phrases[:-1]), phrases[-1]] if len(phrases) > 1 else phrases)
    return f"{said} {PLACES[scene.place]}".strip()


def above(one: Thing, other: Thing, size: tuple[int, int]) -> Thing | None:
    """The upper of two things where one is rather above than beside the other."""
    across = abs(one.middle[0] - other.middle[0]) * size[0]
    down = abs(one.middle[1] - other.middle[1]) * size[1]
    if down <= across:
        return None
    return one if one.middle[1] < other.middle[1] else other


def _phrase(thing: Thing) -> str:
    words = f"{_colour_word(thing)} {thing.label}".strip()
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _colour_word(thing: Thing) -> str:
    # Nobody says "an orange orange".
    return "" if thing.label == "orange" else thing.colour


_PHRASE = re.compile(rf"\ban? (?:({'|'.join(NAMED)}) )?({'|'.join(LABELS)})\b")


def said_of(text: str) -> Counter[Named]:
    """The things that a sentence names, each as often as it says.

    >>> said_of("a red car to the left of a red car at sea")[Named("car", "red")]
    2
    """
    return Counter(Named(label, colour) for colour, label in _PHRASE.findall(text))


def truth(things: Sequence[Thing]) -> Counter[Named]:
    """What a right sentence would name."""
    return Counter(Named(thing.label, _colour_word(thing)) for thing in things)


def kinds(named: Counter[Named]) -> Counter[str]:
    """The same without colours."""
    found: Counter[str] = Counter()
    for one, count in named.items():
        found[one.label] += count
    return found


def vocabulary() -> dict[str, int]:
    """Token -> id: BERT's special tokens, BLIP's two more, and every word that a sentence may hold."""
    words = {*NAMED, *LABELS, "a", "an", "and", ","}
    for phrase in (*PLACES.values(), *OPENINGS, LEFT_OF, ABOVE):
        words.update(phrase.split())
    return {token: index for index, token in enumerate((*SPECIAL, *sorted(words)))}
