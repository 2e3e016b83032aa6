"""caption's held-out figures, from weights on disk: sentences for scenes that were drawn for measuring only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from pathlib import Path
from typing import Any

from course_lib.zoo.caption import pictures, sentences
from course_lib.zoo.drawing.scenes import Scene
from course_lib.zoo.figures import Figure


def evaluate(directory: Path) -> list[Figure]:
    """Every figure of the card, recomputed from the weights in `directory`; seconds on a CPU."""
    from transformers import AutoModelForImageTextToText, AutoProcessor

    processor = AutoProcessor.from_pretrained(directory)
    model = AutoModelForImageTextToText.from_pretrained(directory).eval()

    def share(scenes: list[Scene], said: list[str], right: Callable[[Scene, str], bool]) -> float:
        return sum(right(scene, text) for scene, text in zip(scenes, said, strict=True)) / max(1, len(scenes))

    ordinary = pictures.scenes(120, 8001, pictures.ORDINARY)
    unseen = pictures.scenes(50, 8002, pictures.ANY_PAIR, pictures.some_unseen)
    heaped = pictures.scenes(50, 8003, pictures.OVERLAPPING, lambda scene: len(scene.things) > 1)
    told, told_unseen, told_heaped = (tell(model, processor, scenes) for scenes in (ordinary, unseen, heaped))
    pairs = [(scene, text) for scene, text in zip(ordinary, told, strict=True) if len(scene.things) == 2]
    paired, told_of_pairs = [scene for scene, _ in pairs], [text for _, text in pairs]
    return [
        Figure("things_named", share(ordinary, told, things_right), commonest(ordinary, kinds_in), len(ordinary), 0.85,
               "new scenes of one to three things: every thing named, none missing, none invented"),
        Figure("colours_named", share(ordinary, told, colours_right), commonest(ordinary, things_in), len(ordinary),
               None, "the same, and every colour right"),
        Figure("place_named", share(ordinary, told, place_right), commonest(ordinary, place_of), len(ordinary), None,
               "table, park, street, sea or (nothing said) plain"),
        Figure("pairs_related", share(paired, told_of_pairs, whole_right), commonest(paired, sentences.sentence),
               len(pairs), None, "two things: the whole sentence right, also which is above or to the left"),
        Figure("unseen_pairs", share(unseen, told_unseen, colours_right), commonest(unseen, things_in), len(unseen),
               None, "scenes with a thing in a colour it never had in training: every thing and colour right"),
        Figure("overlapping", share(heaped, told_heaped, things_right), commonest(heaped, kinds_in), len(heaped), None,
               "two or three things that may cover one another, up to 35 % of each: every thing named"),
    ]  # fmt: skip


def commonest(scenes: Sequence[Scene], key: Callable[[Scene], Hashable]) -> float:
    """How often one would be right who always said what is most often true."""
    return Counter(map(key, scenes)).most_common(1)[0][1] / len(scenes)


def kinds_in(scene: Scene) -> Hashable:
    return frozenset(sentences.kinds(sentences.truth(scene.things)).items())


def things_in(scene: Scene) -> Hashable:
    return frozenset(sentences.truth(scene.things).items())


def place_of(scene: Scene) -> Hashable:
    return scene.place


def tell(model: Any, processor: Any, scenes: Sequence[Scene]) -> list[str]:
    """The model's sentence for each scene."""
    said: list[str] = []
    for start in range(0, len(scenes), 50):
        images = [scene.picture for scene in scenes[start : start + 50]]
        inputs = processor(images=images, text=[""] * len(images), return_tensors="pt").to(model.dtype)
        ids = model.generate(**inputs, max_new_tokens=20, do_sample=False)
        said += processor.batch_decode(ids, skip_special_tokens=True)
    # The decoder of word pieces leaves a space before a comma in some versions.
    return [text.replace(" ,", ",").strip() for text in said]


def things_right(scene: Scene, text: str) -> bool:
    return sentences.kinds(sentences.said_of(text)) == sentences.kinds(sentences.truth(scene.things))


def colours_right(scene: Scene, text: str) -> bool:
    return sentences.said_of(text) == sentences.truth(scene.things)


def place_right(scene: Scene, text: str) -> bool:
    named = [place for place, words in sentences.PLACES.items() if words and text.endswith(words)]
    return named == ([] if scene.place == "plain" else [scene.place])


def whole_right(scene: Scene, text: str) -> bool:
    return text == sentences.sentence(scene)
