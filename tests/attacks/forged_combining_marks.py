"""Text on which Unicode normalization takes quadratic time, for the decision to normalize outside."""

EXERCISE = "start-greet"
CELL = r"""
def greet(name):
    return name + "\u0300\u0316" * 2_000_000
"""
