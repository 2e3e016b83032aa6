"""model-deepen: model, place, count, folder -> how many layers it has when it is loaded again."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.exercises.inputs import make_input
from course_lib.exercises.mistakes import Mistake
from course_lib.exercises.properties import is_exactly
from course_lib.exercises.quiet import quiet
from course_lib.lessons.library import FOLDER, MODEL


def deepen_case(kind: str, place: int, count: int) -> Case:
    layers, rest = library_layers()
    place = place % len(layers)
    size = len(layers) + count
    wanted = [*layers[: place + 1], *[layers[place]] * count, *layers[place + 1 :]]
    told = [
        ("at-the-end", [*layers, *[layers[place]] * count]),
        ("copies-another-layer", _with_copies(layers, place - 1, count)),
        ("copies-another-layer", _with_copies(layers, place + 1, count)),
    ]

    def decide(seen: Mapping[str, Any]) -> str | Mistake | None:
        returned, folder = seen["returned"], seen["folder"]
        said, in_file = folder["config"], folder["layers"]
        shown = (("config", str(said)), ("file", str(len(in_file))), ("wanted", str(size)))
        if not in_file and not said:
            return Mistake("saves-nothing", shown=())
        if not said or not in_file:
            return Mistake("half-saved", shown=shown)
        if len(in_file) == len(layers):
            as_before = _alike(in_file, layers)
            replaced = "as-before" if as_before else "replaces-layers"
            return Mistake(replaced if said == len(layers) else "only-the-number", shown=shown)
        if said != len(in_file):
            return Mistake("config-not-told" if said == len(layers) else "wrong-number", shown=shown)
        if said != size:
            return Mistake("one-copy-only" if said == len(layers) + 1 else "wrong-number", shown=shown)
        if not _alike(in_file, wanted):
            name = next((name for name, order in told if _alike(in_file, order)), "")
            return Mistake(name or _what_else(in_file, layers), shown=())
        if any(name not in folder["rest"] or not _same_layer([folder["rest"][name]], [s]) for name, s in rest.items()):
            return Mistake("rest-changed", shown=())
        problem = is_exactly(returned, int)
        if problem is None and returned != size:
            problem = {count: "returns-the-count", len(layers): "returns-the-old-number"}.get(returned, "differs")
        return (
            None
            if problem is None
            else Mistake(problem, shown=(("returned", f"{returned!r:.60}"), ("wanted", str(size))))
        )

    probe = {"returned": "returned", "folder": _FOLDER}
    return Case(kind, (MODEL, place, count, FOLDER), decide, probe, expected=size)


#: What lies in the folder: the number of layers in config.json, and for each layer in the file a sum of every tensor;
#: and the same of all that is no layer.
_FOLDER = (
    "(lambda folder, tensors, json: {"
    "'config': json.loads((folder / 'config.json').read_text())['num_hidden_layers'] "
    "if (folder / 'config.json').is_file() else 0, "
    "'layers': [[float(t.float().sum()) for name, t in sorted(tensors.items()) "
    "if name.startswith(f'bert.encoder.layer.{n}.')] "
    "for n in sorted({int(name.split('.')[3]) for name in tensors if name.startswith('bert.encoder.layer.')})], "
    "'rest': {name: float(t.float().sum()) for name, t in tensors.items() if '.layer.' not in name}"
    "})(args[3], {name: t for path in sorted(args[3].glob('*.safetensors')) "
    "for name, t in __import__('safetensors.torch').torch.load(path.read_bytes()).items()}, __import__('json'))"
)


@cache
def library_layers() -> tuple[list[list[float]], dict[str, float]]:
    """Of the model as it was published a sum of every tensor: layer by layer, in the order of names, and the rest."""
    with quiet():
        model = make_input(MODEL)
    layers = [[_sum(t) for _, t in sorted(layer.state_dict().items())] for layer in model.bert.encoder.layer]
    rest = {name: _sum(t) for name, t in model.state_dict().items() if ".layer." not in name}
    return layers, {name: total for name, total in rest.items() if ".decoder." not in name}  # tied: kept once


def _sum(tensor: Any) -> float:
    return float(tensor.detach().float().sum())


def _with_copies(layers: Sequence[Any], place: int, count: int) -> list[Any]:
    if not 0 <= place < len(layers):
        return []
    return [*layers[: place + 1], *[layers[place]] * count, *layers[place + 1 :]]


def _alike(seen: Sequence[Sequence[float]], wanted: Sequence[Sequence[float]]) -> bool:
    return len(seen) == len(wanted) and all(map(_same_layer, seen, wanted))


def _same_layer(one: Sequence[float], other: Sequence[float]) -> bool:
    """Up to the rounding of a dtype with fewer digits."""
    return len(one) == len(other) and all(abs(a - b) <= 0.02 + 2e-3 * abs(b) for a, b in zip(one, other, strict=True))


def _what_else(seen: Sequence[Any], layers: Sequence[Any]) -> str:
    if all(any(_same_layer(one, old) for old in layers) for one in seen):
        return "another-order"
    old = [one for one in seen if any(_same_layer(one, layer) for layer in layers)]
    return "not-a-copy" if _alike(old, layers) else "old-layers-changed"


def cases(rng: random.Random) -> Iterator[Case]:
    yield deepen_case("middle", 1, 1)
    yield deepen_case("first", 0, 2)
    yield deepen_case("random", rng.randrange(3), rng.randint(1, 3))
