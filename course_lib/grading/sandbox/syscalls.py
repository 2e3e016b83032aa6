"""The system calls that a student's code may not make, put before the kernel as a seccomp filter (libseccomp).

The filter is the last of several walls: it takes away what a lesson never needs and exploits of the kernel often do.
"""

from __future__ import annotations

import ctypes
import errno
from ctypes.util import find_library
from functools import cache
from typing import Any

#: By what they are for. A name that this machine's kernel or processor does not have is skipped.
REFUSED = (
    # other processes
    "ptrace", "process_vm_readv", "process_vm_writev", "kcmp", "pidfd_getfd", "process_madvise", "move_pages",
    "migrate_pages",
    # namespaces and mounts
    "unshare", "setns", "mount", "umount", "umount2", "pivot_root", "chroot", "open_tree", "move_mount",
    "fsopen", "fsconfig",
    "fsmount", "fspick", "mount_setattr", "open_by_handle_at", "name_to_handle_at",
    # the kernel itself
    "bpf", "perf_event_open", "userfaultfd", "kexec_load", "kexec_file_load", "init_module", "finit_module",
    "delete_module",
    "reboot", "swapon", "swapoff", "acct", "quotactl", "quotactl_fd", "syslog", "lookup_dcookie", "iopl",
    "ioperm", "nfsservctl",
    "io_uring_setup", "io_uring_enter", "io_uring_register", "fanotify_init", "vhangup", "modify_ldt", "personality",
    # memory that belongs to no process: files without a name, segments, pages given away through a pipe
    "memfd_create", "memfd_secret", "shmget", "shmat", "shmctl", "shmdt", "remap_file_pages", "vmsplice",
    # descriptors on their way: how many a user may have there is counted for all that the user runs, us included
    "sendmsg", "sendmmsg",
    # keys, clocks, names
    "add_key", "request_key", "keyctl", "settimeofday", "clock_settime", "clock_adjtime", "adjtimex", "stime",
    "sethostname",
    "setdomainname",
)  # fmt: skip

#: clone(2) with any of these flags makes a namespace.
_NAMESPACE_FLAGS = 0x0002_0000 | 0x0200_0000 | 0x0400_0000 | 0x0800_0000 | 0x1000_0000 | 0x2000_0000 | 0x4000_0000
#: The socket families a program may open: none of them leads anywhere but to itself.
_AF_UNIX, _AF_INET, _AF_INET6 = 1, 2, 10
#: Of the internet's protocols TCP and UDP, the last of those that lessons need; the kinds of socket that neither has.
_UDP = 17
_KIND, _OTHER_KINDS = 0xF, (3, 4, 5, 6, 10)
#: How large a socket's buffers are is left as it is: what they hold is counted for no process.
_SOL_SOCKET, _SO_SNDBUF, _SO_RCVBUF = 1, 7, 8
_TIOCSTI, _TIOCLINUX = 0x5412, 0x541C
#: MAP_SHARED | MAP_ANONYMOUS: memory that stays when nobody has it mapped, and is then counted for nobody.
_SHARED_ANONYMOUS = 0x21

_ALLOW = 0x7FFF_0000
_ERRNO = 0x0005_0000
_CMP_EQ, _CMP_GT, _CMP_MASKED_EQ = 4, 6, 7


class _Comparison(ctypes.Structure):
    _fields_ = (
        ("argument", ctypes.c_uint),
        ("operator", ctypes.c_int),
        ("first", ctypes.c_uint64),
        ("second", ctypes.c_uint64),
    )


@cache
def library() -> Any:
    """libseccomp, or None where it is not installed."""
    try:
        found = ctypes.CDLL(find_library("seccomp") or "libseccomp.so.2", use_errno=True)
    except OSError:
        return None
    found.seccomp_init.restype = ctypes.c_void_p
    found.seccomp_init.argtypes = (ctypes.c_uint32,)
    found.seccomp_syscall_resolve_name.argtypes = (ctypes.c_char_p,)
    found.seccomp_rule_add_array.argtypes = (
        ctypes.c_void_p,
        ctypes.c_uint32,
        ctypes.c_int,
        ctypes.c_uint,
        ctypes.POINTER(_Comparison),
    )
    found.seccomp_load.argtypes = found.seccomp_release.argtypes = (ctypes.c_void_p,)
    return found


def refuse_system_calls() -> None:
    """From here on this process and its children get "not permitted" for each of REFUSED. Raises OSError."""
    seccomp = library()
    if seccomp is None:
        raise OSError(errno.ENOSYS, "libseccomp is not installed")
    rules = seccomp.seccomp_init(_ALLOW)
    try:
        for name in REFUSED:
            _add(seccomp, rules, name, errno.EPERM)
        # Programs that meet "no such call" fall back to clone(2), whose flags can be looked at.
        _add(seccomp, rules, "clone3", errno.ENOSYS)
        for bit in range(32):
            if _NAMESPACE_FLAGS & 1 << bit:
                _add(seccomp, rules, "clone", errno.EPERM, _Comparison(0, _CMP_MASKED_EQ, 1 << bit, 1 << bit))
        for family in range(_AF_INET6 + 1):
            if family not in (_AF_UNIX, _AF_INET, _AF_INET6):
                _add(seccomp, rules, "socket", errno.EAFNOSUPPORT, _Comparison(0, _CMP_EQ, family, 0))
        _add(seccomp, rules, "socket", errno.EAFNOSUPPORT, _Comparison(0, _CMP_GT, _AF_INET6, 0))
        for family in (_AF_INET, _AF_INET6):
            here = _Comparison(0, _CMP_EQ, family, 0)
            _add(seccomp, rules, "socket", errno.EPROTONOSUPPORT, here, _Comparison(2, _CMP_GT, _UDP, 0))
            for kind in _OTHER_KINDS:
                _add(seccomp, rules, "socket", errno.EPROTONOSUPPORT, here, _Comparison(1, _CMP_MASKED_EQ, _KIND, kind))
        for option in (_SO_SNDBUF, _SO_RCVBUF):  # "done", and nothing is: libraries that ask do not look
            _add(seccomp, rules, "setsockopt", 0, _int(1, _SOL_SOCKET), _int(2, option))
        for request in (_TIOCSTI, _TIOCLINUX):
            _add(seccomp, rules, "ioctl", errno.EPERM, _int(1, request))
        flags = _Comparison(3, _CMP_MASKED_EQ, _SHARED_ANONYMOUS, _SHARED_ANONYMOUS)
        _add(seccomp, rules, "mmap", errno.EPERM, flags)
        failed = seccomp.seccomp_load(rules)
        if failed:
            raise OSError(-failed, "the seccomp filter was not taken")
    finally:
        seccomp.seccomp_release(rules)


def _int(argument: int, value: int) -> _Comparison:
    """That an argument is `value`. Of an int the system reads the lower half only; the upper can hold anything."""
    return _Comparison(argument, _CMP_MASKED_EQ, 0xFFFF_FFFF, value)


def _add(seccomp: Any, rules: Any, name: str, error: int, *comparisons: _Comparison) -> None:
    number = seccomp.seccomp_syscall_resolve_name(name.encode())
    if number < 0:  # not on this processor, or newer than this libseccomp
        return
    array = (_Comparison * max(1, len(comparisons)))(*comparisons)
    failed = seccomp.seccomp_rule_add_array(rules, _ERRNO | error, number, len(comparisons), array)
    if failed:
        raise OSError(-failed, f"no rule for {name}")
