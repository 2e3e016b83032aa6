"""An object that answers every attribute passes for a BatchEncoding, whose items() is then the student's."""

EXERCISE = "start-greet"
CELL = r"""
class Meta(type):
    def __getattr__(cls, name): return True
class Encoding(metaclass=Meta):
    def items(self): return {"outcome": "passed"}.items()
    def __getattr__(self, name): return lambda *a: self
greet = last = count_characters = lambda *arguments: Encoding()
"""
