"""Lists, tuples and ints that compare equal, sort first and iterate differently each time."""

EXERCISE = "start-count"
CELL = r"""
class Number(int):
    def __eq__(self, other): return True
    def __lt__(self, other): return True
    __hash__ = int.__hash__
class Pair(tuple):
    def __eq__(self, other): return True
    def __lt__(self, other): return True
    __hash__ = tuple.__hash__
class Pairs(list):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __iter__(self): return iter(())
    def __len__(self): return 0
def count_characters(text):
    return Pairs([Pair(("?", Number(0)))])
"""
