"""Reads the instructor's process through /proc: environment, command line, open files, memory, root."""

from attacks import IF_ESCAPED

EXERCISE = "start-greet"
CELL = (
    r"""
import glob, os
escaped = bool(glob.glob("/proc/[0-9]*")) or os.path.exists("/proc/self") or os.path.exists("/proc/1/root")
escaped = escaped or any("PLANTED" in value for value in os.environ.values())
"""
    + IF_ESCAPED
)
