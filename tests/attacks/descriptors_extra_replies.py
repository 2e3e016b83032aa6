"""Sends a hundred replies in advance: from then on question and answer are out of step."""

from attacks import PIPE

EXERCISE = "start-greet"
CELL = (
    PIPE
    + r"""
import json
for _ in range(100):
    send(json.dumps({"outcome": "ran", "error": ""}).encode())
    send(json.dumps({"outcome": "returned", "values": {"returned": None}, "error": "", "printed": ""}).encode())
"""
)
