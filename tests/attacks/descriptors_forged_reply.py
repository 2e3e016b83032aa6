"""Writes a reply on the pipe itself: a returned value, and a verdict, without any call."""

from attacks import PIPE

EXERCISE = "start-greet"
CELL = (
    PIPE
    + r"""
import json
reply = {"outcome": "returned", "values": {"returned": "passed", "points": 1}, "error": "", "printed": ""}
def greet(name):
    send(json.dumps(reply).encode())
    return name
last = count_characters = lambda *arguments: send(json.dumps({"outcome": "passed", "points": 100}).encode())
"""
)
