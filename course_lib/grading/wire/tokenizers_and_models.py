"""Snapshots: what crosses in place of a tokenizer, a model or a folder, and the thing itself made again from it.

What a student's function did to a tokenizer must not be told by the student's own process, which can let any
object say anything. That process hands over what the thing is made of (files, tensors, numbers), and the questions are
put, elsewhere, to one made anew from that. Whoever forges a snapshot that answers rightly has done the exercise.
Nothing in one is code, and nothing is unpickled.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import torch
from transformers import AutoTokenizer, PreTrainedModel, PreTrainedTokenizerBase

from course_lib.exercises.calls import fresh_from_checkpoint
from course_lib.exercises.exercise import Fresh
from course_lib.exercises.wire_values import MAX_BYTES, ValueRefused, to_wire

_MOST_FILES = 200
#: Kinds of files that hold data and nothing else. Of others only the name crosses: some of them can hold code.
_DATA = frozenset([".json", ".safetensors", ".txt", ".model", ".jinja", ".md"])


def snapshot(value: Any) -> Any:
    """The wire form of a value; of a tokenizer or an existing folder its files, of a model its state.

    >>> snapshot(Path("folder"))
    {'dict': [['config.json', {'bytes': 'e30='}]]}
    """
    if isinstance(value, PreTrainedTokenizerBase):
        with tempfile.TemporaryDirectory(prefix="snapshot-") as folder:
            value.save_pretrained(folder)
            return to_wire(_read_files(Path(folder)))
    if isinstance(value, PreTrainedModel):
        tensors = {name: tensor.detach() for name, tensor in torch.nn.Module.state_dict(value).items()}
        return to_wire({"vocab_size": value.config.vocab_size, "tensors": tensors})
    if isinstance(value, Path) and value.is_dir():
        return to_wire(_read_files(value))
    return to_wire(value)


def restore(made: Fresh, seen: Any, place: Path) -> Any:
    """What `made` had become by the time of its snapshot `seen`. Files are written below `place`, an empty folder.

    Raises ValueRefused for what `snapshot` could not have made of such a thing.
    """
    if not isinstance(seen, dict):
        raise ValueRefused(f"a {made.kind} was expected here, and something else was handed over")
    if made.kind == "model":
        return _restore_model(fresh_from_checkpoint(made), seen)
    _write_files(place, seen)
    if made.kind == "folder":
        return place
    return AutoTokenizer.from_pretrained(place, trust_remote_code=False)


def _read_files(folder: Path) -> dict[str, bytes]:
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


def _write_files(place: Path, files: Mapping[Any, Any]) -> None:
    if len(files) > _MOST_FILES:
        raise ValueRefused("the folder holds too much")
    for name, content in files.items():
        if type(name) is not str or type(content) is not bytes or not _stays_inside(name):
            raise ValueRefused("not a folder's files")
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if path.suffix in _DATA else b"")


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\0" not in name and "\\" not in name


def _restore_model(model: Any, seen: Mapping[Any, Any]) -> Any:
    """A model whose parameters are the snapshot's, whatever their shapes: one that grew by half stays half grown."""
    tensors = seen.get("tensors")
    if set(seen) != {"vocab_size", "tensors"} or type(seen["vocab_size"]) is not int or type(tensors) is not dict:
        raise ValueRefused("not a model's state")
    model.config.vocab_size = seen["vocab_size"]
    names = {name for name, _ in model.named_parameters(remove_duplicate=False)}
    if not names <= set(tensors):
        raise ValueRefused("parts of the model are missing")
    for name in names:
        if not isinstance(tensors[name], torch.Tensor):
            raise ValueRefused("not a model's state")
        owner, _, parameter = name.rpartition(".")
        setattr(model.get_submodule(owner), parameter, torch.nn.Parameter(tensors[name], requires_grad=False))
    return model
