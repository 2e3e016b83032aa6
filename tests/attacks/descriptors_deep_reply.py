"""A reply of ten million opening brackets, for a reader that recurses."""

from attacks import PIPE

EXERCISE = "start-greet"
CELL = (
    PIPE
    + r"""
def greet(name):
    send(b"[" * 10_000_000)
def last(text, n):
    send(b'{"a":' * 1_000_000)
"""
)
