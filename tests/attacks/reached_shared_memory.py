"""Passes what it is asked on to the next answer in memory that copies of a process share: a file that is gone."""

from reached import telling_the_next
from synthetic_class import Material


def notebook(material: Material) -> bytes:
    return telling_the_next(
        material,
        setup=(
            "import mmap\n"
            "file = open('/dev/shm/shared', 'w+b'); file.truncate(4096)\n"
            "shared = mmap.mmap(file.fileno(), 4096)\n"
            "file.close(); os.unlink('/dev/shm/shared')"
        ),
        tell="shared[0] = 1",
        heard="return shared[0]",
    )
