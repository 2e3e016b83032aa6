"""Gives its whole process group the lowest priority: the template it was forked from, and all who come after."""

EXERCISE = "start-greet"
CELL = r"""
import os
try:
    os.setpriority(os.PRIO_PGRP, 0, 19)
except PermissionError:
    pass
"""
