"""Every task that a pipeline has had, in older releases of transformers and in this one: what answers it here.

>>> find("ner").checkpoint, find("translation_zh_to_en").checkpoint
('ner', 'translate-zh-en')
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import get_close_matches

from course_lib.pipelines.words import words

_PAIR = re.compile(r"translation_(?P<source>\w+?)_to_(?P<target>\w+)")
_TRANSLATORS = {("en", "zh"): "translate-en-zh", ("zh", "en"): "translate-zh-en"}


@dataclass(frozen=True)
class Task:
    """A task by its name in transformers.

    `checkpoint` is the course's model for it; empty where the course has none. `adapted` is the class here that takes
    what older tutorials pass ("module.Class"); empty where the library's own does. `restored` says that transformers 5
    dropped the task and this room brings it back, `gone` that it was dropped for good. `lesson` teaches it.
    """

    name: str
    checkpoint: str = ""
    adapted: str = ""
    lesson: str = ""
    restored: bool = False
    gone: bool = False


TASKS: tuple[Task, ...] = (
    Task("text-classification", "sentiment-en", "text.TextClassification", "01"),
    Task("token-classification", "ner", "text.TokenClassification", "01"),
    Task("fill-mask", "bert-zh", "text.FillMask", "01"),
    Task("zero-shot-classification", "zero-shot", "text.ZeroShotClassification", "01"),
    Task("feature-extraction", "embed", "text.FeatureExtraction", "01"),
    Task("text-generation", "chat", "text.TextGeneration", "07"),
    Task("question-answering", "qa", "question_answering.QuestionAnswering", "02", restored=True),
    Task("summarization", "summarize", "text_to_text.Summarization", "02", restored=True),
    Task("translation", "translate-en-zh", "text_to_text.Translation", "02", restored=True),
    Task("text2text-generation", "summarize", "text_to_text.Text2TextGeneration", "02", restored=True),
    Task("automatic-speech-recognition", "speech", "sound.SpeechRecognition", "03"),
    Task("audio-classification", "audio-emotion", "sound.AudioClassification", "03"),
    Task("image-classification", "vision", "pictures.ImageClassification", "03"),
    Task("object-detection", "detect", "pictures.ObjectDetection", "03"),
    Task("image-to-text", "caption", "pictures.ImageToText", "03", restored=True),
    Task("image-text-to-text", "caption", "pictures.ImageTextToText", "03"),
    Task("table-question-answering", "table-qa", "tables.TableQuestionAnswering", "03"),
    Task("image-feature-extraction", "vision"),
    Task("any-to-any"), Task("decision"), Task("depth-estimation"), Task("document-question-answering"),
    Task("image-segmentation"), Task("keypoint-matching"), Task("mask-generation"), Task("text-to-audio"),
    Task("video-classification"), Task("zero-shot-audio-classification"), Task("zero-shot-image-classification"),
    Task("zero-shot-object-detection"),
    Task("visual-question-answering", gone=True), Task("image-to-image", gone=True), Task("conversational", gone=True),
)  # fmt: skip
ALIASES = {
    "sentiment-analysis": "text-classification",
    "ner": "token-classification",
    "text-to-speech": "text-to-audio",
    "vqa": "visual-question-answering",
}
_BY_NAME = {task.name: task for task in TASKS}


def find(name: str) -> Task:
    """The task of this name, or of this alias; a pair of languages gives the model for it, if the course has one.

    Raises CourseError for a name that no release knew, with the nearest that one does.
    """
    if not isinstance(name, str):
        raise words.error("no-text-task", given=type(name).__name__)
    asked = name.strip()
    if pair := _PAIR.fullmatch(asked):
        translator = _TRANSLATORS.get((pair["source"], pair["target"]), "")
        return replace(_BY_NAME["translation"], name=asked, checkpoint=translator)
    found = _BY_NAME.get(ALIASES.get(asked, asked))
    if found is None:
        known = sorted({*_BY_NAME, *ALIASES})
        near = get_close_matches(asked.lower().replace("_", "-").replace(" ", "-"), known, n=1, cutoff=0.5)
        raise words.error("no-task", name=asked, near=near[0] if near else ", ".join(t.name for t in TASKS if t.lesson))
    return found


def languages(task: str) -> tuple[str, str] | None:
    """The two languages in a task's name: ("en", "zh") for ``translation_en_to_zh``."""
    pair = _PAIR.fullmatch(task)
    return (pair["source"], pair["target"]) if pair else None
