"""Announces a reply and sends half of it, byte by byte, for as long as anyone listens."""

from attacks import DEAF, PIPE

EXERCISE = "start-greet"
CELL = (
    PIPE
    + DEAF
    + r"""
import os, struct, time
os.write(pipes()[0], struct.pack("!i", 1000))
while True:
    os.write(pipes()[0], b" ")
    time.sleep(1)
"""
)
