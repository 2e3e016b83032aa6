"""Becomes somebody else: setuid, capabilities, setgroups, a set-user-id program, no_new_privs taken back."""

from attacks import IF_ESCAPED

EXERCISE = "start-greet"
CELL = (
    r"""
import ctypes, os, subprocess
libc = ctypes.CDLL(None, use_errno=True)
escaped = False
for call in (lambda: os.setuid(0), lambda: os.setgid(0), lambda: os.setresuid(0, 0, 0), lambda: os.setgroups([0]),
             lambda: os.chown("/scratch", 0, 0), lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(50)),
             lambda: os.nice(-5), lambda: __import__("resource").setrlimit(7, (10**6, 10**6))):
    try:
        call()
        escaped = True
    except (OSError, ValueError):
        pass
escaped = escaped or libc.prctl(38, 0, 0, 0, 0) == 0 or libc.prctl(39, 0, 0, 0, 0) != 1
for program in ("su", "sudo", "mount", "passwd", "newuidmap", "bwrap"):
    try:
        command = [program, "--unshare-user", "--ro-bind", "/", "/", "id"]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=1)
        escaped = escaped or done.returncode == 0 and b"uid" in done.stdout
    except (OSError, subprocess.TimeoutExpired):
        pass
"""
    + IF_ESCAPED
)
