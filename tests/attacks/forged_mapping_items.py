"""A Mapping whose items() gives what the wire reserves for itself, then never ends."""

EXERCISE = "start-greet"
CELL = r"""
from collections.abc import Mapping
class Endless(Mapping):
    def __getitem__(self, key): return 1
    def __iter__(self): return iter(())
    def __len__(self): return 0
    def items(self):
        while True:
            yield {"tuple": []}, {"opaque": "passed"}
greet = last = count_characters = lambda *arguments: Endless()
"""
