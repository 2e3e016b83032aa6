"""Tries to write in every folder there is: the package, the environment, /usr, the root, /dev."""

from attacks import IF_ESCAPED

EXERCISE = "start-greet"
CELL = (
    r"""
import os, sys
escaped = False
for place in ["/", "/usr", "/etc", "/dev", "/lib", "/bin", "/proc", "/var", "/home", "/root", *sys.path,
              os.path.dirname(sys.executable), os.path.dirname(os.__file__)]:
    if place in ("", "/scratch", "/tmp") or place.startswith("/scratch"):
        continue
    try:
        open(os.path.join(place, "attack-was-here"), "w").close()
        escaped = escaped or place != "/proc"
    except OSError:
        pass
"""
    + IF_ESCAPED
)
