"""Forty-five megabytes of empty lists: gigabytes once they are read."""

from attacks import PIPE

EXERCISE = "start-greet"
CELL = (
    PIPE
    + r"""
def greet(name):
    begin = b'{"outcome": "returned", "error": "", "printed": "", "values": {"returned": ['
    send(begin + b"[]," * 15_000_000 + b"[]]}}")
"""
)
