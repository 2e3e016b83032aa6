"""Pictures as people have them: a path of pathlib, and the captions that ``image-to-text`` gave until release 4."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from transformers import ImageClassificationPipeline, ImageTextToTextPipeline, ObjectDetectionPipeline

from course_lib.pipelines.older_calls import OlderCalls
from course_lib.pipelines.words import words


class ImageClassification(OlderCalls, ImageClassificationPipeline):  # type: ignore[misc]
    """What a picture shows."""

    def __call__(self, inputs: Any = None, *args: Any, **options: Any) -> Any:
        return super().__call__(opened(options.pop("images", inputs)), *args, **options)


class ObjectDetection(OlderCalls, ObjectDetectionPipeline):  # type: ignore[misc]
    """What stands where in a picture."""

    def __call__(self, inputs: Any = None, *args: Any, **options: Any) -> Any:
        return super().__call__(opened(options.pop("images", inputs)), *args, **options)


class ImageTextToText(ImageTextToTextPipeline):  # type: ignore[misc]
    """A text about a picture; without one, the model's own caption: the library asks for ``text=""``."""

    def __call__(self, images: Any = None, text: Any = None, **options: Any) -> Any:
        images = opened(images)
        if isinstance(images, list) and not images:
            return []
        if text is None and images is not None and not _is_talk(images):
            text = [""] * len(images) if isinstance(images, list) else ""
        return super().__call__(images, text=text, **options)


class ImageToText(ImageTextToText):
    """A caption. transformers 5 calls the task image-text-to-text, and asks for a text beside the picture.

    >>> from course_lib.pipelines import pipeline
    >>> pipeline("image-to-text")("scene.png")
    [{'generated_text': 'a red ball on a table'}]
    """

    def __call__(self, images: Any = None, text: Any = None, **options: Any) -> Any:
        many = isinstance(images, (list, tuple))
        found = super().__call__(images, text=text, **options)
        return [[_caption(one)] for one in found] if many else [_caption(one) for one in found]


def _caption(found: Any) -> dict[str, Any]:
    one = found[0] if isinstance(found, list) else found
    return {name: value for name, value in one.items() if name != "input_text"}


def opened(images: Any) -> Any:
    """Pictures from disk opened by Pillow, others as they are; raises CourseError for what is missing or broken."""
    if isinstance(images, (list, tuple)):
        return [opened(one) for one in images]
    if images is None or images == "":
        raise words.error("no-picture", given="None" if images is None else '""')
    path = os.fspath(images) if isinstance(images, os.PathLike) else images
    if not isinstance(path, str) or path.startswith(("http://", "https://", "data:")) or len(path) > 1000:
        return images
    from PIL import Image, UnidentifiedImageError

    if not Path(path).is_file():
        # A short text may be a picture in base64, which the library reads.
        if isinstance(images, os.PathLike) or "." in path or os.sep in path:
            raise words.error("no-file", path=path)
        return images
    try:
        with Image.open(path) as picture:
            return picture.convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError) as problem:
        raise words.error("broken-picture", path=path, reason=problem) from problem


def _is_talk(images: Any) -> bool:
    """Whether these are messages of a chat."""
    return isinstance(images, list) and bool(images) and isinstance(images[0], (dict, list))
