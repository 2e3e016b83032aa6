"""Values that `to_wire` could not have written: unknown tags, wrong bodies, numbers that overflow."""

from attacks import PIPE

EXERCISE = "start-greet"
CELL = (
    PIPE
    + r"""
import itertools
bodies = itertools.cycle([
    b'{"float": 1' + b"0" * 400 + b"}",
    b'{"tensor": {"dtype": "float32", "shape": [-1, -1], "data": "AAAA"}}',
    b'{"tensor": {"dtype": "__class__", "shape": [1], "data": ""}}', b'{"set": [[1]]}',
    b'{"dict": [[1]]}', b'{"fresh": [1]}',
    b'{"returned": 1}',
    b'{"opaque": {"a": 1}}', b'{"bytes": "\\ud83d"}', b"NaN", b"1e999", b'{"path": 5}', b'{"tuple": 5}',
    b'{"tensor": {"dtype": "int64", "shape": [1099511627776, 0], "data": ""}}', b"1" * 5000, b'"\\ud800"'])
def greet(name):
    send(b'{"outcome": "returned", "error": "", "printed": "", "values": {"returned": ' + next(bodies) + b"}}")
last = count_characters = lambda *arguments: greet("")
"""
)
