"""Reads what belongs to the machine: passwords, host name, other users' homes, the kernel's log and memory."""

from attacks import IF_ESCAPED

EXERCISE = "start-greet"
CELL = (
    r"""
import course_lib, glob, os, sys
escaped = False
for path in ("/etc/shadow", "/etc/hostname", "/etc/resolv.conf", "/var/log", "/sys/kernel",
             "/dev/mem", "/dev/kmsg", "/dev/sda", "/dev/vda", "/run", "/boot"):
    try:
        os.listdir(path) if os.path.isdir(path) else open(path, "rb").read(16)
        escaped = True
    except OSError:
        pass
for path, own in (("/etc/passwd", {"student", "nobody"}), ("/etc/group", {"student", "nogroup"}),
                  ("/etc/hosts", {"127.0.0.1 localhost", "::1 localhost", "127.0.0.1 sandbox"})):
    with open(path) as file:
        escaped = escaped or not {line.partition(":x:")[0].strip() for line in file} <= own
shown = [sys.prefix, sys.base_prefix, sys.executable, course_lib.__file__]
for path in (*glob.glob("/root/*"), *glob.glob("/root/.??*"), *glob.glob("/home/*/*"), *glob.glob("/home/*/.??*")):
    escaped = escaped or not any(place.startswith(path) for place in shown)
"""
    + IF_ESCAPED
)
