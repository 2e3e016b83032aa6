"""Stays in C, where no signal handler of Python's runs: a number with a billion digits, a regular expression."""

EXERCISE = "start-greet"
CELL = r"""
import re
def greet(name):
    return re.match(r"(a+)+$", "a" * 64 + name) and 7 ** (7 ** 12)
"""
