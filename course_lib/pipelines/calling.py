"""`pipeline`: the one call of lessons 01 to 03."""

from __future__ import annotations

import os
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path
from typing import Any

from transformers import pipeline as library_pipeline

from course_lib.models import checkpoint
from course_lib.models.devices import best_device, dtype_for
from course_lib.models.loading import without_bars
from course_lib.pipelines.older_calls import renamed
from course_lib.pipelines.tasks import Task, find
from course_lib.pipelines.words import words
from course_lib.zoo import catalogue

_TO_LOAD = {"torch_dtype": "dtype", "use_auth_token": "token"}


def pipeline(
    task: str,
    model: Any = None,
    device: Any = None,
    **options: Any,
) -> Any:
    """A `transformers.Pipeline` for a task: the library's own, or one of this room where the library dropped it.

    Parameters
    ----------
    task:
        A task's name or alias, also one that transformers 5 dropped: ``"sentiment-analysis"``, ``"summarization"``,
        ``"translation_en_to_zh"``.
    model:
        A name of the course's (``"sentiment-zh"``), a folder, a name on the hub, or a model that was loaded before,
        with its ``tokenizer=`` beside it. By default the course's model for the task.
    device:
        As in transformers: ``"cpu"``, ``"cuda"``, ``0``, ``-1``; by default the fastest one here.
    options:
        Whatever `transformers.pipeline` takes. `dtype` is what suits the device when it is not named: float32 on a
        processor, where half precision is slow.

    Raises
    ------
    CourseError
        An unknown task, one that is gone or that the course has no model for, or a device that is not here.

    >>> pipeline("sentiment-analysis")(["Good value.", "It broke at once."])
    [{'label': 'POSITIVE', 'score': 0.99...}, {'label': 'NEGATIVE', 'score': 0.99...}]
    """
    found = find(task)
    if found.gone:
        raise words.error("gone", name=found.name, instead=words(f"instead.{found.name}"))
    options = renamed(options, _TO_LOAD)
    where = _device(device) if "device_map" not in options else None
    if where is not None:
        options["device"] = where
    named = _model(found, model)
    if isinstance(named, str):
        options.setdefault("dtype", dtype_for(_kind(where)))
    if (adapted := pipeline_class(found)) is not None:
        options.setdefault("pipeline_class", adapted)
    # The library knows this one under its new name only.
    name = "image-text-to-text" if found.name == "image-to-text" else found.name
    here = isinstance(named, str) and Path(named).is_dir()
    with without_bars() if here else nullcontext():  # a download keeps its bar
        return library_pipeline(name, model=named, **options)


def pipeline_class(task: Task) -> Any:
    """The class of this room for a task; None where the library's own is used."""
    if not task.adapted:
        return None
    module, _, name = task.adapted.partition(".")
    return getattr(import_module(f"course_lib.pipelines.{module}"), name)


def _model(task: Task, model: Any) -> Any:
    """What is handed to the library: a folder, a name on the hub, or an object."""
    if model is None:
        if not task.checkpoint:
            raise words.error("no-model", name=task.name)
        return str(checkpoint(task.checkpoint))
    if isinstance(model, os.PathLike):
        return os.fspath(model)
    if isinstance(model, str) and model in catalogue.entries():
        return str(checkpoint(model))
    return model


def _device(device: Any) -> Any:
    """`device`, checked; by default the fastest one."""
    import torch

    if device is None:
        return best_device()
    asked = str(device).partition(":")[0]
    if (asked == "cuda" and not torch.cuda.is_available()) or (
        asked == "mps" and not torch.backends.mps.is_available()
    ):
        raise words.error("no-device", device=device)
    return device


def _kind(device: Any) -> str:
    """The kind of device that a number or a name means, as `dtype_for` takes it."""
    import torch

    if isinstance(device, torch.device):
        return str(device.type)
    if isinstance(device, int):
        return best_device() if device >= 0 else "cpu"
    return str(device or best_device())
