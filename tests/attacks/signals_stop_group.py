"""Stops its process group: a template that is stopped keeps the class waiting."""

EXERCISE = "start-greet"
CELL = r"""
import os, signal
os.kill(0, signal.SIGSTOP)
"""
