"""Shared memory without a file, let go of once it is written: it stays, and is charged to nobody."""

from attacks import DEAF, IF_ESCAPED

EXERCISE = "start-greet"
CELL = (
    DEAF
    + r"""
import mmap, os
escaped, piece = False, 64 << 20
zero = os.open("/dev/zero", os.O_RDWR)
for descriptor, flags in ((-1, mmap.MAP_SHARED | mmap.MAP_ANONYMOUS), (zero, mmap.MAP_SHARED)):
    try:
        pages = mmap.mmap(descriptor, 11 * piece, flags)
        for place in range(0, len(pages), piece):
            pages[place:place + piece:4096] = b"x" * (piece // 4096)
            pages.madvise(mmap.MADV_DONTNEED, place, piece)
        time.sleep(0.8)
        escaped |= pages[0:1] == b"x"
    except (OSError, ValueError):
        pass
"""
    + IF_ESCAPED
)
