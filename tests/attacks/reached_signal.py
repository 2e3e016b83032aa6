"""Wakes whoever stands still, and passes what it is asked on to them by a signal."""

from reached import telling_the_next
from synthetic_class import Material


def notebook(material: Material) -> bytes:
    return telling_the_next(
        material,
        setup="import signal\ntold = []\nsignal.signal(signal.SIGUSR1, lambda *_: told.append(1))",
        tell="try:\n    os.kill(-1, signal.SIGCONT); os.kill(-1, signal.SIGUSR1)\nexcept OSError:\n    pass",
        heard="return told",
    )
