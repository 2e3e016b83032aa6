"""What lesson 03's exercises are given in place of pipelines: they answer as those do, at once, and note their calls.

What they answer hangs on what they were made with (the name of the `Fresh`) and on the call alone.
"""

from __future__ import annotations

import json
import os
from typing import Any

from course_lib.errors import CourseError
from course_lib.exercises.inputs import InputKind
from course_lib.exercises.wire_values import ValueRefused

#: What is said in the recordings: in Chinese, and in English as Whisper writes it, with a space in front.
PHRASES = (
    ("很高兴认识你", " Nice to meet you."),
    ("明天会下雨", " It will rain tomorrow."),
    ("请打开灯", " Please turn on the light."),
    ("车站在哪里", " Where is the station?"),
    ("我想喝咖啡", " I would like some coffee."),
    ("我喜欢吃苹果", " I like to eat apples."),
    ("今天天气很好", " The weather is nice today."),
    ("经理在开会", " The manager is in a meeting."),
)
_NAMES = {"zh": "zh", "en": "en", "chinese": "zh", "english": "en", "<|zh|>": "zh", "<|en|>": "en"}
_TASKS = ("transcribe", "translate")


class Listener:
    """What `pipeline("automatic-speech-recognition")` gives, in small: it knows some recordings by their paths.

    `recordings`: path -> [language spoken, number of the phrase].
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._recordings: dict[str, list[Any]] = json.loads(name)

    def __call__(self, inputs: Any, generate_kwargs: Any = None, batch_size: int = 1, **options: Any) -> Any:
        if isinstance(inputs, list | tuple):
            return [self(one, generate_kwargs, **options) for one in inputs]
        if not isinstance(inputs, str | os.PathLike):
            raise CourseError(
                f"A recording is given by the path of its file, and this is of the type {type(inputs).__name__}.",
                'Hand on the path that stands under "file".',
            )
        path = os.fspath(inputs)
        if path not in self._recordings:
            raise CourseError(f"There is no file {path}.", 'Hand on the path that stands under "file".')
        spoken, phrase = self._recordings[path]
        options = {**options, **(generate_kwargs or {})}  # as the library's own: what it does not know, it hands on
        language, task = options.pop("language", None), options.pop("task", None)
        if options:
            raise CourseError(
                f"The model does not use these options: {', '.join(map(str, options))}.",
                "It takes two: generate_kwargs={'language': ..., 'task': ...}.",
            )
        return {"text": said(spoken, phrase, language, task)}


def said(spoken: str, phrase: int, language: Any = None, task: Any = None) -> str:
    """What the course's small Whisper writes: in the language named, or heard; a translation in the other one."""
    if language is not None and _NAMES.get(str(language).lower()) is None:
        raise CourseError(f"The model knows no language {language!r}.", "Name one: 'zh' or 'en'; or leave it out.")
    if task not in (None, *_TASKS):
        raise CourseError(f"The model knows no task {task!r}.", "Name one: 'transcribe' or 'translate'.")
    written = _NAMES[str(language).lower()] if language is not None else spoken
    if task == "translate":
        written = "en" if written == "zh" else "zh"
    return PHRASES[phrase][0 if written == "zh" else 1]


class Feeler:
    """What `pipeline("audio-classification")` gives, in small: every sound gets the same scores, the highest first.

    `calls` notes what it was asked about, each time: see `noted`.
    """

    def __init__(self, name: str, calls: list[list[float]] | None = None) -> None:
        self.name = name
        self.calls = calls or []
        self._scores: list[tuple[str, float]] = [(label, score) for label, score in json.loads(name)]

    def __call__(self, inputs: Any, top_k: int | None = None, **_: Any) -> list[Any]:
        if isinstance(inputs, dict):
            inputs = inputs.get("raw", inputs.get("array"))
        if inputs is None or isinstance(inputs, str):
            raise TypeError('this stand-in takes samples, or a dictionary with them under "raw"')
        if isinstance(inputs, list | tuple) and inputs and not isinstance(inputs[0], int | float):
            return [self(one, top_k) for one in inputs]
        if len(inputs) == 0:
            raise CourseError(
                "There is not one sample in this sound.", "Look at its length, len(samples), before you pass it on."
            )
        self.calls.append(noted(inputs))
        return [{"score": score, "label": label} for label, score in self._scores[:top_k]]


def noted(samples: Any) -> list[float]:
    """A sound in four numbers: how many samples, their sum, that of their squares, and one that hangs on their order.

    >>> noted([0.5, -0.5])
    [2.0, 0.0, 0.5, -0.25]
    """
    import numpy as np

    numbers = np.nan_to_num(np.asarray(samples, dtype=np.float64).ravel())
    count = len(numbers)
    in_order = float((numbers * np.arange(1, count + 1)).sum()) / count
    return [float(count), float(numbers.sum()), float((numbers**2).sum()), in_order]


def _feeler_again(name: str, calls: Any) -> Feeler:
    if type(calls) is not list or any(
        type(call) is not list or any(type(number) is not float for number in call) for call in calls
    ):
        raise ValueRefused("not what a feeler has noted")
    return Feeler(name, calls)


INPUTS = {
    "listener": InputKind(
        make=lambda wanted, _: Listener(wanted.name),
        is_one=lambda value: isinstance(value, Listener),
        take_apart=lambda _: None,
        put_together=lambda wanted, *_: Listener(wanted.name),
        called="listen",
    ),
    "feeler": InputKind(
        make=lambda wanted, _: Feeler(wanted.name),
        is_one=lambda value: isinstance(value, Feeler),
        take_apart=lambda feeler: feeler.calls,
        put_together=lambda wanted, calls, _: _feeler_again(wanted.name, calls),
        called="feel",
    ),
}
