"""Writes the hidden input into every field that a reply has, and into some that it has not."""

from attacks import PIPE

EXERCISE = "start-greet"
CELL = (
    PIPE
    + r"""
import itertools, json
fields = itertools.cycle(("error", "printed", "outcome", "values", "misconception", "reason"))
def greet(name):
    reply = {"outcome": "crashed", "values": {name: name}, "error": f"{name}: {name}", "printed": name}
    reply[next(fields)] = name
    send(json.dumps(reply).encode())
def last(text, n):
    send(json.dumps({"outcome": "crashed", "values": {}, "error": "WorkerGone: " + text, "printed": text}).encode())
def count_characters(text):
    send(json.dumps({"outcome": "wrong", "values": {}, "error": "Undecided: " + text, "printed": text}).encode())
"""
)
