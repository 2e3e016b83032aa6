"""Announces a reply of two gigabytes, then sends sixty megabytes of it."""

from attacks import PIPE

EXERCISE = "start-greet"
CELL = (
    PIPE
    + r"""
import os, struct
def greet(name):
    for line in pipes():
        os.write(line, struct.pack("!i", 2**31 - 1))
        for _ in range(60):
            os.write(line, b"[" * 2**20)
"""
)
