"""Asks the system for a signal when its parent ends, so as to run while the others are asked."""

from reached import telling_the_next
from synthetic_class import Material


def notebook(material: Material) -> bytes:
    return telling_the_next(
        material,
        setup=(
            "import ctypes, signal, threading\n"
            "from pathlib import Path\n"
            "told = []\n"
            "def listen(*_):\n"
            "    for _ in range(300):\n"
            "        time.sleep(0.01)\n"
            "        told.extend([1] if Path('/tmp/told').exists() else [])\n"
            "signal.signal(signal.SIGCONT, lambda *_: listen())\n"
            "os.register_at_fork(after_in_child=lambda: ctypes.CDLL(None).prctl(1, int(signal.SIGCONT), 0, 0, 0))"
        ),
        tell="Path('/tmp/told').touch()\ntime.sleep(0.05)",
        heard="return told",
    )
