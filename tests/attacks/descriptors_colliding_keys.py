"""A dict whose keys all have the hash 0: reading it takes time that grows with the square of its size."""

from attacks import PIPE

EXERCISE = "start-greet"
CELL = (
    PIPE
    + r"""
import json
modulus = 2**61 - 1
pairs = ",".join(f"[{number * modulus},0]" for number in range(400_000))
def greet(name):
    begin = '{"outcome": "returned", "error": "", "printed": "", "values": {"returned": {"dict": ['
    send((begin + pairs + "]}}}").encode())
"""
)
