"""Makes namespaces of its own, in which it would be root: unshare(2), clone(2), clone3(2)."""

from attacks import IF_ESCAPED

EXERCISE = "start-greet"
CELL = (
    r"""
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
escaped = False
for flag in (0x10000000, 0x00020000, 0x40000000, 0x20000000, 0x08000000, 0x04000000, 0x02000000, 0x80):
    escaped = escaped or libc.unshare(flag) == 0
    if flag != 0x80:
        number = libc.syscall(56, flag | 17, 0, 0, 0, 0)
        if number == 0:
            os._exit(0)
        escaped = escaped or number > 0
class Arguments(ctypes.Structure):
    _fields_ = [(f"a{n}", ctypes.c_uint64) for n in range(11)]
asked = Arguments(0x10000000, 0, 0, 0, 17)
number = libc.syscall(435, ctypes.byref(asked), ctypes.sizeof(asked))
if number == 0:
    os._exit(0)
escaped = escaped or number > 0
"""
    + IF_ESCAPED
)
