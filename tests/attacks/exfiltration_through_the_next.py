"""Keeps the hidden inputs where a later student's worker could find them."""

EXERCISE = "start-greet"
CELL = r"""
import os, pathlib, tempfile
def greet(name):
    for place in ("/tmp", "/dev/shm", "/scratch", os.environ["HOME"], tempfile.gettempdir()):
        try:
            pathlib.Path(place, "attack-was-here").open("a").write(name)
        except OSError:
            pass
    os.environ["STOLEN"] = name
    return name
"""
