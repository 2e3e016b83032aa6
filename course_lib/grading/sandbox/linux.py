"""The few system calls that Python has no function for: namespaces, mounts, capabilities. Linux only.

Sources: unshare(2), mount(2), prctl(2), capset(2), madvise(2), user_namespaces(7), tcp(7), netdevice(7).
"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import struct
import sys
from pathlib import Path

CLONE_NEWNS = 0x0002_0000
CLONE_NEWCGROUP = 0x0200_0000
CLONE_NEWUTS = 0x0400_0000
CLONE_NEWIPC = 0x0800_0000
CLONE_NEWUSER = 0x1000_0000
CLONE_NEWPID = 0x2000_0000
CLONE_NEWNET = 0x4000_0000
ALL_NAMESPACES = (
    CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWCGROUP
)

_MS_NOSUID, _MS_NODEV, _MS_NOEXEC, _MS_BIND, _MS_REC, _MS_PRIVATE = 2, 4, 8, 0x1000, 0x4000, 1 << 18
_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE, _PR_CAPBSET_DROP, _PR_SET_NO_NEW_PRIVS, _PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL = 4, 24, 38, 47, 4
_CAPABILITY_VERSION_3 = 0x2008_0522
_LAST_POSSIBLE_CAPABILITY = 63
_HUGE_PAGE = 2**21
_MADV_COLLAPSE = 25
_SIOCSIFFLAGS, _IFF_UP = 0x8914, 1
#: Bytes (least, at first, most) that a connection's end may hold, so that no socket holds more than one of another
#: kind (`memory_watch`); and how many connections that are over are remembered.
_BOUNDS = {"tcp_rmem": "4096 131072 212992", "tcp_wmem": "4096 16384 212992", "tcp_max_tw_buckets": "1024"}
NOBODY = 65534
#: Who the student's code is inside: an ordinary user.
STUDENT = 1000


def _call(name: str, *arguments: object) -> None:
    library = ctypes.CDLL(None, use_errno=True)
    if getattr(library, name)(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")


def end_with_parent() -> None:
    """Have the kernel end this process when the one that forked it ends, however that is. Other systems: nothing."""
    if sys.platform == "linux":
        _call("prctl", _PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)


def leave_root() -> None:
    """Become nobody, for good, when this is root: root escapes the limit on processes."""
    if os.getuid() != 0:
        return
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    # Changing the user takes /proc/self away from its owner, who has to write his maps there.
    _call("prctl", _PR_SET_DUMPABLE, 1, 0, 0, 0)


def enter_namespaces() -> None:
    """Namespaces of its own for this process and (pid) its children, in which it is an ordinary user.

    Raises OSError where the system does not allow it.
    """
    user, group = os.getuid(), os.getgid()
    _call("unshare", ALL_NAMESPACES)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{STUDENT} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{STUDENT} {group} 1")


def open_loopback() -> None:
    """Let this network namespace talk to itself: servers and clients of one submission meet there, and nobody else.

    What its connections may hold in memory is bounded first. Raises OSError, and nothing is open, where the system
    does not allow that.
    """
    import fcntl  # Windows has none

    for name, value in _BOUNDS.items():
        Path("/proc/sys/net/ipv4", name).write_text(value)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, _SIOCSIFFLAGS, struct.pack("16sh22x", b"lo", _IFF_UP))


def private_mounts() -> None:
    """What is mounted from here on is seen by this process and its children only."""
    _call("mount", b"none", b"/", None, _MS_REC | _MS_PRIVATE, None)


def mount_memory(place: str, size: int, files: int) -> None:
    """An empty folder in memory at `place`: at most `size` bytes in at most `files` files."""
    options = f"size={size},nr_inodes={files},mode=700".encode()
    _call("mount", b"tmpfs", place.encode(), b"tmpfs", _MS_NOSUID | _MS_NODEV, options)


def mount_terminals(place: str, most: int) -> None:
    """Pseudo-terminals of its own at `place`, at most so many; without this they are everybody's in the sandbox."""
    options = f"newinstance,ptmxmode=0666,mode=600,max={most}".encode()
    _call("mount", b"devpts", place.encode(), b"devpts", _MS_NOSUID | _MS_NOEXEC, options)


def gather_into_huge_pages() -> None:
    """Lay what this process holds in memory into pages of 2 MiB, as far as the system does: a fork of it copies the
    table of its pages, which is then a hundredth as long, and takes a third of the time.
    """
    madvise = ctypes.CDLL(None, use_errno=True).madvise
    madvise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
    for line in Path("/proc/self/maps").read_text().splitlines():
        addresses, rights, _, _, inode, *name = line.split()
        if "w" not in rights or inode != "0" or name == ["[stack]"]:
            continue
        begin, end = (int(address, 16) for address in addresses.split("-"))
        for place in range(-(-begin // _HUGE_PAGE) * _HUGE_PAGE, end - _HUGE_PAGE + 1, _HUGE_PAGE):
            madvise(place, _HUGE_PAGE, _MADV_COLLAPSE)


def hide(place: str) -> None:
    """Let `place`, a file, be as empty as /dev/null."""
    _call("mount", b"/dev/null", place.encode(), None, _MS_BIND, None)


def drop_privileges() -> None:
    """No capability is left, and none can come back: not by execve, not by a file, not by a new user namespace."""
    _call("prctl", _PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
    for capability in range(_LAST_POSSIBLE_CAPABILITY + 1):
        try:
            _call("prctl", _PR_CAPBSET_DROP, capability, 0, 0, 0)
        except OSError:  # beyond the last one that this kernel knows
            break
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    _call("capset", header, (ctypes.c_uint32 * 6)())
    _call("prctl", _PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
