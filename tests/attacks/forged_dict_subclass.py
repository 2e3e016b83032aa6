"""A dict that is equal to everything and whose items(), keys() and __iter__ disagree."""

EXERCISE = "start-greet"
CELL = r"""
class Liar(dict):
    def __eq__(self, other): return True
    def items(self): return [("returned", True)] * 3
    def keys(self): return ["passed"]
    def __iter__(self): return iter(["points"])
greet = last = count_characters = lambda *arguments: Liar(outcome="passed", points=100)
"""
