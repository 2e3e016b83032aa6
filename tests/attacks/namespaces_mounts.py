"""Mounts, unmounts, changes the root: to uncover /proc, or to write where only reading is allowed."""

from attacks import IF_ESCAPED

EXERCISE = "start-greet"
CELL = (
    r"""
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
escaped = False
for call in (
    lambda: libc.mount(b"none", b"/", None, 32 | 4096, None),
    lambda: libc.mount(b"proc", b"/proc", b"proc", 0, None),
    lambda: libc.mount(b"tmpfs", b"/scratch", b"tmpfs", 0, None),
    lambda: libc.umount(b"/proc"), lambda: libc.umount2(b"/proc", 2),
    lambda: libc.umount2(b"/tmp", 2), lambda: libc.chroot(b"/scratch"),
    lambda: libc.pivot_root(b"/scratch", b"/scratch"),
    lambda: libc.syscall(428, -100, b"/", 1), lambda: libc.syscall(430, b"tmpfs", 0),
    lambda: libc.syscall(442, -1, b"/", 0, 0, 0),
    lambda: libc.syscall(304, -100, b"/", 0), lambda: libc.setns(0, 0), lambda: libc.syscall(303, -100, b"/", 0, 0, 0),
):
    try:
        escaped = escaped or call() >= 0
    except (AttributeError, OSError):
        pass
"""
    + IF_ESCAPED
)
