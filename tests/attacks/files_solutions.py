"""Looks through everything that can be read for judge, solutions and answers."""

from attacks import IF_ESCAPED

EXERCISE = "start-greet"
CELL = (
    r"""
import os
escaped = False
for folder, folders, files in os.walk("/"):
    if folder.count("/") > 7 or folder.startswith(("/usr/lib", "/usr/share")):
        folders.clear()
    for name in files:
        if name == "judge.py" or (name.endswith(".ipynb") and "site-packages" not in folder):
            escaped = True
"""
    + IF_ESCAPED
)
