"""Copies the neighbour's right answer out of the folder of submissions."""

from attacks import IF_ESCAPED

EXERCISE = "start-greet"
CELL = (
    r"""
import glob, json, os
places = ["/", os.getcwd(), "/tmp", "/home", "/root", "/work", "/mnt", "/media", "/srv", "/var", "/opt"]
escaped = False
for place in places:
    for depth in ("*", "*/*", "*/*/*", "*/*/*/*"):
        for path in glob.glob(f"{place}/{depth}.ipynb"):
            escaped = True
"""
    + IF_ESCAPED
)
