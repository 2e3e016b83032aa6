"""Attaches to other processes, reads and writes their memory, takes their descriptors."""

from attacks import IF_ESCAPED

EXERCISE = "start-greet"
CELL = (
    r"""
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
escaped = False
for number in (1, 2, 3, os.getppid()):
    escaped = escaped or libc.ptrace(16, number, 0, 0) == 0 and number != os.getpid()
buffer = ctypes.create_string_buffer(64)
class Vector(ctypes.Structure):
    _fields_ = (("base", ctypes.c_void_p), ("length", ctypes.c_size_t))
local = Vector(ctypes.addressof(buffer), 64)
remote = Vector(0x400000, 64)
for number in range(1, 40):
    escaped = escaped or libc.process_vm_readv(number, ctypes.byref(local), 1, ctypes.byref(remote), 1, 0) > 0
    handle = libc.syscall(434, number, 0)
    for theirs in range(20):
        escaped = escaped or handle >= 0 and libc.syscall(438, handle, theirs, 0) >= 0
"""
    + IF_ESCAPED
)
