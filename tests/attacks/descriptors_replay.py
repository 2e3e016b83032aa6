"""Answers every question with the answer to the one before: the right value for another input."""

from attacks import PIPE

EXERCISE = "start-greet"
CELL = (
    PIPE
    + r"""
import json
kept = []
def greet(name):
    kept.append(f"你好，{name}！Hello, {name}!")
    return kept[-2] if len(kept) > 1 else None
def last(text, n):
    kept.append(text[len(text) - n:])
    return kept[0]
"""
)
