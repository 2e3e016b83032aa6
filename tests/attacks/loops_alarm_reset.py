"""Takes the alarm that ends it off: its handler, its timer, and blocks the signal."""

from attacks import DEAF

EXERCISE = "start-greet"
CELL = (
    DEAF
    + r"""
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 64))
while True:
    pass
"""
)
