"""How a text is to be generated: what was asked for, and where nothing was, what the model's generation_config says."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from course_lib.generation.words import words
from course_lib.models.positions import longest

#: What a generation_config may ask for beyond these settings, and the values that ask for nothing.
_NOT_HERE: Mapping[str, tuple[Any, ...]] = {
    "num_beams": (1,),
    "num_beam_groups": (1,),
    "penalty_alpha": (0,),
    "guidance_scale": (1,),
    "sequence_bias": (),
    "bad_words_ids": (),
    "min_length": (0,),
    "min_new_tokens": (0,),
    "forced_bos_token_id": (),
    "forced_eos_token_id": (),
    "exponential_decay_length_penalty": (),
    "suppress_tokens": ([],),
    "begin_suppress_tokens": ([],),
    "top_h": (1,),
    "typical_p": (1,),
    "epsilon_cutoff": (0,),
    "eta_cutoff": (0,),
    "watermarking_config": (),
}


@dataclass(frozen=True)
class Settings:
    """What a choice goes by. The defaults are the library's where a generation_config says nothing.

    max_new_tokens: how many tokens at most. do_sample: whether chance has a part in it. temperature: above 0.
    top_k: how many may be chosen from, 0 for all. top_p, min_p: shares, see `filters`. repetition_penalty: 1 for
    none. no_repeat_ngram_size: 0 for any. num_return_sequences: how many answers to each prompt.
    """

    max_new_tokens: int = 20
    do_sample: bool = False
    temperature: float = 1.0
    top_k: int = 50
    top_p: float = 1.0
    min_p: float = 0.0
    repetition_penalty: float = 1.0
    no_repeat_ngram_size: int = 0
    num_return_sequences: int = 1


def settings_for(model: Any, prompt_length: int, asked: Mapping[str, Any]) -> Settings:
    """The settings of one call.

    `asked` are keywords as `generate` takes them; None is what the model's generation_config says. Whoever names a
    temperature, top_k, top_p or min_p wants chance, unless `do_sample` says no; a temperature of 0 says it too. Where
    nobody names a length, it ends where the model's window does.

    Raises CourseError for a value that has no meaning, a length beyond the window, and a generation_config that wants
    something which this room does not do.
    """
    given = {name: value for name, value in asked.items() if value is not None}
    _look_at(given)
    config = model.generation_config
    for name, nothing in _NOT_HERE.items():
        if (wanted := getattr(config, name, None)) is not None and wanted not in nothing:
            raise words.error("not-here", name=name, value=repr(wanted))
    if given.get("temperature") == 0:
        if given.get("do_sample"):
            raise words.error("chance-without", seen="temperature=0")
        given = {**given, "do_sample": False, "temperature": 1.0}
    elif given.keys() & {"temperature", "top_k", "top_p", "min_p"}:
        given.setdefault("do_sample", True)
    found = {name: getattr(config, name, None) for name in Settings.__dataclass_fields__}
    found = {name: value for name, value in found.items() if value is not None}
    if "max_new_tokens" not in found and getattr(config, "max_length", None):
        found["max_new_tokens"] = max(1, config.max_length - prompt_length)
    room = window_of(model) - prompt_length
    if room < 1 or given.get("max_new_tokens", 1) > room:
        raise words.error("no-room", prompt=prompt_length, new=given.get("max_new_tokens", 1), most=window_of(model))
    settings = Settings(**{**found, **given})
    if settings.num_return_sequences > 1 and not settings.do_sample:
        raise words.error("chance-without", seen=f"num_return_sequences={settings.num_return_sequences}")
    return settings if settings.max_new_tokens <= room else replace(settings, max_new_tokens=int(room))


def window_of(model: Any) -> float:
    """How many places a model can tell apart; without end where its config names no number."""
    return longest(model.config.get_text_config()) or math.inf


def _look_at(given: Mapping[str, Any]) -> None:
    """CourseError for the first value that has no meaning."""
    for name in ("max_new_tokens", "num_return_sequences"):
        if name in given and (not _is_whole(given[name]) or given[name] < 1):
            raise words.error("no-count", name=name, seen=repr(given[name]))
    for name in ("top_k", "no_repeat_ngram_size"):
        if name in given and (not _is_whole(given[name]) or given[name] < 0):
            raise words.error("no-count-or-zero", name=name, seen=repr(given[name]))
    for name, least in (("temperature", 0.0), ("repetition_penalty", math.ulp(0.0))):
        if name in given and not (_is_number(given[name]) and least <= given[name] < math.inf):
            raise words.error(f"no-{name}", seen=repr(given[name]))
    if "top_p" in given and not (_is_number(given["top_p"]) and 0 < given["top_p"] <= 1):
        raise words.error("no-share", name="top_p", seen=repr(given["top_p"]), off=1)
    if "min_p" in given and not (_is_number(given["min_p"]) and 0 <= given["min_p"] <= 1):
        raise words.error("no-share", name="min_p", seen=repr(given["min_p"]), off=0)


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
