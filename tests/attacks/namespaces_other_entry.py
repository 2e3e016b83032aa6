"""Enters the kernel by the doors of other architectures: 32-bit calls, x32 numbers."""

from attacks import IF_ESCAPED

EXERCISE = "start-greet"
CELL = (
    r"""
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
escaped = libc.syscall(0x40000000 + 272, 0x10000000) == 0
"""
    + IF_ESCAPED
)
