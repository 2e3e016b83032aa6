"""Replaces the built-ins that checks lean on: isinstance, type, len, eval, any, all, AssertionError."""

EXERCISE = "start-greet"
CELL = r"""
import builtins
real_type = builtins.type
builtins.isinstance = lambda value, kind: True
builtins.any = lambda values: False
builtins.all = lambda values: True
builtins.sorted = lambda values, **how: []
builtins.AssertionError = real_type("Quiet", (BaseException,), {"__init__": lambda self, *a: None})
builtins.eval = lambda *arguments: None
greet = last = count_characters = lambda *arguments: None
"""
