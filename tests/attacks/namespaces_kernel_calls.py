"""Calls that exploits of the kernel begin with: io_uring, bpf, userfaultfd, perf, keys, modules, quotas."""

from attacks import IF_ESCAPED

EXERCISE = "start-greet"
CELL = (
    r"""
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
escaped = False
buffer = ctypes.create_string_buffer(256)
for number in (425, 426, 427, 321, 323, 298, 248, 249, 250, 175, 313, 246, 320, 179, 103, 135,
               154, 155, 169, 170, 171, 165, 172, 173):
    escaped = escaped or libc.syscall(number, 8, buffer, buffer, 0, 0, 0) >= 0
"""
    + IF_ESCAPED
)
