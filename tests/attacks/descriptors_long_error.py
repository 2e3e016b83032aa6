"""Says after every cell, in tens of megabytes, how it failed: each is kept until the submission is done."""

from attacks import PIPE

EXERCISE = "start-greet"
CELL = (
    PIPE
    + r"""
import json
for _ in range(8):
    send(json.dumps({"outcome": "crashed", "error": "E" * 60_000_000}).encode())
"""
)
