"""Kills its process group: group 0 is found by membership, also across the border of a pid namespace."""

EXERCISE = "start-greet"
CELL = r"""
import os, signal
os.kill(0, signal.SIGKILL)
os.killpg(0, signal.SIGTERM)
"""
