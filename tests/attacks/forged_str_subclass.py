"""A str whose own methods and comparisons lie: a check that asks isinstance(value, str) believes it."""

EXERCISE = "start-greet"
CELL = r"""
class Liar(str):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __hash__(self): return 0
    def __contains__(self, other): return True
    def __str__(self): return self
    def lower(self): return self
    def replace(self, *a): return self
greet = last = lambda *arguments: Liar("wrong")
"""
