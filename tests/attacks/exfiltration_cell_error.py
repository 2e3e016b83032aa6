"""Makes a cell fail with what it read: environment, arguments, folders, the memory of the process."""

EXERCISE = "start-greet"
CELL = r"""
import os, sys
found = [dict(os.environ), sys.argv, sys.orig_argv, os.getcwd(), os.listdir("/"),
         [value for value in map(repr, sys.modules)]]
raise type("Found" + repr(found).encode().hex(), (Exception,), {})(repr(found))
"""
