"""Ten talks of ten turns, chosen before the model was seen, as they came: greedy and sampled, good and bad.

The user's turns stand in heldout_apart.jsonl; each reply becomes part of what the next one is told.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from course_lib.zoo.chat.corpus import APART
from course_lib.zoo.chat.dialogue import Message

FILE = "TALKS.md"
SEED = 2026
_HEAD = """# Ten talks

What users say here was written before the model was seen, by somebody who had read nothing of what it learns. Its
replies stand as they came, good and bad: first the likeliest ones (`do_sample=False`), then one draw with the settings
that ship (temperature 0.7, top_p 0.8, top_k 20; seed {seed}).
"""


def write_talks(directory: Path) -> None:
    """Hold every talk twice with the model in `directory`, and write them to TALKS.md beside it; a minute on a CPU."""
    from transformers import AutoModelForCausalLM, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(directory)
    model = AutoModelForCausalLM.from_pretrained(directory).float().eval()
    items = map(json.loads, APART.read_text(encoding="utf-8").splitlines())
    talks = [[turn["content"] for turn in item["messages"]] for item in items if item["kind"] == "conversation"]
    parts = [_HEAD.format(seed=SEED)]
    for number, said in enumerate(talks, 1):
        greedy, drawn = (_held(tokenizer, model, said, sampled=sampled) for sampled in (False, True))
        rows = [
            f"| {turn} | {_cell(asked)} | {_cell(one)} | {_cell(other)} |"
            for turn, (asked, one, other) in enumerate(zip(said, greedy, drawn, strict=True), 1)
        ]
        parts.append(f"\n## {number}\n\n| | user | greedy | sampled |\n|---|---|---|---|\n" + "\n".join(rows) + "\n")
    (directory / FILE).write_text("".join(parts), encoding="utf-8")


def _held(tokenizer: Any, model: Any, said: list[str], *, sampled: bool) -> list[str]:
    """The replies to what a user says, one after the other."""
    import torch

    torch.manual_seed(SEED)
    how = {} if sampled else {"do_sample": False, "temperature": None, "top_p": None, "top_k": None}
    messages: list[Message] = []
    replies = []
    for text in said:
        messages.append({"role": "user", "content": text})
        given = tokenizer.apply_chat_template(
            messages, add_generation_prompt=True, return_tensors="pt", return_dict=True
        )
        with torch.no_grad():
            made = model.generate(**given, **how)
        reply = tokenizer.decode(made[0, given["input_ids"].shape[1] :], skip_special_tokens=True).strip()
        messages.append({"role": "assistant", "content": reply})
        replies.append(reply)
    return replies


def _cell(text: str) -> str:
    """A text in one cell of a table."""
    return text.replace("|", "\\|").replace("\n", "<br>")
