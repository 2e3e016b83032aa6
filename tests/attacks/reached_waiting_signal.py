"""Leaves a signal with those who stand still; it reaches them when they run again."""

from reached import telling_the_next
from synthetic_class import Material


def notebook(material: Material) -> bytes:
    return telling_the_next(
        material,
        setup=(
            "import signal\n"
            "signal.signal(signal.SIGUSR1, lambda *_: None)\n"
            "signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])"
        ),
        tell="try:\n    os.kill(-1, signal.SIGUSR1)\nexcept OSError:\n    pass\nsignal.sigpending()",
        heard="return signal.SIGUSR1 in signal.sigpending()",
    )
