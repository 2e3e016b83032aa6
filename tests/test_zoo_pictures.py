"""The zoo's eyes: what vision, detect and caption are trained and measured on, and the steps that could break."""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from typing import Any

import pytest

pytest.importorskip("PIL")

from course_lib.errors import CourseError
from course_lib.zoo.caption import pictures as captioned
from course_lib.zoo.caption import sentences
from course_lib.zoo.caption.sentences import Named
from course_lib.zoo.detect import matching, pictures
from course_lib.zoo.detect import recipe as detect_recipe
from course_lib.zoo.drawing import samples
from course_lib.zoo.drawing.scenes import LABELS, Scene, Thing, Wish, draw_scene
from course_lib.zoo.vision import digits

# Digits


def test_the_digits_that_ship_are_the_ones_held_out() -> None:
    pytest.importorskip("sklearn")
    pictures_, labels = digits.load()
    trained, held_out = digits.split(len(labels))
    assert not set(trained) & set(held_out)
    shipped, shipped_labels = digits.held_out()
    assert shipped_labels == [str(label) for label in labels[held_out]]
    assert all(
        one.tobytes() == digits.picture(pictures_[i]).tobytes() for one, i in zip(shipped, held_out, strict=True)
    )


def test_without_scikit_learn_the_next_step_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sklearn.datasets", None)
    with pytest.raises(CourseError, match="pip install scikit-learn"):
        digits.load()


# Scenes


def test_a_seed_draws_one_scene() -> None:
    wish = Wish(hidden=0.3)
    one, again, other = (draw_scene(random.Random(seed), (160, 128), wish) for seed in (1, 1, 2))
    assert one.things == again.things and one.picture.tobytes() == again.picture.tobytes()
    assert one.picture.tobytes() != other.picture.tobytes()


def test_a_box_lies_close_around_what_can_be_seen() -> None:
    for scene in pictures.scenes(10, 5, pictures.OVERLAPPING):
        height, width = scene.owners.shape
        for number, thing in enumerate(scene.things, 1):
            left, top, right, bottom = (
                round(share * side) for share, side in zip(thing.box, (width, height) * 2, strict=True)
            )
            mask = scene.owners == number
            assert mask.sum() == mask[top:bottom, left:right].sum() > 0
            assert mask[top].any() and mask[bottom - 1].any() and mask[:, left].any() and mask[:, right - 1].any()


def test_what_is_kept_for_measuring_is_not_trained_on() -> None:
    for scene in pictures.scenes(30, 6, pictures.TRAINING):
        assert not any(pictures.kept_back(thing.label, thing.colour, thing.middle) for thing in scene.things)
    for scene in pictures.scenes(30, 6, pictures.UNSEEN):
        assert all(pictures.kept_back(thing.label, thing.colour, thing.middle) for thing in scene.things)
    for scene in captioned.scenes(30, 6, captioned.TRAINING):
        assert not captioned.some_unseen(scene)


def test_the_labels_are_cocos() -> None:
    coco = {"apple", "banana", "orange", "cup", "clock", "umbrella", "kite", "car", "boat", "cat"}
    assert set(LABELS) == coco and len(LABELS) == len(coco)


# detect


def test_two_things_in_one_cell_get_two_queries() -> None:
    import torch

    boxes = torch.tensor([[[0.53, 0.5, 0.2, 0.2], [0.51, 0.5, 0.3, 0.3], [0.1, 0.9, 0.1, 0.1]]])
    queries = matching.assign(torch.tensor([[0, 1, -1]]), boxes).tolist()
    middle = matching.QUERIES // 2
    assert queries == [[middle + 1, middle, -1]]


def test_generalized_iou_of_known_boxes() -> None:
    import torch

    box = torch.tensor([[0.5, 0.5, 0.2, 0.2]])
    apart = torch.tensor([[0.9, 0.5, 0.2, 0.2]])
    assert matching.generalized_iou(box, box).item() == pytest.approx(1, abs=1e-3)
    assert matching.generalized_iou(box, apart).item() == pytest.approx(-1 / 3, abs=1e-3)


