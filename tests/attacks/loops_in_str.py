"""An error whose text never ends being made, and a value whose length takes for ever."""

EXERCISE = "start-greet"
CELL = r"""
class Slow(Exception):
    def __str__(self):
        while True:
            try:
                while True:
                    pass
            except BaseException:
                pass
    __repr__ = __str__
def greet(name):
    raise Slow
"""
