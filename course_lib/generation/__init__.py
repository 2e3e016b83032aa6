"""From a prompt to a text, every step in the open: template, ids, decode loop, filters, choice, and text again.

What lessons 07 and 08 read and call. `generate` gives token for token what ``model.generate`` gives, greedily and with
the same seed; `steps` is the loop itself.

>>> from transformers import AutoModelForCausalLM, AutoTokenizer
>>> from course_lib.models import checkpoint
>>> tokenizer = AutoTokenizer.from_pretrained(checkpoint("chat"))
>>> model = AutoModelForCausalLM.from_pretrained(checkpoint("chat"), dtype="float32")
>>> found = generate(model, tokenizer, [{"role": "user", "content": "1加1等于几？"}], temperature=0)
>>> found.stopped_by
('eos',)
"""

from __future__ import annotations

from course_lib.generation.filters import (
    choice,
    filtered,
    forbid_repeated,
    keep_min_p,
    keep_top_k,
    keep_top_p,
    penalise_repetition,
    temper,
)
from course_lib.generation.generating import Generated, Timings, collected, generate, prepare
from course_lib.generation.next_token import Candidate, NextTokens, after_filters, next_scores, next_tokens
from course_lib.generation.open_decoder import opened, why_not_opened
from course_lib.generation.prompts import apply_template, left_padded, prompts_to_ids, trim
from course_lib.generation.recorded import recorded_steps
from course_lib.generation.settings import Settings, settings_for
from course_lib.generation.stepping import Step, likeliest, steps

__all__ = [
    "Candidate",
    "Generated",
    "NextTokens",
    "Settings",
    "Step",
    "Timings",
    "after_filters",
    "apply_template",
    "choice",
    "collected",
    "filtered",
    "forbid_repeated",
    "generate",
    "keep_min_p",
    "keep_top_k",
    "keep_top_p",
    "left_padded",
    "likeliest",
    "next_scores",
    "next_tokens",
    "opened",
    "penalise_repetition",
    "prepare",
    "prompts_to_ids",
    "recorded_steps",
    "settings_for",
    "steps",
    "temper",
    "trim",
    "why_not_opened",
]
