"""Memory that is no process's own: shared by forks, in files that have no name, in segments nobody has attached."""

from attacks import IF_ESCAPED

EXERCISE = "start-greet"
CELL = (
    r"""
import ctypes, mmap, os, time
libc = ctypes.CDLL(None)
libc.shmat.restype = ctypes.c_void_p
libc.shmat.argtypes = (ctypes.c_int, ctypes.c_void_p, ctypes.c_int)
libc.shmdt.argtypes = (ctypes.c_void_p,)
kept = held = 0
files = []
try:
    for _ in range(4):
        nameless = os.memfd_create("x")
        files.append(nameless)
        held += os.write(nameless, b"x" * (60 << 20))
except OSError:
    pass
for _ in range(4):
    segment = libc.shmget(0, 60 << 20, 0o1600)
    place = libc.shmat(segment, None, 0)
    if segment >= 0:
        ctypes.memset(place, 1, 60 << 20)
        libc.shmdt(place)
        held += 60 << 20
pages = []
for _ in range(6):
    page = mmap.mmap(-1, 60 << 20, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    for place in range(0, len(page), 4096):
        page[place] = 1
    pages.append(page)
    held += len(page)
    if os.fork() == 0:
        time.sleep(600)
time.sleep(0.8)
escaped = held > 700 << 20
"""
    + IF_ESCAPED
)
