"""Sends the first byte of a reply and then nothing: what reads a reply to its end waits for ever."""

from attacks import DEAF, PIPE

EXERCISE = "start-greet"
CELL = (
    PIPE
    + DEAF
    + r"""
import os, time
os.write(pipes()[0], b"\0")
while True:
    time.sleep(60)
"""
)
