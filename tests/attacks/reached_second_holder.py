"""Every fork leaves a second process that holds the copy's pipe too, reads along, and lives in a session of its own."""

from reached import telling_the_next
from synthetic_class import Material


def notebook(material: Material) -> bytes:
    return telling_the_next(
        material,
        setup=(
            "from pathlib import Path\n"
            "def double():\n"
            "    if os.fork() == 0:\n"
            "        os.setsid()\n"
            "        while not Path('told').exists(): time.sleep(0.01)\n"
            "        os._exit(0) if os.fork() else Path('/tmp/told').touch()\n"
            "        time.sleep(60)\n"
            "os.register_at_fork(after_in_child=double)"
        ),
        tell="Path('told').touch()\ntime.sleep(0.05)",
        heard="return Path('/tmp/told').exists()",
    )
