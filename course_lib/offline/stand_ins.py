"""Which of the course's models stands in for a name on the hub, and how that is said.

>>> stand_in("distilgpt2"), stand_in("Helsinki-NLP/opus-mt-en-zh")
('gpt2-en', 'translate-en-zh')
"""

from __future__ import annotations

import re
import sys
from difflib import get_close_matches

from course_lib.offline.words import words
from course_lib.zoo import catalogue

# What a name says of itself, the narrower first: a BERT that was fine-tuned is no BERT that fills in masks.
_FAMILIES: tuple[tuple[str, str], ...] = tuple(
    (pattern, name)
    for name, patterns in {
        "zero-shot": r"mnli|xnli|nli-|zero-?shot",
        "qa": r"squad|-qa-|roberta-base-chinese-extractive-qa|mrc",
        "table-qa": r"tapas|tapex|wtq|wikisql",
        "ner": r"(^|[-_/])ner([-_]|$)|conll|ontonotes|wikineural|pos-english",
        "audio-emotion": r"superb.*-er|superb.*-ks|speech-emotion|audioset|speech-commands|music_genre|hubert-base",
        "sentiment-zh": r"(jd|dianping|chinanews|weibo).*(chinese|binary)|erlangshen.*sentiment",
        "sentiment-en": r"sst-?2|sentiment|imdb|rotten|emotion(?!.*(speech|audio))|go_emotions|toxic|mrpc|finbert",
        "speech": r"whisper|wav2vec2|hubert|s2t|moonshine",
        "caption": r"blip|caption|git-base|vit-gpt2|llava|smolvlm|qwen2?(\.5)?-vl",
        "detect": r"detr|yolos|owlvit|owlv2",
        "vision": r"vit-base|vit-large|resnet|convnext|swin-|deit-|beit-|mobilevit|mnist",
        "embed": r"sentence-transformers/|all-minilm|mpnet-base|bge-|gte-|e5-|multi-qa",
        "translate-zh-en": r"opus-mt-zh-en|opus-mt-zh",
        "translate-en-zh": r"opus-mt|mbart|m2m100|nllb",
        "summarize": r"t5|bart-large-cnn|distilbart|pegasus|bart-(base|large)$|samsum|xsum|cnn_dailymail|led-",
        "chat": r"instruct|-chat|dialogpt|zephyr|blenderbot|qwen"
        r"|smollm|llama|mistral|gemma|phi-\d|deepseek|chatglm|skywork|baichuan|internlm",
        "gpt2-zh": r"gpt2-(base-)?chinese|chinese.*gpt2|gpt2-distil-chinese",
        "gpt2-en": r"gpt2|gpt-neo|opt-\d|bloom|pythia|codegen|gpt-j|codeparrot|openai-gpt",
        "bert-zh": r"bert|rbt\d|electra|deberta|xlm-|xlnet|albert|camembert|ernie|longformer|bigbird",
    }.items()
    for pattern in [patterns]
)
_told: set[str] = set()


def stand_in(name: str) -> str | None:
    """The course's model for a name on the hub; None where nothing is near enough to be honest."""
    by_hub_id = {entry.hub_id: own for own, entry in catalogue.entries().items()}
    by_short_name = {hub_id.rpartition("/")[2]: own for hub_id, own in by_hub_id.items()}
    if found := by_hub_id.get(name) or by_short_name.get(name):
        return found
    small = name.lower()
    return next((own for pattern, own in _FAMILIES if re.search(pattern, small)), None)


def nearest(name: str) -> str:
    """The name on the hub that has a stand-in and is most like `name`."""
    known = [entry.hub_id for entry in catalogue.entries().values()]
    short = {hub_id.rpartition("/")[2].lower(): hub_id for hub_id in known}
    found = get_close_matches(name.rpartition("/")[2].lower(), short, n=1, cutoff=0.0)
    return short[found[0]]


def own_name(folder: str) -> str | None:
    """The course's name of a model by the folder that it was read from; None for somebody's own model."""
    shipped = {str(entry.directory): own for own, entry in catalogue.entries().items() if entry.trained_here}
    return shipped.get(str(folder))


def found(name: str) -> str:
    """The stand-in's name, told once for each name on the hub; raises CourseError where there is none."""
    own = stand_in(name)
    if own is None:
        raise words.error("no-stand-in", name=name, near=nearest(name))
    tell(name, words("answered", name=name, own=own, what=_what(own)))
    return own


def unnamed(task: str, own: str) -> None:
    """Say, once for each task, what answers a pipeline whose model nobody named."""
    tell(f"task {task}", words("unnamed", task=task, own=own, what=_what(own)))


def other_languages(task: str, own: str) -> None:
    """Say, once for each task, what answers a translation between languages that the course has no model for."""
    tell(f"task {task}", words("pair", task=task, own=own, what=_what(own)))


def _what(own: str) -> str:
    return str(words.table("does").get(own, catalogue.find(own).summary))


def tell(key: str, sentence: str) -> None:
    """Print a sentence, once for each key."""
    if key not in _told:
        _told.add(key)
        sys.stdout.write(sentence + "\n")
