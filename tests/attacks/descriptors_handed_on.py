"""Passes the pipe to a child in another session, which answers when the worker is gone."""

from attacks import PIPE

EXERCISE = "start-greet"
CELL = (
    PIPE
    + r"""
import json, os, time
if os.fork() == 0:
    os.setsid()
    while True:
        time.sleep(0.2)
        send(json.dumps({"outcome": "returned", "values": {"returned": "x"}, "error": "", "printed": ""}).encode())
os._exit(0)
"""
)
