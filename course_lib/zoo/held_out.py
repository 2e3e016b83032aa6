"""The items that a model is measured on: heldout.jsonl of the first round, heldout_apart.jsonl of the second."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def read_items(path: Path) -> list[dict[str, Any]]:
    """The items of a file, one JSON object a line, in order; empty lines say nothing.

        read_items(Path("heldout.jsonl"))[0]  # {"text": "质量没得说。", "label": "positive", …}
    """
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
