"""Giving transformers back the tasks that release 5 dropped: `transformers.pipeline("summarization")` works again.

Registering a class is not enough there. The library refuses the old names before it looks into its registry, and knows
no name with languages in it; so the names are taken off its list of refusals, and its registry is asked through a
function that understands ``translation_en_to_zh``. A release that still has a task keeps its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from course_lib.models import checkpoint
from course_lib.pipelines.tasks import TASKS, languages

#: What the library makes a model of. Captions are no task of its registry: it knows them by another name.
_MODELS = {
    "question-answering": "AutoModelForQuestionAnswering",
    "summarization": "AutoModelForSeq2SeqLM",
    "translation": "AutoModelForSeq2SeqLM",
    "text2text-generation": "AutoModelForSeq2SeqLM",
}
_undo: list[Callable[[], None]] = []


def install() -> None:
    """Register the restored tasks with the library; a second time it does nothing."""
    if _undo:
        return
    import transformers
    from transformers import pipelines
    from transformers.pipelines import PIPELINE_REGISTRY as registry

    from course_lib.pipelines.calling import pipeline_class

    refused: dict[str, str] = getattr(pipelines, "REMOVED_TASKS", {})
    for task in TASKS:
        if task.name not in _MODELS or task.name in registry.supported_tasks:
            continue
        reason = refused.pop(task.name, "")  # releases before 5.19 refuse them without a list
        auto = getattr(transformers, _MODELS[task.name])
        # A model that nobody named is the course's: the library's own defaults have to be downloaded.
        registry.register_pipeline(
            task.name, pipeline_class(task), pt_model=auto, default={"model": (str(checkpoint(task.checkpoint)), None)},
            type="text",
        )  # fmt: skip
        _undo.append(lambda name=task.name, reason=reason: _forget(registry, refused, name, reason))  # type: ignore[misc]
    if "translation" in registry.supported_tasks and _undo:
        _undo.append(_understand_languages(registry))


def uninstall() -> None:
    """Leave the library as it was."""
    while _undo:
        _undo.pop()()


def _forget(registry: Any, refused: dict[str, str], name: str, reason: str) -> None:
    registry.supported_tasks.pop(name, None)
    if reason:
        refused[name] = reason


def _understand_languages(registry: Any) -> Callable[[], None]:
    """Let the registry find ``translation_xx_to_yy``; gives what takes that back."""
    asked_before = registry.check_task

    def check_task(task: str) -> Any:
        pair = languages(task)
        if pair is None or task in registry.supported_tasks:
            return asked_before(task)
        _, found, _ = asked_before("translation")
        return "translation", found, None

    registry.check_task = check_task
    return lambda: delattr(registry, "check_task")
