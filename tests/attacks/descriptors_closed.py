"""Closes the pipe and every other descriptor that the worker holds."""

EXERCISE = "start-greet"
CELL = r"""
import os
os.closerange(0, 4096)
"""
