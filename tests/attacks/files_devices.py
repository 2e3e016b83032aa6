"""Makes device nodes and opens what the sandbox's /dev has: disks, terminals, the kernel's memory."""

from attacks import IF_ESCAPED

EXERCISE = "start-greet"
CELL = (
    r"""
import os, stat
escaped = False
for name, numbers in (("disk", (8, 0)), ("memory", (1, 1)), ("kmsg", (1, 11)), ("loop", (7, 0))):
    try:
        os.mknod("/scratch/" + name, 0o600 | stat.S_IFBLK, os.makedev(*numbers))
        escaped = True
    except OSError:
        pass
for name in ("/dev/tty", "/dev/console", "/dev/fuse", "/dev/kvm", "/dev/net/tun", "/dev/mem"):
    try:
        os.close(os.open(name, os.O_RDWR))
        escaped = True
    except OSError:
        pass
"""
    + IF_ESCAPED
)
