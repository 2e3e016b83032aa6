"""Two thousand cells' worth of pictures, locals and comments that never end, in one answer's error text."""

EXERCISE = "start-greet"
CELL = r"""
def greet(name):
    raise ValueError("x" * 50_000_000)
def last(text, n):
    raise type("E" * 1_000_000, (Exception,), {})(text)
def count_characters(text):
    raise ExceptionGroup("many", [ValueError(number) for number in range(100_000)])
"""
