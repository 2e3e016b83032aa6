"""Values too large to look at: 4000-bit numbers, 40 MB of text, a million pairs, 2**40 empty rows."""

EXERCISE = "start-greet"
CELL = r"""
import torch
greet = lambda name: name + "好" * 4_000_000
last = lambda text, n: torch.empty(2**40, 0)
count_characters = lambda text: [("x", 1 << 4000)] * 1_000_000
"""
