"""Inputs that are made anew for every call: a tokenizer, a model, a folder. The one place to add a kind.

What a function did to such an input is what many exercises ask. A kind says three things: how one is made; how it is
taken apart into plain values (files, tensors, numbers), which is what a student's process hands over; and how one is
put together from those where the judge's questions are put to it. Nothing in between is code, and nothing is
unpickled: whoever forges values that answer rightly has done the exercise.

A lesson brings kinds of its own in ``lessons/lesson_NN_slug/inputs.py``, under the name ``INPUTS``.
"""

from __future__ import annotations

import pkgutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import Any

from course_lib.errors import CourseError
from course_lib.exercises.catalogue import LESSONS
from course_lib.exercises.fresh import Fresh
from course_lib.exercises.wire_values import MAX_BYTES, ValueRefused

_MOST_FILES = 200
#: Kinds of files that hold data and nothing else. Of others only the name crosses: some of them can hold code.
_DATA = frozenset([".json", ".safetensors", ".txt", ".model", ".jinja", ".md"])


#: Makes an empty folder.
NewFolder = Callable[[], Path]


@dataclass(frozen=True)
class InputKind:
    """One kind of fresh input.

    Parameters
    ----------
    make:
        (the `Fresh` asked for, a maker of empty folders that last as long as the call) -> the input.
    is_one:
        Whether a value is of this kind, whoever made it.
    take_apart:
        The input -> plain values that tell all there is to ask about it.
    put_together:
        (the `Fresh`, those values, an empty folder) -> an input like it. ValueRefused for values that `take_apart`
        could not have given: they come from a stranger.
    called:
        What a student writes for one in a cell of their own; empty: the kind's name, as lessons call their variable.
    """

    make: Callable[[Fresh, NewFolder], Any]
    is_one: Callable[[Any], bool]
    take_apart: Callable[[Any], Any]
    put_together: Callable[[Fresh, Any, Path], Any]
    called: str = ""


def no_folder() -> Path:
    """For whoever makes only kinds that want no folder."""
    raise RuntimeError("this kind of input wants a folder, and whoever makes it here has none to give")


def kind_of(wanted: Fresh) -> InputKind:
    """The kind that a `Fresh` names; CourseError for one that nobody brought."""
    known = kinds()
    if wanted.kind not in known:
        raise CourseError(f"There is no kind of input {wanted.kind!r}.", f"Choose one of: {', '.join(sorted(known))}.")
    return known[wanted.kind]


@cache
def kinds() -> Mapping[str, InputKind]:
    """Every kind by its name: those of this module, and what lessons bring (of a lesson only ``inputs`` is loaded)."""
    found = dict(KINDS)
    for lesson in pkgutil.iter_modules(import_module(LESSONS).__path__, f"{LESSONS}."):
        if lesson.ispkg and find_spec(f"{lesson.name}.inputs") is not None:
            own: Mapping[str, InputKind] = import_module(f"{lesson.name}.inputs").INPUTS
            if taken := sorted(own.keys() & found.keys()):
                raise ValueError(f"{lesson.name}.inputs: another lesson, or all of them, have a kind {taken[0]!r}")
            found |= own
    return found


def make_input(wanted: Fresh, new_folder: NewFolder = no_folder) -> Any:
    """One just made: what one call does to it no other call sees.

    >>> make_input(Fresh("tokenizer", "bert-zh")).tokenize("今天")
    ['今', '天']
    """
    return kind_of(wanted).make(wanted, new_folder)


def _tokenizer(wanted: Fresh, _: NewFolder) -> Any:
    from transformers import AutoTokenizer

    from course_lib.models import checkpoint

    return AutoTokenizer.from_pretrained(checkpoint(wanted.name))


def _is_tokenizer(value: Any) -> bool:
    from transformers import PreTrainedTokenizerBase

    return isinstance(value, PreTrainedTokenizerBase)


def _tokenizer_files(tokenizer: Any) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory(prefix="snapshot-") as folder:
        tokenizer.save_pretrained(folder)
        return read_files(Path(folder))


def _tokenizer_again(_: Fresh, files: Any, folder: Path) -> Any:
    from transformers import AutoTokenizer

    write_files(folder, files)
    return AutoTokenizer.from_pretrained(folder, trust_remote_code=False)


def _model(wanted: Fresh, _: NewFolder) -> Any:
    from transformers import AutoModelForMaskedLM

    from course_lib.models import checkpoint

    return AutoModelForMaskedLM.from_pretrained(checkpoint(wanted.name))


def _is_model(value: Any) -> bool:
    from transformers import PreTrainedModel

    return isinstance(value, PreTrainedModel)


def _model_state(model: Any) -> dict[str, Any]:
    import torch

    tensors = {name: tensor.detach() for name, tensor in torch.nn.Module.state_dict(model).items()}
    return {"vocab_size": model.config.vocab_size, "tensors": tensors}


def _model_again(wanted: Fresh, state: Any, _: Path) -> Any:
    """A model whose parameters are the state's, whatever their shapes: one that grew by half stays half grown."""
    import torch

    if not isinstance(state, dict) or set(state) != {"vocab_size", "tensors"}:
        raise ValueRefused("not a model's state")
    tensors = state["tensors"]
    if type(state["vocab_size"]) is not int or type(tensors) is not dict:
        raise ValueRefused("not a model's state")
    model = make_input(wanted)
    model.config.vocab_size = state["vocab_size"]
    names = {name for name, parameter in model.named_parameters(remove_duplicate=False)}
    if not names <= set(tensors):
        raise ValueRefused("parts of the model are missing")
    for name in names:
        if not isinstance(tensors[name], torch.Tensor):
            raise ValueRefused("not a model's state")
        owner, _, parameter = name.rpartition(".")
        setattr(model.get_submodule(owner), parameter, torch.nn.Parameter(tensors[name], requires_grad=False))
    return model


def _is_folder(value: Any) -> bool:
    return isinstance(value, Path) and value.is_dir()


def _folder_again(_: Fresh, files: Any, folder: Path) -> Path:
    write_files(folder, files)
    return folder


def read_files(folder: Path) -> dict[str, bytes]:
    """Name -> content of the files in `folder`; ValueRefused where they are too many or too large."""
    files: dict[str, bytes] = {}
    size = 0
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        size += path.stat().st_size
        if len(files) == _MOST_FILES or size > MAX_BYTES:
            raise ValueRefused("the folder holds too much")
        files[path.relative_to(folder).as_posix()] = path.read_bytes() if path.suffix in _DATA else b""
    return files


def write_files(folder: Path, files: Any) -> None:
    """What `read_files` gave, below `folder`; ValueRefused for anything that it could not have given."""
    if not isinstance(files, dict):
        raise ValueRefused("files were expected here, and something else was handed over")
    if len(files) > _MOST_FILES:
        raise ValueRefused("the folder holds too much")
    for name, content in files.items():
        if type(name) is not str or type(content) is not bytes or not _stays_inside(name):
            raise ValueRefused("not a folder's files")
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if path.suffix in _DATA else b"")


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\0" not in name and "\\" not in name


KINDS: Mapping[str, InputKind] = {
    "tokenizer": InputKind(_tokenizer, _is_tokenizer, _tokenizer_files, _tokenizer_again),
    "model": InputKind(_model, _is_model, _model_state, _model_again),
    "folder": InputKind(
        lambda _, new_folder: new_folder(), _is_folder, read_files, _folder_again, 'Path("a-new-folder")'
    ),
}
