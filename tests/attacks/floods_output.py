"""Prints gigabytes: on stdout, on stderr, on the descriptors themselves, through a child, through display."""

EXERCISE = "start-greet"
CELL = r"""
import os, subprocess, sys
from IPython.display import display
line = "x" * 2**20
for _ in range(100):
    print(line)
    sys.stderr.write(line)
    sys.__stdout__.write(line)
    os.write(1, line.encode())
    os.write(2, line.encode())
    display(line)
subprocess.run("yes | head -c 200000000; yes | head -c 200000000 >&2", shell=True)
def greet(name):
    for _ in range(200):
        print(line)
    return line
"""
