"""An object whose __reduce__ runs a command where it is unpickled."""

EXERCISE = "start-greet"
CELL = r"""
import os
class Bomb:
    def __reduce__(self):
        return os.system, ("touch /tmp/attack-was-here; touch $HOME/attack-was-here",)
    def __reduce_ex__(self, protocol):
        return self.__reduce__()
greet = last = lambda *arguments: Bomb()
count_characters = lambda text: [(Bomb(), 1)]
"""