def test_freezing_the_norms_changes_no_answer() -> None:
    import torch

    from course_lib.zoo.detect.commands import TINY

    model: Any = detect_recipe.make_model(TINY)
    detect_recipe.thaw_norms(model.model.backbone)
    pixels = torch.rand(2, 3, detect_recipe.SIDE, detect_recipe.SIDE)
    model.train()
    with torch.no_grad():
        model(pixel_values=pixels)
    assert all(parameter.requires_grad for parameter in model.parameters())
    model.eval()
    with torch.no_grad():
        before = model(pixel_values=pixels).logits
        detect_recipe.freeze_norms(model.model.backbone)
        after = model(pixel_values=pixels).logits
    assert torch.allclose(before, after, atol=1e-4)
    assert not any(isinstance(module, torch.nn.BatchNorm2d) for module in model.modules())


# caption


def _scene(place: str, *things: tuple[str, str, float, float]) -> Scene:
    class Square:
        size = (100, 100)

    made = [Thing(label, colour, (x - 0.1, y - 0.1, x + 0.1, y + 0.1)) for label, colour, x, y in things]
    return Scene(Square(), place, tuple(made), None)


@pytest.mark.parametrize(
    ("scene", "expected"),
    [
        (_scene("table", ("orange", "orange", 0.5, 0.5)), "an orange on a table"),
        (_scene("park", ("cat", "gray", 0.6, 0.8), ("kite", "red", 0.5, 0.2)), "a red kite above a gray cat in a park"),
        (
            _scene("plain", ("cup", "blue", 0.7, 0.5), ("apple", "green", 0.2, 0.4)),
            "a green apple to the left of a blue cup",
        ),
        (
            _scene("street", ("cat", "orange", 0.8, 0.5), ("car", "red", 0.5, 0.4), ("clock", "white", 0.2, 0.5)),
            "a white clock, a red car and an orange cat on a street",
        ),
    ],
)
def test_a_scene_in_a_sentence(scene: Scene, expected: str) -> None:
    assert sentences.sentence(scene) == expected


def test_a_sentence_is_read_as_it_was_meant_and_every_word_has_a_token() -> None:
    from course_lib.zoo.caption import recipe

    tokenizer = recipe.make_processor().tokenizer
    for scene in captioned.scenes(40, 9, replace(captioned.ANY_PAIR, natural=0.5)):
        text = sentences.sentence(scene)
        assert sentences.said_of(text) == sentences.truth(scene.things)
        ids = tokenizer(text, add_special_tokens=False).input_ids
        assert tokenizer.unk_token_id not in ids
        assert tokenizer.decode(ids).replace(" ,", ",") == text


def test_a_wrong_sentence_is_not_taken_for_right() -> None:
    assert sentences.said_of("a red car and a blue cup") == {Named("car", "red"): 1, Named("cup", "blue"): 1}
    assert sentences.said_of("the carpet and a catboat") == {}


# The pictures that lessons open


def test_the_samples_are_small_and_made_by_their_module() -> None:
    from PIL import Image

    files = sorted(samples.PICTURES.glob("*.png"))
    assert [file.stem for file in files] == sorted([*samples.DIGITS, *(sample.name for sample in samples.SCENES)])
    assert all(file.stat().st_size <= 30 * 1024 for file in files)
    for name, (place, _, _) in samples.DIGITS.items():
        assert name == f"digit-{digits.held_out()[1][place]}"
    for sample in samples.SCENES:
        with Image.open(samples.PICTURES / f"{sample.name}.png") as shipped:
            assert shipped.size == samples.SIZE
            drawn = samples.scene(sample).picture
            # Other versions of Pillow may round a pixel differently; another scene differs everywhere.
            pairs = zip(
                shipped.convert("RGB").resize((16, 12)).tobytes(), drawn.resize((16, 12)).tobytes(), strict=True
            )
            assert max(abs(one - other) for one, other in pairs) < 24
